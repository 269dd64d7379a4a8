"""The web server's entry point."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsapp.settings")
# A page that needs longer than this is answered with advice, not with waiting.
os.environ.setdefault("DATELINE_STATEMENT_TIMEOUT_MS", "3000")
application = get_wsgi_application()
# Read once here, so that a refused key stops the start and not the first login.
str(settings.SECRET_KEY)
# Addresses, views and the largest template are read before the first reader asks for them.
import_module(settings.ROOT_URLCONF)
get_template("timeline/page.html")

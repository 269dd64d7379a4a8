"""Addresses of the whole site: reading, uploading, accounts, administration."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView

handler400 = "timeline.views.refusals.bad_request"
handler404 = "timeline.views.errors.not_found"
handler500 = "timeline.views.errors.server_error"
urlpatterns = [
    path("", include("timeline.urls")),
    path("", include("timeline.upload_urls")),
    path("", include("timeline.review_urls")),
    path("admin/", admin.site.urls),
    # Django's administration names no icon, so browsers ask for this one.
    path("favicon.ico", RedirectView.as_view(url=static("favicon.svg"))),
]

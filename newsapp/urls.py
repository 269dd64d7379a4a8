"""Addresses of the whole site: reading, uploading, accounts, administration."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("timeline.urls")),
    path("", include("timeline.upload_urls")),
    path("admin/", admin.site.urls),
]

"""Addresses of uploading, jobs and accounts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

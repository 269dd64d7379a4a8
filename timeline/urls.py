"""Addresses of the reading pages."""

from django.urls import path, re_path

from timeline.views import actors, articles, events, export, home, pages

urlpatterns = [
    path("", home.home, name="home"),
    path("timeline/", home.timeline, name="timeline"),
    re_path(rf"^(?:day|month|year)/(?P<date>{pages.DATE})/$", pages.date, name="date"),
    path("events/<slug:ref>/", events.event, name="event"),
    path("actors/", actors.index, name="actors"),
    path("actors/<slug:ref>/", actors.actor, name="actor"),
    path("articles/", articles.index, name="articles"),
    path("articles/<slug:ref>/", articles.article, name="article"),
    path("export/timeline.csv", export.timeline, {"form": "csv"}, name="export_csv"),
    path("export/timeline.jsonl", export.timeline, {"form": "jsonl"}, name="export_jsonl"),
    path("about/", pages.about, name="about"),
    path("help/search/", pages.search_help, name="search_help"),
]

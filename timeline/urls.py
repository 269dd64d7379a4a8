"""Addresses of the reading pages."""

from django.urls import path, re_path

from timeline.views import (
    actors,
    api,
    articles,
    display,
    embed,
    event_files,
    events,
    export,
    feeds,
    home,
    pages,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("timeline/", home.timeline, name="timeline"),
    re_path(rf"^(?:day|month|year)/(?P<date>{pages.DATE})/$", pages.date, name="date"),
    path("events/<slug:ref>/", events.event, name="event"),
    *(path(f"events/<slug:ref>.{form}", event_files.event, {"form": form}) for form in event_files.FILES),
    path("actors/", actors.index, name="actors"),
    path("actors/<slug:ref>/", actors.actor, name="actor"),
    path("articles/", articles.index, name="articles"),
    path("articles/<slug:ref>/", articles.article, name="article"),
    *(path(f"export/timeline.{form}", export.timeline, {"form": form}) for form in export.FORMS),
    path("export/timeline.atom", feeds.atom),
    path("embed/timeline/", embed.timeline, name="embed"),
    path("share/", embed.share, name="share"),
    path("api/v1/openapi.json", api.openapi),
    path("api/v1/events/", api.events),
    path("api/v1/events/<slug:ref>/", api.event),
    path("api/v1/actors/", api.actors),
    path("api/v1/actors/<slug:ref>/", api.actor),
    path("api/v1/articles/", api.articles),
    path("api/v1/articles/<slug:ref>/", api.article),
    path("about/", pages.about, name="about"),
    path("help/keys/", display.keys, name="keys_help"),
    path("settings/", display.choose, name="settings"),
    path("help/search/", pages.search_help, name="search_help"),
]

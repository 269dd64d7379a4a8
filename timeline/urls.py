"""Addresses of the reading pages."""

from django.urls import path, re_path

from timeline.views import (
    actor_index,
    actors,
    api,
    article_index,
    articles,
    date_pages,
    display,
    drawing,
    embed,
    event_files,
    event_import,
    events,
    export,
    feeds,
    home,
    pages,
    quality,
    sources,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("timeline/", home.timeline, name="timeline"),
    *(
        re_path(rf"^{unit}/(?P<date>-?\d{{4}}{rest})/$", date_pages.page, {"unit": unit}, name=unit)
        for unit, rest in (("day", r"-\d\d-\d\d"), ("month", r"-\d\d"), ("year", ""))
    ),
    path("events/<slug:ref>/", events.event, name="event"),
    *(path(f"events/<slug:ref>.{form}", event_files.event, {"form": form}) for form in event_files.FILES),
    path("actors/", actor_index.index, name="actors"),
    path("actors/<slug:ref>/", actors.actor, name="actor"),
    path("articles/", article_index.index, name="articles"),
    path("articles/<slug:ref>/", articles.article, name="article"),
    *(path(f"export/timeline.{form}", export.timeline, {"form": form}) for form in export.FORMS),
    path("export/timeline.atom", feeds.atom),
    path("export/timeline.svg", drawing.timeline),
    path("embed/timeline/", embed.timeline, name="embed"),
    path("share/", embed.share, name="share"),
    path("api/v1/openapi.json", api.openapi),
    path("api/v1/events/", api.events),
    path("api/v1/events/<slug:ref>/", api.event),
    path("api/v1/actors/", api.actors),
    path("api/v1/actors/<slug:ref>/", api.actor),
    path("api/v1/articles/", api.articles),
    path("api/v1/articles/<slug:ref>/", api.article),
    path("upload/events/", event_import.page, name="import_events"),
    path("sources/", sources.index, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("quality/", quality.page, name="quality"),
    path("methods/", pages.methods, name="methods"),
    path("about/", pages.about, name="about"),
    path("help/keys/", display.keys, name="keys_help"),
    path("settings/", display.choose, name="settings"),
    path("help/search/", pages.search_help, name="search_help"),
]

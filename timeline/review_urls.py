"""Addresses of those who check and correct."""

from django.urls import path

from timeline.views import actor_editing, adding, editing, review

urlpatterns = [
    path("review/", review.queue, name="review"),
    path("review/list/", review.table, name="review_list"),
    path("review/verdicts/", review.verdicts, name="review_verdicts"),
    path("review/pair/", review.pair_verdict, name="pair_verdict"),
    path("audit/", editing.audit, name="audit"),
    path("events/<slug:ref>/edit/", editing.edit, name="event_edit"),
    path("events/<slug:ref>/history/", editing.history, name="event_history"),
    path("events/<slug:ref>/verdict/", review.verdict, name="event_verdict"),
    path("events/<slug:ref>/merge/", editing.merge, name="event_merge"),
    path("events/<slug:ref>/split/", editing.split, name="event_split"),
    path("articles/<slug:ref>/add/", adding.event, name="article_add"),
    path("articles/<slug:ref>/add-actor/", adding.actor, name="article_add_actor"),
    path("actors/<slug:ref>/edit/", actor_editing.edit, name="actor_edit"),
    path("actors/<slug:ref>/change/", actor_editing.change, name="actor_change"),
    path("actors/<slug:ref>/verdict/", review.actor_verdict, name="actor_verdict"),
    path("actors/<slug:ref>/merge/", actor_editing.merge, name="actor_merge"),
    path("actors/<slug:ref>/split/", actor_editing.split, name="actor_split"),
    path("decisions/<slug:kind>/<int:pk>/undo/", editing.take_back, name="take_back"),
]

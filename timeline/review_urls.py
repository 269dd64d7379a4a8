"""Addresses of those who check and correct."""

from django.urls import path

from timeline.views import review

urlpatterns = [
    path("review/", review.queue, name="review"),
    path("audit/", review.audit, name="audit"),
    path("events/<slug:ref>/edit/", review.edit, name="event_edit"),
    path("events/<slug:ref>/history/", review.history, name="event_history"),
    path("events/<slug:ref>/verdict/", review.verdict, name="event_verdict"),
    path("events/<slug:ref>/merge/", review.merge, name="event_merge"),
    path("events/<slug:ref>/split/", review.split, name="event_split"),
    path("decisions/<slug:kind>/<int:pk>/undo/", review.take_back, name="take_back"),
]

"""Addresses of uploading, jobs, accounts and monitoring."""

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView, PasswordResetConfirmView
from django.urls import path

from timeline.views import accounts, articles, feeds_admin, health, jobs, metrics, outdated, upload

urlpatterns = [
    path("upload/", upload.upload, name="upload"),
    path("upload/part/", upload.part, name="upload_part"),
    path("jobs/", jobs.index, name="jobs"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/dates/", jobs.dates, name="job_dates"),
    path("jobs/<int:pk>/columns/", jobs.columns, name="job_columns"),
    path("jobs/<int:pk>/retry/", jobs.retry, name="job_retry"),
    path("jobs/<int:pk>/pause/", jobs.steer, {"what": "pause"}, name="job_pause"),
    path("jobs/<int:pk>/resume/", jobs.steer, {"what": "resume"}, name="job_resume"),
    path("jobs/<int:pk>/cancel/", jobs.steer, {"what": "cancel"}, name="job_cancel"),
    path("jobs/<int:pk>/outcomes.csv", jobs.outcomes, name="job_outcomes"),
    path("articles/<slug:ref>/apart/", articles.tell_apart, name="article_apart"),
    path("feeds/", feeds_admin.index, name="feeds"),
    path("feeds/<int:pk>/pause/", feeds_admin.steer, {"what": "pause"}, name="feed_pause"),
    path("feeds/<int:pk>/resume/", feeds_admin.steer, {"what": "resume"}, name="feed_resume"),
    path("feeds/<int:pk>/remove/", feeds_admin.steer, {"what": "remove"}, name="feed_remove"),
    path("outdated/", outdated.page, name="outdated"),
    path("outdated/read/", outdated.read, name="outdated_read"),
    path("outdated/apply/", outdated.apply, name="outdated_apply"),
    path("outdated/discard/", outdated.discard, name="outdated_discard"),
    path(
        "accounts/login/",
        LoginView.as_view(template_name="timeline/login.html", extra_context={"mail": settings.SENDS_MAIL}),
        name="login",
    ),
    path("accounts/forgotten/", accounts.Forgotten.as_view(), name="password_forgotten"),
    path(
        "accounts/password/",
        PasswordChangeView.as_view(
            template_name="timeline/password.html", success_url="/accounts/password/done/"
        ),
        name="password_change",
    ),
    path("accounts/password/done/", accounts.password_changed, name="password_changed"),
    path(
        "accounts/reset/<uidb64>/<token>/",
        PasswordResetConfirmView.as_view(
            template_name="timeline/password.html", success_url="/accounts/password/done/"
        ),
        name="password_reset_confirm",
    ),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics.page, name="metrics"),
]

"""Django's administration: every table, with lists that find things and never load a whole corpus."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from timeline import ingest, models
from timeline.views import accounts

admin.site.site_header = admin.site.site_title = "Dateline"
admin.site.index_title = "Administration"


admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """Django's own, and a way to help people who forgot their password without a mail server."""

    actions = ("make_reset_links",)

    @admin.action(description="Make one-time links for a new password", permissions=["change"])
    def make_reset_links(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset[:20]:
            if user.is_superuser and not (isinstance(request.user, User) and request.user.is_superuser):
                messages.error(request, f"Only a superuser makes a link for {user.get_username()}.")
                continue
            link = accounts.reset_link(request, user)
            messages.success(request, f"Give this link to {user.get_username()}; it works once: {link}")


class MachineAdmin(admin.ModelAdmin[Any]):
    """Rows that the machine makes anew: to be looked at, not edited, since the next run would undo it."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(models.Source)
class SourceAdmin(admin.ModelAdmin[models.Source]):
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(models.Article)
class ArticleAdmin(admin.ModelAdmin[models.Article]):
    """The text and what follows from it are immutable; a changed text is another article."""

    list_display = ("title", "published", "source", "record_id", "language", "added")
    list_filter = ("published", "language", "source")
    list_select_related = ("source",)
    search_fields = ("title", "record_id", "public_id", "url", "source__name")
    date_hierarchy = "published"
    raw_id_fields = ("source",)
    readonly_fields = ("public_id", "text", "text_sha256", "published", "pipeline", "added", "record_id")
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What the machine read in an article goes with it, though nobody may delete such a row alone."""
        rows, counts, _, protected = super().get_deleted_objects(objs, request)
        return rows, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: models.Article) -> None:
        super().delete_model(request, obj)
        ingest.unsettle()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        ingest.unsettle()


@admin.register(models.ArticleSource)
class ArticleSourceAdmin(MachineAdmin):
    list_display = ("origin", "article", "record_id", "source_name", "published", "received")
    list_select_related = ("article",)
    search_fields = ("origin", "record_id", "article__title")


@admin.register(models.Actor)
class ActorAdmin(MachineAdmin):
    list_display = ("name", "kind", "event_count", "article_count", "public_id")
    list_filter = ("kind",)
    search_fields = ("name", "public_id", "aliases__name")


@admin.register(models.Alias)
class AliasAdmin(MachineAdmin):
    list_display = ("name", "actor", "form", "mention_count")
    list_filter = ("form",)
    list_select_related = ("actor",)
    search_fields = ("name", "actor__name")


@admin.register(models.KnownActor)
class KnownActorAdmin(MachineAdmin):
    """Imported by `manage.py import_actors`; importing a changed list changes them."""

    list_display = ("name", "kind", "external_id", "actor")
    list_filter = ("kind",)
    list_select_related = ("actor",)
    search_fields = ("name", "external_id")


@admin.register(models.ActorRedirect)
class ActorRedirectAdmin(MachineAdmin):
    list_display = ("public_id", "actor")
    list_select_related = ("actor",)
    search_fields = ("public_id", "actor__name")


@admin.register(models.MergeKey)
class MergeKeyAdmin(MachineAdmin):
    list_display = ("key", "article", "mention")
    list_select_related = ("article", "mention")
    search_fields = ("article__title",)


@admin.register(models.NameKey)
class NameKeyAdmin(MachineAdmin):
    list_display = ("key", "told")
    list_select_related = ("told",)
    search_fields = ("told__name",)


@admin.register(models.ActorBlock)
class ActorBlockAdmin(MachineAdmin):
    list_display = ("key", "actor")
    list_select_related = ("actor",)
    search_fields = ("actor__name",)


@admin.register(models.EventProposal)
class EventProposalAdmin(MachineAdmin):
    list_display = ("left", "right", "score")
    list_select_related = ("left", "right")
    search_fields = ("left__summary", "right__summary")


@admin.register(models.ActorProposal)
class ActorProposalAdmin(MachineAdmin):
    list_display = ("left", "right", "score", "told")
    list_select_related = ("left", "right")
    search_fields = ("left__name", "right__name")


@admin.register(models.ObeyedJudgement)
class ObeyedJudgementAdmin(MachineAdmin):
    list_display = ("number", "left_text", "right_text")
    search_fields = ("left_text", "right_text")


@admin.register(models.Retired)
class RetiredAdmin(MachineAdmin):
    """Ids that were in use once."""

    list_display = ("public_id", "name", "retired")
    search_fields = ("public_id", "name")


@admin.register(models.Event)
class EventAdmin(MachineAdmin):
    """Follows from mentions and decisions; it is corrected, accepted and rejected on its own page."""

    list_display = ("title", "edtf", "precision", "factuality", "disputed", "article_count", "hidden")
    list_filter = ("factuality", "precision", "disputed", "timeline", "hidden", "reviewed")
    search_fields = ("title", "public_id", "place", "edtf")


@admin.register(models.EventActor)
class EventActorAdmin(MachineAdmin):
    list_display = ("event", "actor", "role")
    list_filter = ("role",)
    list_select_related = ("event", "actor")
    search_fields = ("event__title", "actor__name")


@admin.register(models.EventRedirect)
class EventRedirectAdmin(MachineAdmin):
    list_display = ("public_id", "event")
    list_select_related = ("event",)
    search_fields = ("public_id", "event__title")


@admin.register(models.TimeMention)
class TimeMentionAdmin(MachineAdmin):
    list_display = ("value", "type", "edtf", "article", "start", "end")
    list_filter = ("type",)
    list_select_related = ("article",)
    search_fields = ("value", "edtf", "article__title")


@admin.register(models.ArticleActor)
class ArticleActorAdmin(MachineAdmin):
    list_display = ("name", "kind", "article", "actor")
    list_filter = ("kind",)
    list_select_related = ("article", "actor")
    search_fields = ("name", "article__title", "actor__name")


@admin.register(models.ActorMention)
class ActorMentionAdmin(MachineAdmin):
    list_display = ("told", "form", "article", "start", "end")
    list_filter = ("form",)
    list_select_related = ("told", "article")
    search_fields = ("told__name", "article__title")


@admin.register(models.ActorRole)
class ActorRoleAdmin(MachineAdmin):
    list_display = ("office", "of", "told", "valid_from", "valid_to")
    list_select_related = ("told",)
    search_fields = ("office", "of", "told__name")


@admin.register(models.EventMention)
class EventMentionAdmin(MachineAdmin):
    list_display = ("summary", "edtf", "factuality", "article", "event", "timeline")
    list_filter = ("factuality", "timeline", "nominal", "background")
    list_select_related = ("article", "event")
    search_fields = ("summary", "lemma", "edtf", "article__title")


@admin.register(models.Participation)
class ParticipationAdmin(MachineAdmin):
    list_display = ("told", "role", "mention")
    list_filter = ("role",)
    list_select_related = ("told", "mention")
    search_fields = ("told__name", "mention__summary")


@admin.register(models.Judgement)
class JudgementAdmin(MachineAdmin):
    """Two tellings are the same or not: said and taken back on the pages of events and actors."""

    list_display = ("about", "same", "left_text", "right_text", "author", "created", "retracted_at")
    list_filter = ("about", "same", "retracted_at")
    list_select_related = ("author",)
    search_fields = ("left_text", "right_text", "note")


@admin.register(models.Correction)
class CorrectionAdmin(MachineAdmin):
    """Made and taken back on the page of the event; here to be looked through."""

    list_display = ("field", "value", "machine_value", "author", "created", "retracted_at")
    list_filter = ("field", "retracted_at")
    list_select_related = ("author",)
    search_fields = ("value", "machine_value", "note", "text")


@admin.register(models.Verdict)
class VerdictAdmin(MachineAdmin):
    list_display = ("accepted", "reason", "author", "created", "retracted_at")
    list_filter = ("accepted", "reason", "retracted_at")
    list_select_related = ("author",)
    search_fields = ("note", "text")


@admin.register(models.AddedEvent)
class AddedEventAdmin(MachineAdmin):
    """Added and taken back on the page of the article; here to be looked through."""

    list_display = ("title", "edtf", "factuality", "author", "created", "retracted_at")
    list_filter = ("factuality", "retracted_at")
    list_select_related = ("author",)
    search_fields = ("title", "quote", "note", "text")


@admin.register(models.PartChange)
class PartChangeAdmin(MachineAdmin):
    list_display = ("name", "role", "added", "author", "created", "retracted_at")
    list_filter = ("role", "added", "retracted_at")
    list_select_related = ("author",)
    search_fields = ("name", "note", "text")


@admin.register(models.ActorChange)
class ActorChangeAdmin(MachineAdmin):
    list_display = ("what", "value", "before", "author", "created", "retracted_at")
    list_filter = ("what", "retracted_at")
    list_select_related = ("author",)
    search_fields = ("value", "before", "note", "text")


class ItemInline(admin.TabularInline[models.IngestItem, models.Batch]):
    model = models.IngestItem
    fields = readonly_fields = ("ordinal", "name", "state", "code", "message")
    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
    # A batch of ten thousand is looked at on its job page.
    verbose_name_plural = "first items"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(ordinal__lt=100)


@admin.register(models.Batch)
class BatchAdmin(admin.ModelAdmin[models.Batch]):
    list_display = ("title", "submitted_by", "created")
    list_select_related = ("submitted_by",)
    search_fields = ("title", "key")
    date_hierarchy = "created"
    readonly_fields = ("key", "submitted_by", "created")
    inlines = (ItemInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What came in stays accounted for."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(models.IngestItem)
class IngestItemAdmin(MachineAdmin):
    list_display = ("name", "state", "code", "batch", "attempts", "lost", "updated")
    list_filter = ("state", "code")
    list_select_related = ("batch",)
    search_fields = ("name", "message")
    exclude = ("payload", "raw")


@admin.register(models.Worker)
class WorkerAdmin(MachineAdmin):
    list_display = ("name", "started", "seen")


@admin.register(models.Revision)
class RevisionAdmin(MachineAdmin):
    list_display = ("name", "value")


@admin.register(models.Feed)
class FeedAdmin(admin.ModelAdmin[models.Feed]):
    """Feeds are added and paused on their own page; here they can be put right or removed."""

    list_display = ("title", "url", "next_poll", "failures", "result")
    search_fields = ("title", "url", "source")
    readonly_fields = ("url_sha256", "added_by", "batch", "etag", "modified", "seen")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(models.Fingerprint)
class FingerprintAdmin(MachineAdmin):
    list_display = ("article", "method")
    list_select_related = ("article",)
    search_fields = ("article__title",)
    exclude = ("digest",)


@admin.register(models.FingerprintKey)
class FingerprintKeyAdmin(MachineAdmin):
    list_display = ("key", "article")
    list_select_related = ("article",)
    search_fields = ("article__title",)

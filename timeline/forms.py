"""Forms that people fill in: uploading articles, answering for a publication date."""

import hashlib
import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline import items, limits, readers
from timeline.models import Feed, IngestItem
from timeline.readers.records import (
    Defaults,
    Record,
    Refusal,
    Refused,
    Unread,
    day,
    make,
    refuse,
    web_address,
)

COLUMN_WORDS = (
    ("", _("not read")),
    ("text", _("the text")),
    ("title", _("title")),
    ("dct", _("publication date")),
    ("source", _("source")),
    ("url", _("address")),
    ("author", _("author")),
    ("id", _("id")),
    ("language", _("language")),
)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; the cleaned value is a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        # An empty file is an item of the account like any other, so it isn't refused here.
        return list(files)


class DayField(forms.CharField):
    """An ISO day that isn't in the future; the cleaned value is a string, empty when not given."""

    widget = forms.DateInput(attrs={"type": "date", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        try:
            return day(super().clean(value)) or ""
        except Refused as error:
            raise forms.ValidationError(str(error)) from None


class UploadForm(forms.Form):
    """Pasted text, files, or both. With `key`, a form that is sent twice unchanged is one submission."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    addresses = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    text = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"rows": 10}))
    title = forms.CharField(required=False, max_length=limits.TITLE_CHARACTERS)
    source = forms.CharField(required=False, max_length=200)
    published = DayField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Named here, as `files` is also what a form calls the data it was given.
        self.fields["files"] = FilesField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.given(cleaned):
            raise forms.ValidationError(gettext("Paste a text, choose files or give the address of a page."))
        return cleaned

    def given(self, cleaned: dict[str, Any]) -> bool:
        """Whether there is anything to take in."""
        return bool(cleaned.get("text", "").strip() or cleaned.get("files") or cleaned.get("addresses"))

    def names(self) -> list[str]:
        """What was sent, as people call it."""
        names = [*self.cleaned_data["addresses"], *(file.name for file in self.cleaned_data["files"])]
        if self.cleaned_data["text"].strip():
            names.insert(0, self.cleaned_data["title"] or gettext("Pasted text"))
        return names

    def clean_addresses(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]
        if len(lines) > limits.FETCH_ADDRESSES:
            words = gettext("At most %(number)s addresses are taken at a time.")
            raise forms.ValidationError(words % {"number": limits.FETCH_ADDRESSES})
        for line in lines:
            if not web_address(line):
                words = gettext("“%(line)s” is no address of a web page.")
                raise forms.ValidationError(words % {"line": line[:80]})
        return lines

    def batch_key(self) -> str:
        """The form and what is in it: going back to a sent form and changing it makes another submission."""
        digest = hashlib.sha256()
        for name in ("key", "addresses", "text", "title", "source", "published"):
            digest.update(f"{self.cleaned_data[name]}\x1f".encode())
        for file in self.cleaned_data["files"]:
            digest.update(f"{file.name}\x1f{file.size}\x1f".encode())
            for chunk in file.chunks():
                digest.update(chunk)
        return digest.hexdigest()

    def found(self) -> Iterator[Record | Refusal | Unread]:
        """What was sent, article by article."""
        defaults = Defaults(self.cleaned_data["published"] or None, self.cleaned_data["source"])
        if self.cleaned_data["text"].strip():
            yield self._pasted(defaults)
        for address in self.cleaned_data["addresses"]:
            yield Unread(address, b"", defaults, remote=True)
        for file in self.cleaned_data["files"]:
            file.seek(0)
            yield from readers.take(file.name or "file", file.read(), defaults, ask=True)

    def _pasted(self, defaults: Defaults) -> Record | Refusal:
        # A browser sends every line end of a text field as two characters; the writer meant one.
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            return pasted(text, self.cleaned_data["title"], defaults)
        except Refused as error:
            return refuse("Pasted text", error.code, str(error))


def pasted(text: str, title: str, defaults: Defaults) -> Record:
    """A pasted article, with the title and date that its front matter or the form gives. Raises Refused."""
    fields, rest = readers.text.fields_of(text)
    return make("Pasted text", rest, {"title": title, **fields}, defaults)


class PartForm(UploadForm):
    """One part of an upload that is sent file by file: `sending` names the upload, `part` counts from 0."""

    sending = forms.RegexField(r"[0-9a-f]{32}")
    part = forms.IntegerField(min_value=0, max_value=limits.UPLOAD_FILES)
    parts = forms.IntegerField(min_value=1, max_value=limits.UPLOAD_FILES + 1)
    # The name of a file that was not sent because of its size; it is accounted for all the same.
    too_large = forms.CharField(required=False, max_length=400)

    def given(self, cleaned: dict[str, Any]) -> bool:
        return super().given(cleaned) or bool(cleaned.get("too_large"))

    def batch_key(self) -> str:
        return f"sent-{self.cleaned_data['sending']}"

    def names(self) -> list[str]:
        return super().names() or [self.cleaned_data["too_large"]]

    def found(self) -> Iterator[Record | Refusal | Unread]:
        yield from super().found()
        if name := self.cleaned_data["too_large"]:
            yield readers.too_large(name)


class FeedForm(forms.Form):
    """The address of a feed, and how its entries are taken in."""

    url = forms.CharField(max_length=limits.URL_CHARACTERS)
    source = forms.CharField(required=False, max_length=200)
    minutes = forms.IntegerField(initial=60, min_value=limits.FEED_POLL_MINUTES, max_value=7 * 24 * 60)
    follow = forms.BooleanField(required=False, initial=True)

    def clean_url(self) -> str:
        address = web_address(self.cleaned_data["url"])
        if not address:
            raise forms.ValidationError(gettext("An address begins with http:// or https://."))
        return address

    def clean(self) -> dict[str, Any]:
        if Feed.objects.count() >= limits.FEEDS:
            words = gettext("At most %(number)s feeds are asked; remove one first.")
            raise forms.ValidationError(words % {"number": limits.FEEDS})
        return super().clean() or {}


class ColumnsForm(forms.Form):
    """What each column of a waiting table holds, and whether its first row names them."""

    def __init__(self, item: IngestItem, data: Any = None) -> None:
        super().__init__(data, prefix=f"columns-{item.pk}")
        self.item = item
        self.preview = items.preview(item)
        self.fields["headed"] = forms.BooleanField(required=False, initial=True)
        for index, field in enumerate(self.preview.columns):
            self.fields[str(index)] = forms.ChoiceField(
                choices=COLUMN_WORDS, initial=field, required=False, label=self.heading(index)
            )

    def heading(self, index: int) -> str:
        return self.preview.rows[0][index] or gettext("Column %(number)s") % {"number": index + 1}

    def columns(self) -> list[forms.BoundField]:
        return [self[str(index)] for index in range(len(self.preview.columns))]

    def chosen(self) -> list[str]:
        return [self.cleaned_data[str(index)] for index in range(len(self.preview.columns))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [field for name, field in cleaned.items() if name != "headed" and field]
        if chosen.count("text") != 1:
            raise forms.ValidationError(gettext("Choose the one column that holds the texts."))
        if twice := next((field for field in chosen if chosen.count(field) > 1), None):
            words = gettext("Two columns are read as “%(words)s”; only one can be.")
            raise forms.ValidationError(words % {"words": dict(COLUMN_WORDS)[twice]})
        return cleaned


class DatesForm(forms.Form):
    """One day for each waiting item; left empty, the item goes on waiting."""

    def __init__(self, items: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"date-{item.pk}"] = DayField(required=False)
            self.fields[f"unknown-{item.pk}"] = forms.BooleanField(required=False)

    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [(item, self[f"date-{item.pk}"], self[f"unknown-{item.pk}"]) for item in self.items]

    def answers(self) -> Iterator[tuple[Any, str | None]]:
        """The items that were answered for, with a day, or None where the date is unknown."""
        for item in self.items:
            published = self.cleaned_data.get(f"date-{item.pk}")
            if published or self.cleaned_data.get(f"unknown-{item.pk}"):
                yield item, published or None

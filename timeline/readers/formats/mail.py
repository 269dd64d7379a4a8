"""E-mails: the text part, or the HTML part as text. The day it was sent is the day of publication."""

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage

from timeline.readers.formats.plain import plain
from timeline.readers.records import Defaults, Record, Refusal, Refused, make, refuse


def read(name: str, content: bytes, defaults: Defaults) -> Iterator[Record | Refusal]:
    try:
        yield _article(name, content, defaults)
    except Refused as error:
        yield refuse(name, error.code, str(error))
    except (LookupError, ValueError, TypeError, AttributeError):
        # The e-mail library raises these on headers and charsets that break the format.
        yield refuse(name, "malformed", "This e-mail is damaged and can't be read; paste its text instead.")


def _article(name: str, content: bytes, defaults: Defaults) -> Record:
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise Refused(
            "malformed", "This is no e-mail: it has no headers; save it as .eml from the mail program."
        )
    sent = message["date"].datetime if message["date"] else None
    sender = message["from"].addresses[0] if message["from"] and message["from"].addresses else None
    fields = {
        "title": str(message["subject"] or ""),
        "date": sent.date().isoformat() if sent else "",
        "source": (sender.display_name or sender.domain) if sender else "",
        "id": str(message["message-id"] or "").strip("<> "),
    }
    return make(name, _text(message), fields, defaults)


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        raise Refused("no_text", "The e-mail has no text, only attachments; send these by themselves.")
    words = str(part.get_content())
    if part.get_content_type() == "text/html":
        return plain(words)
    return words.replace("\r\n", "\n")

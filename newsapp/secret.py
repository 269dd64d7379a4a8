"""The key that signs sessions: from the environment, or made once and kept in the data folder."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MINIMUM = 50
_PLACEHOLDERS = ("django-insecure", "changeme", "change-me", "secret", "placeholder", "insecure", "your-")


def checked(key: str, origin: str) -> str:
    """The key itself; a short, repetitive or placeholder key stops the start."""
    if len(key) < MINIMUM or len(set(key)) < 10 or key.lower().startswith(_PLACEHOLDERS):
        raise ImproperlyConfigured(
            f"{origin} is too weak to sign sessions: it needs at least {MINIMUM} random characters. "
            "Remove it, and Dateline makes one."
        )
    return key


def private_folder(path: Path) -> None:
    """Make the folder, if it isn't there, for its owner alone: it holds the key, accounts and sessions."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {path} can't be made ({error.strerror}). "
            "Name one in DATELINE_DATA_DIR that this user may write to."
        ) from None


def from_file(path: Path) -> str:
    """Read the key of this installation, or make it. Two processes that start at once get the same key."""
    private_folder(path.parent)
    if not path.exists():
        _create(path)
    return checked(path.read_text(encoding="ascii").strip(), str(path))


def _create(path: Path) -> None:
    """Write beside and link: the name appears once, with the whole key in it, or was there before."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(60))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()

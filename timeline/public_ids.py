"""Public ids: ten symbols of Crockford's base 32 (no I, L, O, U): 50 bits, safe in URLs, easy to read out."""

import hashlib
import secrets
from collections.abc import Container

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10
_MISREAD = str.maketrans({"i": "1", "l": "1", "o": "0"})


def new() -> str:
    """A random id."""
    return _encode(secrets.randbits(5 * LENGTH))


def derive(key: str, taken: Container[str] = ()) -> str:
    """The id that belongs to a natural key, the same on every machine; if taken, the next of its line."""
    attempt = 0
    while True:
        digest = hashlib.sha256(f"{key}\n{attempt}".encode()).digest()
        public_id = _encode(int.from_bytes(digest[:8]) >> (64 - 5 * LENGTH))
        if public_id not in taken:
            return public_id
        attempt += 1


def tidy(text: str) -> str:
    """What a reader typed, as the id it means: lower case, misread letters put right, hyphens dropped."""
    return text.strip().lower().replace("-", "").translate(_MISREAD)


def _encode(number: int) -> str:
    symbols = [ALPHABET[(number >> shift) & 31] for shift in range(5 * (LENGTH - 1), -1, -5)]
    return "".join(symbols)

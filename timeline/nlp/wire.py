"""The pipe between the storing process and the one that reads texts: framing, and an Extraction as JSON.

A message is its length (4 bytes, big endian) and its bytes.
Reading back checks every field against the records' own types: the process at the other end has been
fed a stranger's text, so what it writes is not trusted.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import IO, Any, TypeAliasType, Union, get_args, get_origin, get_type_hints

from timeline import limits
from timeline.dates import DateError, DateInterval
from timeline.nlp.records import Extraction

_LENGTH = struct.Struct(">I")


class WireError(ValueError):
    """What came over the pipe is no Extraction."""


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message; None when the other end has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def allowed_seconds(characters: int) -> int:
    """How long a text of this length may take to read."""
    return limits.READ_SECONDS + limits.READ_SECONDS_PER_100_000_CHARACTERS * characters // 100_000


def dumps(extraction: Extraction) -> bytes:
    return json.dumps(extraction, default=_plain, ensure_ascii=True).encode("ascii")


def loads(data: bytes) -> Extraction:
    """Raises WireError."""
    try:
        found = _read(Extraction, json.loads(data))
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise WireError(f"{type(error).__name__}: {error}") from error
    if not isinstance(found, Extraction):
        raise WireError("no Extraction")
    return found


def _plain(value: object) -> object:
    if isinstance(value, DateInterval):
        return value.edtf
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} does not go over the wire")


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    """`value` as an instance of the type `kind`; raises WireError where it can't be one."""
    if isinstance(kind, TypeAliasType):
        return _read(kind.__value__, value)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read_union(get_args(kind), value)
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in _checked(list, value))
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(kind)[1], value)
    return _read_class(kind, value)


def _read_class(kind: Any, value: Any) -> Any:
    if kind is DateInterval:
        try:
            return DateInterval.parse(_checked(str, value))
        except DateError as error:
            raise WireError(str(error)) from None
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], item) for name, item in _checked(dict, value).items()})
    if issubclass(kind, StrEnum):
        return kind(_checked(str, value))
    return _checked(kind, value)


def _read_union(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    plain = [kind for kind in kinds if kind in (str, int, float, bool)]
    if type(value) in plain:
        return value
    others = [kind for kind in kinds if kind not in plain and kind is not type(None)]
    if len(others) != 1:
        raise WireError(f"{value!r} is none of {kinds}")
    return _read(others[0], value)


def _read_mapping(kind: Any, value: Any) -> dict[str, Any]:
    return {_checked(str, key): _read(kind, item) for key, item in _checked(dict, value).items()}


def _checked(kind: type, value: Any) -> Any:
    """The value, if it is exactly of this type (True is no int here)."""
    if type(value) is not kind and not (kind is float and type(value) is int):
        raise WireError(f"{type(value).__name__} where {kind.__name__} is due")
    return value

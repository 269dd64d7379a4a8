"""What read a text, as a name: the rules with their word lists, and the spaCy model. Loads no spaCy."""

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

VERSION = "1"
_CORE = Path(__file__).parent
# Outside the core, but part of what it says.
_SHARED = ("dates.py", "terms.py")
# What the parse depends on; the other rules look at it afterwards.
_PARSE = ("attributes.py", "encoder.py", "pipeline.py", "sentences.py")


def of(model: str) -> str:
    """Names what reads a text now: articles that carry another name are outdated."""
    return f"{VERSION}.{_rules()}+{_model(model)}"


def of_parse(model: str) -> str:
    """Names what parses a text; the same name means the same parse."""
    return f"{_digest([_CORE / name for name in _PARSE])} {_model(model)} spacy-{_installed('spacy')}"


@lru_cache(maxsize=1)
def _rules() -> str:
    files = [path for ending in ("py", "toml") for path in _CORE.rglob(f"*.{ending}")]
    return _digest([*sorted(files), *(_CORE.parent / name for name in _SHARED)])


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def _model(name: str) -> str:
    """The package and its version; a model that lies in a folder has none."""
    number = _installed(name)
    return f"{name}-{number}" if number else name


@lru_cache(maxsize=8)
def _installed(package: str) -> str:
    try:
        return installed(package)
    except PackageNotFoundError:
        return ""

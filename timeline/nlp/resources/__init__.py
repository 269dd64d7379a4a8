"""Word lists and tables of the language core: TOML files, one folder a language."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str, language: str = "en") -> dict[str, Any]:
    """The table `name`, e.g. load("zones"); shared between callers, so never to be changed."""
    text = resources.files(__package__).joinpath(language, f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

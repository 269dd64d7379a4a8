"""What a test needs from the machine: missing, it is skipped at a desk and fails in CI."""

import os
from typing import NoReturn

import pytest

IN_CI = os.environ.get("DATELINE_CI") == "1"


def missing(what: str) -> NoReturn:
    """Skip the test for want of `what`; where DATELINE_CI is 1, nothing may be wanting."""
    if IN_CI:
        pytest.fail(f"{what} is missing", pytrace=False)
    pytest.skip(f"{what} is not installed")


def require(available: object, what: str) -> None:
    if not available:
        missing(what)

from pathlib import Path

import pytest

from tests.process.manage import Installation


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """A fresh installation on the embedded database."""
    return Installation(tmp_path)

"""The servers and the undisturbed run that the tests of this folder share."""

from collections.abc import Iterator

import pytest

from tests import postgresql
from tests.durability.driving import ARTICLES, drive
from tests.process.manage import Installation
from tests.require import require


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server that a test may restart."""
    require(postgresql.find("initdb"), "PostgreSQL")
    with postgresql.restartable() as started:
        yield started


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest after one worker has read the series in peace."""
    found = drive(Installation(tmp_path_factory.mktemp("undisturbed")), "random_kills", ARTICLES, 1, 0)
    assert found["states"] == {"done": ARTICLES}
    return str(found["digest"])

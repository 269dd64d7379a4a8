"""The faults that `sabotage.py` plants still fit the code; planting them all takes too long for each run."""

import pytest

from tests.durability.sabotage import FAULTS, sabotaged


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_there_is_something_to_break(name: str) -> None:
    compile(sabotaged(FAULTS[name]), name, "exec")

"""Reads whatever waits in the database of the environment to its end.

    python -m tests.durability.resume

Prints JSON: how many articles there were before, states of the items and digest at last.
"""

import json
import sys

from tests.durability import installation


def main() -> None:
    installation.set_up()
    before = installation.states().get("done", 0)
    installation.ok(installation.read_all)
    found = {"before": before, "states": installation.states(), "digest": installation.digest()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()

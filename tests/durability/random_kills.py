"""Workers read a series of articles and are killed at random moments; others take their place.

    python -m tests.durability.random_kills ARTICLES WORKERS KILLS [SEED [COPIES]]

The database is that of the environment. Prints JSON: seed, states of the items, how often a text was begun
again, and the digest of the content. With KILLS 0 it is the undisturbed run to compare with.
Each article is handed in COPIES times, one after the other, so that workers meet over it.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.durability import installation
from tests.durability.stand_in import StandIn

PATIENCE = 240


class Workers:
    """As many workers as are wanted, each a process of its own, all writing one log of what they begin."""

    def __init__(self, number: int, log: Path) -> None:
        self.log = log
        log.touch()
        self.pids = [self._start() for _ in range(number)]

    def _start(self) -> int:
        return installation.fork(partial(work, self.log))

    def begun(self) -> int:
        return len(self.log.read_bytes().splitlines())

    def replace(self, victim: int) -> None:
        os.kill(victim, signal.SIGKILL)
        installation.ended(victim)
        self.pids[self.pids.index(victim)] = self._start()

    def end(self) -> list[int]:
        """Ask all to end; their exit statuses."""
        for pid in self.pids:
            os.kill(pid, signal.SIGTERM)
        return [installation.ended(pid) for pid in self.pids]


def work(log: Path) -> None:
    """A background worker, but for the stand-in that reads."""
    from timeline import tasks
    from timeline.worker import Loop

    reader = StandIn(log)
    tasks.extractor = lambda: reader  # type: ignore[assignment]
    signal.signal(signal.SIGTERM, lambda number, frame: tasks.stopping.set())
    Loop().run()


def disturb(workers: Workers, articles: int, kills: int, chance: random.Random) -> None:
    """Kill a random worker, a moment after each of some randomly chosen numbers of articles was begun."""
    for begun in sorted(chance.sample(range(1, articles), kills)):
        _wait(lambda begun=begun: workers.begun() >= begun, f"{begun} articles are begun")  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.05))
        workers.replace(chance.choice(workers.pids))


def _wait(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"waited in vain: {what}")
        time.sleep(0.05)


def _finished() -> bool:
    """Also false while the database does not answer."""
    return installation.run(_say_finished) == 0


def _say_finished() -> None:
    from django.db import OperationalError

    try:
        os._exit(0 if installation.finished() else 1)
    except OperationalError:
        os._exit(1)


def main() -> None:
    articles, number, kills = (int(word) for word in sys.argv[1:4])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else random.randrange(10**6)
    copies = int(sys.argv[5]) if len(sys.argv) > 5 else 1
    installation.set_up()
    installation.begin(articles, copies)
    with tempfile.TemporaryDirectory() as folder:
        workers = Workers(number, Path(folder) / "log")
        disturb(workers, articles, kills, random.Random(seed))
        _wait(_finished, "everything is read and merged")
        ends = workers.end()
        again = workers.begun() - articles
    found = {"seed": seed, "states": installation.states(), "again": again, "ends": ends}
    sys.stdout.write(json.dumps({**found, "digest": installation.digest()}))


if __name__ == "__main__":
    main()

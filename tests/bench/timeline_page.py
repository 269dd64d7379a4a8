"""Time of the timeline page over generated events, through Django's client: no network, no browser.

    uv run python -m tests.bench.timeline_page --events 100000 --data /tmp/bench

fills an embedded database in the folder given (or uses the one that is there), asks for pages that
differ in window, filter and lanes, and prints the median and the 95th percentile for each kind.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable

KINDS: dict[str, Callable[[random.Random], str]] = {
    "home": lambda rng: "/timeline/",
    "year": lambda rng: f"/timeline/?from={_year(rng)}&to={_year(rng, 2)}",
    "month": lambda rng: "/timeline/?from={0}&to={0}".format(
        f"{rng.randint(2019, 2025)}-{rng.randint(1, 6):02d}"
    ),
    "factuality": lambda rng: f"/timeline/?fact=planned&from={_year(rng)}",
    "search": lambda rng: f"/timeline/?q={rng.choice(['inquiry', 'ferry', 'coalition', 'tariffs', 'vote'])}",
    "fragment": lambda rng: f"/timeline/?from={_year(rng)}&to={_year(rng, 3)}",
}


def _year(rng: random.Random, later: int = 0) -> int:
    return rng.randint(2010, 2023) + later


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--data", required=True, help="folder of the database to fill or to use")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    os.environ.update(DATELINE_DATA_DIR=options.data, DJANGO_SETTINGS_MODULE="newsapp.settings")
    os.makedirs(options.data, exist_ok=True)
    import django

    django.setup()
    _prepare(options.events)
    _report(options.rounds)


def _prepare(events: int) -> None:
    from django.core.management import call_command

    from tests.bench.generate import fill
    from timeline.models import Event

    call_command("migrate", verbosity=0)
    if not Event.objects.exists():
        fill(events)
    print(f"{Event.objects.count():,} events")  # noqa: T201 the report is the purpose


def _report(rounds: int) -> None:
    rng = random.Random(3)
    every: list[float] = []
    for kind, address in KINDS.items():
        times = [_seconds(address(rng), fragment=kind == "fragment") * 1000 for _ in range(rounds + 1)][1:]
        every += times
        print(_line(kind, times))  # noqa: T201
    print(_line("all", every))  # noqa: T201


def _line(kind: str, times: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{kind:12} p50 {statistics.median(times):6.1f} ms   p95 {p95:6.1f} ms"


def _seconds(url: str, fragment: bool) -> float:
    from django.test import Client

    headers = {"HX-Request": "true", "HX-Target": "div#view"} if fragment else {}
    started = time.perf_counter()
    response = Client(SERVER_NAME="localhost").get(url, headers=headers)
    seconds = time.perf_counter() - started
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")
    return seconds


if __name__ == "__main__":
    main()

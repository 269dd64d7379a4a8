"""Reads a series of articles with too little room for the database, then with enough of it.

    python -m tests.durability.disk_full ARTICLES

Only the embedded database; no file of the first reader may grow past a limit, as on a full disk. Prints JSON:
how that reader ended, whether the database file is sound, what was stored by then, states and digest at last.
"""

import json
import os
import resource
import signal
import sys

from tests.durability import installation
from tests.durability.crash_points import half_written
from tests.durability.stand_in import StandIn

ROOM = 600_000
NO_ROOM = 28  # the system's number for a full disk


def read_without_room() -> None:
    from django.conf import settings
    from django.db import OperationalError

    from timeline import ingest

    database = settings.DATABASES["default"]["NAME"]
    grown = max(path.stat().st_size for path in database.parent.glob(database.name + "*"))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write past the limit then fails as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (grown + ROOM, grown + ROOM))
    try:
        ingest.work(StandIn())
    except OperationalError:
        os._exit(NO_ROOM)


def soundness() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return str(cursor.fetchone()[0])


def main() -> None:
    installation.set_up()
    from timeline import limits

    limits.LEASE_SECONDS = -1
    installation.begin(int(sys.argv[1]))
    found = {
        "ended": installation.run(read_without_room),
        "soundness": installation.told(soundness),
        "faults": installation.told(half_written),
        "stored": installation.states().get("done", 0),
    }
    installation.ok(installation.read_all)
    found |= {"states": installation.states(), "digest": installation.digest()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()

"""The child of `readers.isolated`: the file on standard input, JSON lines on standard output."""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import PurePath

from timeline import limits
from timeline.readers.formats import reader
from timeline.readers.records import Defaults


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.READER_MEMORY_BYTES,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.READER_CPU_SECONDS,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    heading, _, content = sys.stdin.buffer.read().partition(b"\n")
    name, defaults = json.loads(heading)
    read = reader(PurePath(name).suffix.lower())
    for one in read(name, content, Defaults(**defaults)):
        sys.stdout.buffer.write(json.dumps(asdict(one)).encode() + b"\n")
        sys.stdout.buffer.flush()


main()

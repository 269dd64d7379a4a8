"""A dozen invented articles of one small town, as records."""

_DAYS = range(1, 13)


def record(day: int) -> dict[str, object]:
    return {
        "id": f"n{day:02}",
        "dct": f"2025-02-{day:02}",
        "title": f"Harbour diary {day}",
        "source": "Lindal Post" if day % 2 else "Harbour Gazette",
        "text": (
            f"LINDAL (LP) - Mayor Ilse Brandt met the dockers' union on {day} February 2025. "
            f"Brandt said that the pier had closed in March {1990 + day}. "
            "The union denied on Monday that it had planned a strike. "
            f"On January {day + 2}, Port Lindal opened a new crane. "
            f"Police arrested {day + 1} men yesterday."
        ),
    }


RECORDS = [record(day) for day in _DAYS]

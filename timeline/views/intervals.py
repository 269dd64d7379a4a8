"""How sure a measured share is: 95 per cent intervals in tables that say how many cases were counted.

Wilson's score interval: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
Journal of the American Statistical Association 22 (1927).
"""

import math
from collections.abc import Sequence

from markdown_it.token import Token

Z = 1.96
CASES = "events"
# Shares of all gold events. That of factuality is one of the events found.
_OF_ALL = ("dated", "found", "both date and factuality right")
_OF_FOUND = "factuality"


def wilson(share: float, cases: int) -> tuple[float, float]:
    """The bounds of a share between 0 and 1 that was counted over `cases`."""
    centre = share + Z**2 / (2 * cases)
    reach = Z * math.sqrt(share * (1 - share) / cases + Z**2 / (4 * cases**2))
    whole = 1 + Z**2 / cases
    return max(0.0, (centre - reach) / whole), min(1.0, (centre + reach) / whole)


def add(tokens: Sequence[Token]) -> None:
    """Write the interval beside each share in tables with a column of cases."""
    heading: list[str] = []
    row: list[Token] = []
    for at, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            row.append(tokens[at + 1])
        elif token.type == "tr_close":
            if tokens[at - 1].type == "th_close":
                heading = [cell.content for cell in row]
            elif CASES in heading:
                _add_to_row(heading, row)
            row = []


def _add_to_row(heading: Sequence[str], row: Sequence[Token]) -> None:
    cells = dict(zip(heading, row, strict=False))
    events = _number(cells[CASES].content)
    found = _number(cells["found"].content) if "found" in cells else 100
    for name, cell in cells.items():
        share = _number(cell.content)
        cases = {**dict.fromkeys(_OF_ALL, events), _OF_FOUND: events * found / 100}.get(name, 0)
        if cell.content.strip() and round(cases) and 0 <= share <= 100:
            low, high = wilson(share / 100, round(cases))
            cell.children = [*(cell.children or []), _small(f" {100 * low:.0f}–{100 * high:.0f}")]


def _number(text: str) -> float:
    """Zero for what is no number."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return 0


def _small(text: str) -> Token:
    return Token("html_inline", "", 0, content=f"<small>{text}</small>")

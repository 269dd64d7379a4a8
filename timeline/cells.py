"""Cells of tables: written so that no spreadsheet takes them for a formula, and read back."""

import re

# What spreadsheets read as the start of a formula, full-width forms included.
_FORMULA = re.compile(r"'*[\s]*[=+\-@\t\r\n|\uff1d\uff0b\uff0d\uff20\uff5c]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def safe_cell(value: object) -> str:
    """The value as a spreadsheet may show it: text that would be a formula gets an apostrophe in front."""
    text = "" if value is None else str(value)
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def plain_cell(cell: str) -> str:
    """What `safe_cell` was given; for reading an export back."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell

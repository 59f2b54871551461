"""What a cell may hold, so that a spreadsheet shows it and does nothing else with it."""

import unicodedata

import regex

# Signs with which a spreadsheet takes a cell for a formula; Excel reads the full-width ones as the ASCII ones in
# Chinese and Japanese settings (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Excel's own limits.
CELL_CHARACTERS = 32_767
SHEET_ROWS = 1_048_576
SHEET_NAME_CHARACTERS = 31

# What XML 1.0 does not allow; tab and line end stay.
ILLEGAL = regex.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
ILLEGAL_IN_SHEET_NAME = regex.compile(r"[\[\]:*?/\\\x00-\x1f]")


def runs_as_formula(text: str) -> bool:
    return text.startswith(FORMULA_STARTS)


def csv_safe(value: object) -> object:
    """Return `value` for a CSV file: text that a spreadsheet would run gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and runs_as_formula(value) else value


def xml_safe(text: str) -> str:
    return ILLEGAL.sub("", text)


def encodable(text: str) -> str:
    """Return `text` as a file can hold it: the name of a file that is no UTF-8 reaches Python as lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")


def cut_to_cell(text: str, mark: str) -> str:
    """Return `text`, or its beginning with `mark` after it where it is longer than a cell can be.

    Excel counts UTF-16 units: an emoji or a rare ideograph is two.
    """
    if len(text) * 2 <= CELL_CHARACTERS or _units(text) <= CELL_CHARACTERS:
        return text
    return _first_units(text, CELL_CHARACTERS - _units(mark)) + mark


def display_width(text: str) -> int:
    """Return the width of the widest line of `text`, ideographs and full-width signs counted double."""
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line) for line in text.split("\n")),
        default=0,
    )


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that Excel allows for a sheet and that is not among `taken` (in lower case)."""
    words = ILLEGAL_IN_SHEET_NAME.sub(" ", xml_safe(wanted)).strip(" '")
    clean = _first_units(words, SHEET_NAME_CHARACTERS).rstrip(" '") or "Sheet"
    name, number = clean, 1
    while name.lower() in taken or name.lower() == "history":
        number += 1
        ending = f" ({number})"
        name = _first_units(clean, SHEET_NAME_CHARACTERS - len(ending)) + ending
    return name


def _first_units(text: str, most: int) -> str:
    """Return the beginning of `text` in at most so many UTF-16 units, as Excel counts; no sign is cut in two."""
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


def _units(text: str) -> int:
    return len(text) + sum(1 for sign in text if sign > "\uffff")

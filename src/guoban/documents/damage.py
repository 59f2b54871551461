"""What a decoded text holds that no report holds: signs of a wrong encoding or of damage in the file."""

import re

from guoban.documents.cleaning import invisible, readings
from guoban.records import Note

# U+E5E5 is GB18030's reading of an old blank, see `folding`.
PRIVATE_USE = re.compile(r"[\ue000-\ue5e4\ue5e6-\uf8ff\U000f0000-\U0010ffff]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# The letters with accents that Chinese bytes become when they are read as a Western encoding.
WESTERN = re.compile(r"[À-ÖØ-öø-ÿ]")
BLANK = re.compile(r"\s")

GARBLED_SHARE = 0.02
GARBLED_LEAST = 3
WESTERN_SHARE = 0.3


def damaged(text: str) -> int:
    """Return how many characters of `text` are replacements, of private use, or control characters."""
    return text.count("\ufffd") + _count(PRIVATE_USE, text) + _count(CONTROL, text)


def is_garbled(text: str) -> bool:
    """Tell whether so much of `text` is damaged that it was read in a wrong encoding, or is no text at all."""
    found, western = damaged(text), _count(WESTERN, text)
    if found < GARBLED_LEAST and not western:
        return False
    visible = max(len(text) - _count(BLANK, text), 1)
    garbled = found >= GARBLED_LEAST and found > GARBLED_SHARE * visible
    return garbled or western > WESTERN_SHARE * visible


def damage_notes(text: str, *, without_last: bool = False) -> tuple[Note, ...]:
    """Return a note for each kind of damage, at its first place, with how often it occurs."""
    seen = text[:-1] if without_last else text
    kinds = (
        ("text_replaced", re.compile("\ufffd")),
        ("text_private_use", PRIVATE_USE),
        ("text_control", CONTROL),
    )
    notes = []
    for code, pattern in kinds:
        first = pattern.search(seen)
        if first:
            notes.append(Note(code, "check", first.start(), first.end(), {"count": _count(pattern, seen)}))
    for code, spans in (("text_invisible", invisible(seen)), ("text_readings", readings(seen))):
        if spans:
            notes.append(Note(code, "info", *spans[0], {"count": len(spans)}))
    return tuple(notes)


def _count(pattern: re.Pattern[str], text: str) -> int:
    """Return how often `pattern`, which matches single characters, occurs."""
    return len(text) - len(pattern.sub("", text))

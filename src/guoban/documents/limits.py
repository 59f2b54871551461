"""How much a source may hold before it is refused.

The defaults suit a desk machine; each can be set by an environment variable, and the message that refuses a source
names the limit and the variable.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

MEGABYTE = 1024 * 1024


def _setting(default: int, variable: str, unit: int = 1) -> Any:
    return field(default=default * unit, metadata={"variable": variable, "unit": unit})


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be read. Sizes are in bytes, the variables in megabytes or in the unit that their name says."""

    file_bytes: int = _setting(50, "GUOBAN_MAX_FILE_MB", MEGABYTE)
    # What is taken out of one compressed file, all together; pictures that are not read do not count.
    unpacked_bytes: int = _setting(200, "GUOBAN_MAX_UNPACKED_MB", MEGABYTE)
    # Times that a member may be larger than in the archive. XML of Word documents seldom reaches 50.
    ratio: int = _setting(200, "GUOBAN_MAX_RATIO")
    members: int = _setting(1000, "GUOBAN_MAX_MEMBERS")
    nesting: int = _setting(2, "GUOBAN_MAX_NESTING")
    pages: int = _setting(3000, "GUOBAN_MAX_PAGES")
    pixels: int = _setting(100, "GUOBAN_MAX_MEGAPIXELS", 1_000_000)
    # Numbers in a text, in digits or words: each takes its time and its place in memory.
    numbers: int = _setting(500_000, "GUOBAN_MAX_NUMBERS")
    # For one document: its decoding, its conversion by LibreOffice, the reading of a page's picture.
    seconds: int = _setting(60, "GUOBAN_MAX_SECONDS")
    memory_bytes: int = _setting(2048, "GUOBAN_MAX_MEMORY_MB", MEGABYTE)

    @property
    def file_megabytes(self) -> float:
        return self.file_bytes / MEGABYTE

    def told(self, name: str) -> dict[str, str]:
        """Return the limit `name` and its variable as the blanks of a message."""
        setting = next(one for one in fields(self) if one.name == name)
        value = getattr(self, name) / setting.metadata["unit"]
        return {"limit": f"{value:.10g}", "variable": setting.metadata["variable"]}


def limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """Return the limits of this process; a setting that is no positive number leaves the default."""
    found = {}
    for setting in fields(Limits):
        try:
            number = float(environment[setting.metadata["variable"]])
        except (KeyError, ValueError):
            continue
        if 0 < number < float("inf"):
            found[setting.name] = max(int(number * setting.metadata["unit"]), 1)
    return Limits(**found)

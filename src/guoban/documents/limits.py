"""How much a source may hold before it is refused.

The defaults suit a desk machine; each can be set by an environment variable, and the message that refuses a source
names the limit.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`file_bytes` is the largest file, in bytes, that is read (GUOBAN_MAX_FILE_MB, in megabytes)."""

    file_bytes: int = 50 * MEGABYTE

    @property
    def file_megabytes(self) -> float:
        return self.file_bytes / MEGABYTE


def limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """Return the limits of this process; a setting that is no positive number leaves the default."""
    try:
        megabytes = float(environment["GUOBAN_MAX_FILE_MB"])
    except (KeyError, ValueError):
        return Limits()
    return Limits(file_bytes=int(megabytes * MEGABYTE)) if 0 < megabytes < float("inf") else Limits()

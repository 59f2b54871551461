"""A restore that can be taken back as a whole: the library as it is goes into a backup of its own first."""

from datetime import datetime
from itertools import count
from pathlib import Path

from guoban.library.engine import data_folder
from guoban.library.restoring import Restored
from guoban.library.store import Library

FOLDER = "backups"
NAME = "before-restore-"


def folder() -> Path:
    """Return where the backups lie that are made before a restore, for either database."""
    return data_folder() / FOLDER


def restore_after_backup(library: Library, path: Path, by: str = "", *, exact: bool = False) -> tuple[Restored, Path]:
    """Write the present library to a new backup in `folder` and check it, then restore `path`.

    Returns what was restored and the new backup: restored exactly, it takes this restore back. Raises `LibraryError` as
    `Library.backup` and `Library.restore` do; without a whole backup nothing is restored.
    """
    kept = _free_name()
    library.backup(kept)
    return library.restore(path, by, exact=exact), kept


def kept_backups() -> list[Path]:
    """Return the backups that were made before restores, the newest first."""
    return sorted(folder().glob(f"{NAME}*.db"), key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True)


def _free_name() -> Path:
    stem = f"{NAME}{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    names = (f"{stem}.db" if not number else f"{stem}-{number}.db" for number in count())
    return next(path for name in names if not (path := folder() / name).exists())

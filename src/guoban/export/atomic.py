"""Files that are whole or not there: written beside their place, then moved into it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path to write to; it becomes `path` when the block ends well, and is removed when it does not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _scratch_folder(path.parent) as folder:
        written = folder / path.name
        yield written
        written.replace(path)


@contextmanager
def replacing_all(folder: Path) -> Iterator[Path]:
    """Yield an empty folder; the files written into it move to `folder` together when the block ends well."""
    folder.mkdir(parents=True, exist_ok=True)
    with _scratch_folder(folder) as scratch:
        yield scratch
        for written in sorted(scratch.iterdir()):
            written.replace(folder / written.name)


@contextmanager
def _scratch_folder(parent: Path) -> Iterator[Path]:
    """Yield a folder on the same disk as `parent`, so that moving out of it is one step."""
    scratch = Path(tempfile.mkdtemp(prefix=".guoban-", dir=parent))
    if os.name == "posix":
        scratch.chmod(0o755)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)

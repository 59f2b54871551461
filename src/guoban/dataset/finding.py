"""Where data sets are found: in the data folder, one level deep, or in the folder that GUOBAN_DATASETS names."""

import os
from pathlib import Path

from guoban.batch.manifest import NAME
from guoban.library.engine import data_folder

VARIABLE = "GUOBAN_DATASETS"


def find_datasets() -> dict[str, Path]:
    """Return the folders that hold a data set, by the names that tell them apart, in the order of these names.

    The folder that GUOBAN_DATASETS names may be a data set, and may hold several.
    """
    folder = datasets_folder()
    found = [folder] if _chosen() and _is_dataset(folder) else []
    try:
        found += [path for path in sorted(folder.iterdir()) if path.is_dir() and _is_dataset(path)]
    except OSError:
        return {path.name: path for path in found}
    return {path.name: path for path in found}


def datasets_folder() -> Path:
    """Return the folder in which data sets are looked for."""
    chosen = _chosen()
    return Path(chosen).expanduser().absolute() if chosen else data_folder()


def _chosen() -> str:
    return os.environ.get(VARIABLE, "").strip()


def _is_dataset(folder: Path) -> bool:
    try:
        return (folder / NAME).is_file()
    except OSError:
        return False

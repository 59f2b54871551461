"""The library: compilations, corrections and merged names in one database, SQLite or PostgreSQL."""

from guoban.library.engine import data_folder, default_url
from guoban.library.entries import Entry
from guoban.library.merges import Merge, MergeKind
from guoban.library.store import Added, Library

__all__ = ["Added", "Entry", "Library", "Merge", "MergeKind", "data_folder", "default_url"]

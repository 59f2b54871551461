"""Guoban 过半: work-report compilations of Chinese local government as tables with evidence."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from guoban.__about__ import version as __version__
from guoban.errors import GuobanError

if TYPE_CHECKING:
    from guoban.compilation import Compilation, read

__all__ = ["Compilation", "GuobanError", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """Load pandas only where tables are wanted: the core is used without it, and the command line starts quickly."""
    if name in {"Compilation", "read"}:
        return getattr(import_module("guoban.compilation"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

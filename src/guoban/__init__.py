"""Guoban 过半: work-report compilations of Chinese local government as tables with evidence."""

from guoban.__about__ import version as __version__
from guoban.compilation import Compilation, read
from guoban.errors import GuobanError

__all__ = ["Compilation", "GuobanError", "__version__", "read"]

"""A document's text as reports and sections."""

from guoban.structure.outlines import outline, read_report
from guoban.structure.periods import Period

__all__ = ["Period", "outline", "read_report"]

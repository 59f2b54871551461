"""A document's text as reports and sections."""

from guoban.structure.outlines import outline

__all__ = ["outline"]

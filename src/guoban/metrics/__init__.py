"""Sentence to metrics: numbers, units, measures, roles, periods, comparisons, indicators."""

from guoban.metrics.extract import extract_metrics, read_metric

__all__ = ["extract_metrics", "read_metric"]

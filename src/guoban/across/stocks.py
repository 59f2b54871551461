"""Whether a number is what was added or all there is, as its indicator and the words before it tell."""

from functools import lru_cache

import pandas as pd

from guoban.documents.folding import fold
from guoban.progress.cores import core_of
from guoban.progress.passage import last_clause
from guoban.records import Bound, Measure, Metric, MetricRole


def with_stock(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with `stock` (flow, stock or "") and `masked`: the name itself has a redacted figure (XX亿元以上项目).

    A sum since this year began is like a number of which nothing is told.
    """
    found = [
        _stock(indicator, measure, last_clause(fold(sentence[: max(start - opening, 0)])))
        for indicator, measure, sentence, start, opening in zip(
            rows["indicator"], rows["measure"], rows["sentence"], rows["start"], rows["sentence_start"], strict=True
        )
    ]
    return rows.assign(
        stock=pd.Series([stock for stock, _ in found], index=rows.index, dtype="str"),
        masked=pd.Series([masked for _, masked in found], index=rows.index, dtype="bool"),
    )


@lru_cache(maxsize=1 << 14)
def _stock(indicator: str, measure: Measure, lead: str) -> tuple[str, bool]:
    core = core_of(bare_metric(indicator, measure), lead)
    return core.stock if core.stock in {"flow", "stock"} else "", core.masked


def bare_metric(indicator: str, measure: Measure, bound: Bound = "exact", role: MetricRole = "actual") -> Metric:
    """Return a metric that tells its indicator and measure, for the rules that ask for no more."""
    return Metric(
        start=0, end=0, indicator=indicator, value=None, high=None, unit="", bound=bound, measure=measure, role=role,
        period="", compare="", redacted=False, amount=None, base_unit="", sentence_start=0, sentence_end=0,
    )  # fmt: skip

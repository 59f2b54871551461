"""Which metrics of a report a person may link with one of them."""

import pandas as pd
from rapidfuzz.fuzz import ratio

from guoban.corrections.making import metrics_of
from guoban.progress.amounts import same_unit

DONE = ("actual", "forecast")
_SAME = 100


def candidates(metrics: pd.DataFrame, metric_id: str, query: str = "") -> pd.DataFrame:
    """Return the metrics that `metric_id` may be linked with, the likeliest first, with their likeness (0 to 100).

    What is done is linked with a target, a target with what is done, in the same report and the same kind of unit; a
    completion, which is a percentage, with a target in any unit. `query`: words all of which the indicator or the
    sentence must have. Rejected rows are left out.
    """
    own = metrics[metrics["metric_id"] == metric_id]
    row = own.to_dict("records")[0]
    wanted = ["target"] if row["role"] in DONE else list(DONE)
    others = metrics[
        (metrics["report_id"] == row["report_id"])
        & metrics["role"].isin(wanted)
        & (metrics["state"] != "rejected")
        & (metrics["metric_id"] != metric_id)
    ]
    for word in query.split():
        hit = others["indicator"].str.contains(word, case=False, regex=False)
        others = others[hit | others["sentence"].str.contains(word, case=False, regex=False)]
    one = metrics_of(own)[0]
    fits = [
        "completion" in (one.measure, other.measure) or (same_unit(one, other) and one.measure == other.measure)
        for other in metrics_of(others)
    ]
    found: pd.DataFrame = others[pd.Series(fits, index=others.index, dtype="bool")]
    alike = [
        _SAME if name == row["indicator"] else round(ratio(str(row["indicator"]), str(name)))
        for name in found["indicator"]
    ]
    ranked: pd.DataFrame = found.assign(likeness=pd.Series(alike, index=found.index, dtype="int64"))
    ranked = ranked.sort_values(["likeness", "start"], ascending=[False, True], kind="stable")
    return ranked.reset_index(drop=True)

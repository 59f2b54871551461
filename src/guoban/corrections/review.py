"""How much of a compilation has been looked at."""

import pandas as pd

from guoban.corrections.records import Corrected


def review_progress(corrected: Corrected) -> pd.DataFrame:
    """Return one row a report, in the order of the reports: `report_id`, `rows`, `reviewed`, `share`.

    Rows are all metrics, the rejected and the added ones too; reviewed are those whose state is not `auto`; the share
    is 0 to 1, and 1 where there is nothing to look at.
    """
    metrics = corrected.metrics
    owners = corrected.compilation.reports["report_id"]
    rows = owners.map(metrics["report_id"].value_counts()).fillna(0).astype("int64")
    seen = metrics.loc[metrics["state"] != "auto", "report_id"]
    reviewed = owners.map(seen.value_counts()).fillna(0).astype("int64")
    share = (reviewed / rows.where(rows > 0)).astype("float64").fillna(1.0)
    return pd.DataFrame({"report_id": owners, "rows": rows, "reviewed": reviewed, "share": share})


def reviewed_reports(corrected: Corrected) -> list[str]:
    """Return the report_id of each report that has rows all of which were looked at."""
    progress = review_progress(corrected)
    whole = (progress["rows"] > 0) & (progress["rows"] == progress["reviewed"])
    return [str(one) for one in progress.loc[whole, "report_id"]]

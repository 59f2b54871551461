"""Opens the data set that `guoban batch` writes, without loading it: every question is answered by DuckDB from the files.

data = open_dataset(folder)
data.counts()                                       rows of each table
data.rows("metrics", [Filter("role", ("target",))], [Order("value", descending=True)], offset=0, limit=50)
data.facets("metrics", "department", filters)       values with their rows
data.report_text(report_id)
"""

from guoban.dataset.dataset import Dataset, Evidence, open_dataset
from guoban.dataset.questions import Filter, Order

__all__ = ["Dataset", "Evidence", "Filter", "Order", "open_dataset"]

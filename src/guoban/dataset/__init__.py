"""Opens the data set that `guoban batch` writes, without loading it: every question is answered by DuckDB from the files.

data = open_dataset(folder)
data.counts()                                       rows of each table
data.rows("metrics", [Filter("role", ("target",))], [Order("value", descending=True)], offset=0, limit=50)
data.facets("metrics", "department", filters)       values with their rows
data.batches("metrics", ["indicator", "value"])     all rows, a batch at a time
data.report_text(report_id)
read_report(data, report_id)                        one report as a compilation
find_datasets()                                     where data sets are, by name
datasets_folder()                                   where they are looked for
"""

from guoban.dataset.dataset import Dataset, Evidence, open_dataset
from guoban.dataset.finding import datasets_folder, find_datasets
from guoban.dataset.questions import Filter, Order
from guoban.dataset.reports import read_report

__all__ = ["Dataset", "Evidence", "Filter", "Order", "datasets_folder", "find_datasets", "open_dataset", "read_report"]

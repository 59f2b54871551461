"""What a row's task is called: the indicator of what was done, without the words of its completion."""

import regex

from guoban.progress.words import words
from guoban.records import Horizon, Metric

_SHORTER: dict[str, str] = {"half": "半年任务", "quarter": "季度任务"}
_GROWTH = ("增速", "增幅", "增长率", "增长")
_TASK_AT_END = regex.compile(r"(?:的)?(?:上半年|下半年|半年度?|[一二三四1-4首]?季度)(?:目标任务|任务|目标|计划)$")
_AMONG = regex.compile(r"(?:任务|目标)?(?:当中|之中|中)$")
_DONE_INSIDE = regex.compile(r"(?:累计|已经|已|共|提前|超额|实际)*(?:完成|实现|已)(?=\p{Han}{2})|(?:累计)?完成$")


def task_name(metrics: tuple[Metric | None, ...], horizon: Horizon) -> str:
    """Return the task's name from the first metric there is (the actual, the completion, the target), readable alone.

    A task for less than a year says so: …新增投资(半年任务).
    """
    metric = next((metric for metric in metrics if metric is not None), None)
    if metric is None:
        return ""
    name = _TASK_AT_END.sub("", metric.indicator)
    name = _AMONG.sub("", name)
    name = words().tail.sub("", name) or name
    name = _DONE_INSIDE.sub("", name, count=1) or name
    if metric.measure == "growth" and not name.endswith(_GROWTH):
        return f"{name}增速"
    suffix = _SHORTER.get(horizon)
    return f"{name}({suffix})" if suffix else name

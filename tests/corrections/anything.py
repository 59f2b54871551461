"""Anything that a person may say of a compilation, as strategies."""

from dataclasses import replace

from hypothesis import strategies as st

from guoban.corrections import Correction, new, spot_of

INDICATORS = st.sampled_from(["新增企业", "完成投资", "培训人员", "税收"])
EDITS = st.one_of(
    st.fixed_dictionaries({"indicator": INDICATORS}),
    st.fixed_dictionaries({"value": st.one_of(st.none(), st.integers(-5, 500).map(float))}),
    st.fixed_dictionaries({"unit": st.sampled_from(["家", "亿元", "%", ""])}),
    st.fixed_dictionaries({"measure": st.sampled_from(["level", "completion", "growth", "rank"])}),
    st.fixed_dictionaries({"role": st.sampled_from(["actual", "target", "reference"])}),
    st.fixed_dictionaries({"period": st.sampled_from(["", "2024", "2024-Q1", "2023-01/2023-05"])}),
    st.fixed_dictionaries({"redacted": st.booleans()}),
    st.fixed_dictionaries({"bound": st.sampled_from(["min", "max"]), "minor": st.booleans()}),
)
REPORT_EDITS = st.one_of(
    st.fixed_dictionaries({"department": st.sampled_from(["", "某市水利局", "某县柳河镇"])}),
    st.fixed_dictionaries({"type": st.sampled_from(["水利", "其他"]), "level": st.sampled_from(["市", "县"])}),
    st.fixed_dictionaries({"year": st.one_of(st.none(), st.integers(2020, 2025))}),
    st.fixed_dictionaries({"span": st.sampled_from(["H1", "year", "Q1"]), "title": st.just("某局工作总结")}),
)
ROLES = st.sampled_from(["intro", "review", "problems", "plan", "background"])


@st.composite
def of_metric(draw, compilation):
    row = draw(st.integers(0, len(compilation.metrics) - 1).map(compilation.metrics.iloc.__getitem__))
    action = draw(st.sampled_from(["confirm", "edit", "edit", "reject"]))
    values = draw(EDITS) if action == "edit" else {}
    return new(compilation, "metric", action, int(row["start"]), int(row["end"]), values, "甲")


@st.composite
def added(draw, compilation):
    report = draw(st.integers(0, len(compilation.reports) - 1).map(compilation.reports.iloc.__getitem__))
    start = draw(st.integers(int(report["start"]), int(report["end"]) - 2))
    end = min(start + draw(st.integers(1, 8)), int(report["end"]))
    values = {
        "indicator": draw(INDICATORS),
        "value": draw(st.floats(-1e6, 1e9)),
        "unit": "家",
        "measure": "level",
        "role": "actual",
    }
    if not compilation.text[start:end].strip():
        start = int(report["start"])
        end = start + 1
    return new(compilation, "metric", "add", start, end, values, "甲")


@st.composite
def of_progress(draw, compilation):
    identifier = draw(st.sampled_from(list(compilation.progress["progress_id"])))
    spot = spot_of(compilation, "progress", identifier)
    action = draw(st.sampled_from(["confirm", "edit", "reject", "unlink"]))
    values = dict(spot.row)
    if action == "edit":
        values |= draw(st.sampled_from([{"horizon": "half"}, {"horizon": "none"}, {"lower_is_better": True}]))
    return new(compilation, "progress", action, spot.start, spot.end, values, "甲")


@st.composite
def links(draw, compilation):
    """Return a link of two metrics of one report that have the same unit."""
    metrics = compilation.metrics[compilation.metrics["unit"].isin(["家", "个", "亿元", "万元", "项"])]
    groups = [group for _key, group in metrics.groupby(["report_id", "unit"]) if len(group) > 1]
    group = draw(st.sampled_from(groups))
    one, other = draw(st.permutations(range(len(group))).map(lambda order: order[:2]))
    actual, target = group.iloc[one], group.iloc[other]
    values = {"target_start": int(target["start"]), "target_end": int(target["end"])}
    return new(compilation, "progress", "link", int(actual["start"]), int(actual["end"]), values, "甲")


@st.composite
def of_report(draw, compilation):
    spot = spot_of(compilation, "report", draw(st.sampled_from(list(compilation.reports["report_id"]))))
    action = draw(st.sampled_from(["edit", "edit", "merge"]))
    values = draw(REPORT_EDITS) if action == "edit" else {}
    return new(compilation, "report", action, spot.start, spot.end, values, "甲")


@st.composite
def splits(draw, compilation):
    row = compilation.sections.iloc[draw(st.integers(0, len(compilation.sections) - 1))]
    title = draw(st.sampled_from(["", "某市水利局2024年上半年工作总结"]))
    return new(compilation, "report", "split", int(row["start"]), int(row["end"]), {"title": title}, "甲")


@st.composite
def of_section(draw, compilation):
    row = compilation.sections.iloc[draw(st.integers(0, len(compilation.sections) - 1))]
    return new(compilation, "section", "edit", int(row["start"]), int(row["end"]), {"role": draw(ROLES)}, "甲")


def rows(compilation):
    return st.one_of(
        of_metric(compilation), of_metric(compilation), added(compilation), of_progress(compilation), links(compilation)
    )


def anything(compilation) -> st.SearchStrategy[Correction]:
    return st.one_of(
        rows(compilation), rows(compilation), of_report(compilation), splits(compilation), of_section(compilation)
    )


@st.composite
def histories(draw, said, most=14):
    """Return corrections in turn, every one at its own second, some of them undone."""
    found = draw(st.lists(said, min_size=1, max_size=most))
    times = [f"2024-07-01T08:{n // 60:02d}:{n % 60:02d}+00:00" for n in range(len(found))]
    found = [replace(one, at=at) for one, at in zip(found, times, strict=True)]
    gone = draw(st.lists(st.booleans(), min_size=len(found), max_size=len(found)))
    return [
        replace(one, undone_at="2024-07-02T08:00:00+00:00") if undone and n % 3 == 0 else one
        for n, (one, undone) in enumerate(zip(found, gone, strict=True))
    ]

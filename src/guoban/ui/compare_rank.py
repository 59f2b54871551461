"""同指标横比: one indicator across the departments of one type, in one unit, the best first."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from guoban.across import Ranking, Thing
from guoban.locale import translate as _
from guoban.reporting import figures, labels
from guoban.ui import compare_evidence
from guoban.ui.compare_data import Compared
from guoban.ui.growbar import Axis
from guoban.ui.paging import Page
from guoban.ui.pane import Node, el

Row = Mapping[Hashable, Any]
SEPARATOR = "|"
APART = {
    "redacted": "脱敏，不排",
    "several": "一篇报告里有几个不同的数，不排",
    "period": "时期不同，不排",
    "stock": "一为新增，一为累计，不排",
}


def thing_key(row: Row) -> str:
    """Return what stands for a row of `across.things` in the address."""
    return SEPARATOR.join((row["measure"], row["role"], row["family"], row["compare"], row["indicator"]))


def thing_of(key: str) -> Thing | None:
    """Return the thing that the address names, None where it names none."""
    parts = key.split(SEPARATOR, 4)
    if len(parts) != 5 or parts[0] not in labels.MEASURES or parts[1] not in labels.ROLES:
        return None
    measure, role, family, compare, indicator = parts
    return Thing(indicator, measure, family, role, compare)  # type: ignore[arg-type]


def thing_words(row: Row) -> str:
    """Return a thing in words: 固定资产投资 · 增速 · % · 同比 · 12篇."""
    unit = "" if row["measure"] == "rank" else row["family"]
    role = "" if row["role"] == "actual" else labels.role(row["role"])
    parts = (row["indicator"], labels.measure(row["measure"]), unit, labels.compare(row["compare"]), role,
             _("{count}篇").format(count=row["reports"]))  # fmt: skip
    return " · ".join(part for part in parts if part)


def every_row(ranking: Ranking) -> pd.DataFrame:
    """Return what is ranked and then what is not, with `place` (missing) and `reason` (empty) where they do not apply."""
    rows = ranking.rows.assign(reason="")
    apart = ranking.apart.assign(place=pd.array([pd.NA] * len(ranking.apart), dtype="Int64"))
    order = {reason: place for place, reason in enumerate(APART)}
    apart = apart.sort_values("reason", key=lambda column: column.map(order), kind="stable")
    both = [one for one in (rows.astype({"place": "Int64"}), apart) if len(one)]
    return pd.concat(both, ignore_index=True) if both else rows


def page_tree(data: Compared, ranking: Ranking, thing: Thing, page: Page, selected: str) -> Node:
    """Return one page of the ranking with the evidence of the row `selected` beside it."""
    rows = every_row(ranking)
    found = rows[rows["metric_id"] == selected]
    chosen: Row = (found if len(found) else rows).iloc[[0]].to_dict("records")[0]
    axis = Axis.of(ranking.rows["shown_value"])
    counts = rows["reason"].value_counts().to_dict()
    nodes: list[Node] = [_head(ranking, thing)]
    reason = ""
    for row in page.rows(rows).to_dict("records"):
        if row["reason"] != reason:
            reason = row["reason"]
            nodes.append(el("div", "group", el("span", "strong", f"{_(APART[reason])} {figures.number(counts[reason])}")))  # fmt: skip
        nodes.append(_line(ranking, thing, row, axis, str(chosen["metric_id"])))
    return el(
        "div", "split",
        el("div", "list tall scroll keys", *nodes, page.buttons(), name=f"ranking {page.number}"),
        el("div", "beside tall", *_beside(data, ranking, thing, chosen), name=f"row {chosen['metric_id']}"),
    )  # fmt: skip


def name_words(thing: Thing) -> str:
    """Return what is ranked: the indicator, and its role where it is not what was done."""
    return thing.indicator if thing.role == "actual" else f"{thing.indicator} · {labels.role(thing.role)}"


def value_words(row: Row, unit: str, measure: str) -> str:
    """Return a value of the ranking in its one unit, with its bound in words."""
    return figures.metric_value({
        "redacted": row["mark"] == "redacted", "unit": unit, "value": row["shown_value"], "high": row["shown_high"],
        "bound": row["mark"], "measure": measure,
    })  # fmt: skip


def finding(ranking: Ranking, thing: Thing) -> str:
    """Return the ranking in one sentence, for the head of the list and for who cannot see the bars."""
    rows = ranking.rows
    if rows.empty:
        return _("没有可排的数。")
    first, last = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return _("只有 1 篇可排，{period}：{first} {high}。").format(
            period=labels.year_scope(ranking.period), first=labels.department(str(first["department"])),
            high=value_words(first.to_dict(), ranking.unit, thing.measure),
        )  # fmt: skip
    return _("{count} 篇可排，{period}，{order}；最前 {first} {high}，最后 {last} {low}。").format(
        count=figures.number(len(rows)),
        period=labels.year_scope(ranking.period),
        order=_("低者在前") if ranking.lower_is_better else _("高者在前"),
        first=labels.department(str(first["department"])),
        high=value_words(first.to_dict(), ranking.unit, thing.measure),
        last=labels.department(str(last["department"])),
        low=value_words(last.to_dict(), ranking.unit, thing.measure),
    )


def _head(ranking: Ranking, thing: Thing) -> Node:
    unit = "" if thing.measure == "rank" else f" · {ranking.unit}"
    return el(
        "div", "head placed",
        el("span", "num", _("名次")), el("span", "", _("部门")), el("span"),
        el("span", "num", f"{labels.measure(thing.measure)}{unit}"),
    )  # fmt: skip


def _line(ranking: Ranking, thing: Thing, row: Row, axis: Axis, selected: str) -> Node:
    value = row["shown_value"]
    ranked = not row["reason"]
    beside = [labels.department_type(row["type"]), labels.level_of(row["level"]), row["region"]]
    beside += [labels.year_scope(row["period"])] if row["reason"] == "period" else []
    beside += [_("另有报告")] if ranked and row["again"] else []
    return el(
        "div", "row go placed",
        el("span", "num strong", figures.number(row["place"]) if ranked else ""),
        el("div", "", el("div", "name cut", labels.department(row["department"]), title=row["department"]),
           el("div", "second cut", " · ".join(part for part in beside if part))),
        _bar(value, thing, axis) if ranked else el("span"),
        el("span", "num", value_words(row, ranking.unit, thing.measure)),
        go={"at": row["metric_id"]}, selected=row["metric_id"] == selected, name=row["metric_id"],
    )  # fmt: skip


def _bar(value: float, thing: Thing, axis: Axis) -> Node:
    if thing.measure == "rank" or pd.isna(value):
        return el("span")
    return axis.bar(value, "aim" if thing.role == "target" else "plain")


def _beside(data: Compared, ranking: Ranking, thing: Thing, row: Row) -> list[Node | None]:
    place = figures.number(row["place"]) if not row["reason"] else ""
    tied = _("（并列）") if place and row["tied"] else ""
    said = _("{count} 处").format(count=row["said_in"]) if place and row["said_in"] > 1 else ""
    return [
        compare_evidence.department_line(row),
        el("h2", "", row["indicator"]),
        el("p", "figure", value_words(row, ranking.unit, thing.measure)),
        compare_evidence.facts(
            (_("名次"), f"{place}{tied}" if place else _(APART[row["reason"]])),
            (_("时期"), labels.year_scope(row["period"])),
            (_("原文数字"), row["text"]),
            (_("报告里说了"), said),
            (_("时期出处"), "" if row["time_told"] else _("按报告的时期算")),
        ),
        *compare_evidence.words(data, row, _("原文")),
    ]


def export(data: Compared, ranking: Ranking, thing: Thing) -> pd.DataFrame:
    """Return the ranking and what stands apart from it, each row with its evidence."""
    rows = every_row(ranking)
    rows = rows.assign(
        compilation=rows["compilation_id"].map(data.names), measure=thing.measure, role=thing.role,
        compare=thing.compare, value=rows["shown_value"], high=rows["shown_high"], unit=ranking.unit, why=rows["reason"],
    )  # fmt: skip
    return rows[
        [
            "place", "department", "type", "level", "region", "indicator", "measure", "role", "compare", "period", "value",
            "high", "unit", "mark", "why", "compilation", "title", "report_id", "metric_id", "text", "start", "end",
            "sentence", "sentence_start", "sentence_end",
        ]
    ]  # fmt: skip

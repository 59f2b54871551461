"""按指标归并 as a tree: columns for a few departments, dots for many, every value a way to its words."""

import pandas as pd
import pytest

from guoban.reporting.indicators import grouped, with_cores
from guoban.ui import metrics_grid, metrics_groups
from guoban.ui.paging import Page
from guoban.ui.pane import actions, words


@pytest.fixture
def found(view):
    return grouped(with_cores(view.all_metrics), len(view.all_metrics))


def tree(view, found, selected=None, scale="written"):
    return metrics_groups.page_tree(view, found, Page(), selected or found.groups["first"].iloc[0], scale)


def of_class(node, css):
    if isinstance(node, str):
        return []
    own = [node] if css in node.get("class", "").split() else []
    return own + [one for child in node.get("children", ()) for one in of_class(child, css)]


def test_a_few_departments_stand_as_columns(view, found):
    drawn = tree(view, found)
    head = words(of_class(drawn, "head")[0])
    assert head == "指标名称梧桐县水利局<b>教育局</b>XX街道"
    line = next(one for one in of_class(drawn, "ind") if "新增学位" in words(one))
    assert words(line) == "新增学位数量 · 个—1,200个—"


def test_many_departments_are_dots_between_the_lowest_and_the_highest(view, found):
    many = pd.concat([
        found.rows.assign(department=f"第{place}局", metric_id=found.rows["metric_id"] + f"-{place}",
                          value=found.rows["value"] + place, amount=found.rows["amount"] + place)
        for place in range(8)
    ], ignore_index=True)  # fmt: skip
    drawn = tree(view, grouped(with_cores(many), len(many)))
    line = next(one for one in of_class(drawn, "ind") if words(one).startswith("植树造林数量"))
    assert words(line) == "植树造林数量 · 亩852亩 – 59亩"
    assert sorted({dot["at"] for dot in of_class(line, "dot")}) == [0, 14, 29, 43, 57, 71, 86, 100]


def test_every_value_leads_to_its_words(view, found):
    drawn = tree(view, found)
    asked = {one["row"] for one in actions(drawn) if "row" in one}
    assert asked == set(found.rows["metric_id"])


def test_a_redacted_value_is_shown_as_redacted_and_not_as_a_number(view, found):
    row = found.rows[found.rows["redacted"]].iloc[0]
    drawn = tree(view, found, row["metric_id"])
    assert "脱敏（亿元）" in words(of_class(drawn, "values")[0])


def test_rows_in_order_of_size_keep_units_apart_and_redacted_ones_last(view):
    largest = metrics_grid.in_order(view.all_metrics, "largest")
    told = [unit for unit in largest["unit"] if unit in {"%", "处", "座"}]
    assert told == sorted(told, key=["%", "处", "座"].index)
    percents = largest.loc[largest["unit"] == "%", "value"].tolist()
    assert percents == sorted(percents, reverse=True)
    assert largest["redacted"].tolist() == sorted(largest["redacted"])
    assert list(metrics_grid.in_order(view.all_metrics, "text")["metric_id"]) == list(view.all_metrics["metric_id"])

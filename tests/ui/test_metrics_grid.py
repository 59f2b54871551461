"""The grid of metrics, and the search."""

import pandas as pd
import pytest
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from guoban.locale import set_language
from guoban.reporting import labels
from guoban.ui import metrics_grid, metrics_page


def test_numbers_stay_numbers_and_redacted_ones_are_missing(view):
    shown = metrics_grid.table(view.metrics, every_measure=True)
    assert shown["value"].dtype == "float64"
    masked = view.metrics["redacted"]
    assert shown["value"].isna().equals(masked)
    assert not (shown.drop(columns="value").isna()).any(axis=None)


def test_codes_are_words(view):
    shown = metrics_grid.table(view.metrics, every_measure=True)
    row = shown[shown["indicator"] == "用水量"].iloc[0]
    assert list(row[["measure", "role", "period", "compare"]]) == ["增速", "完成值", "上半年", "同比"]
    assert "measure" not in metrics_grid.table(view.metrics, every_measure=False)


def test_cells_read_as_an_office_writes_them(view):
    rows = view.metrics.assign(high=pd.Series(dtype="float64")).reset_index(drop=True)
    rows.loc[0, ["value", "high", "bound"]] = [8.0, 10.0, "range"]
    rows.loc[10, "bound"] = "approx"
    records = rows.to_dict("records")
    words = {row["indicator"]: (metrics_grid.number_words(row), metrics_grid.unit_words(row)) for row in records}
    assert words["新建水闸"] == ("8–10", "座")
    assert words["用水量"] == ("−2.4", "%")
    assert words["水文站"] == ("4", "个以上")
    assert words["新增学位"] == ("约1,200", "个")


def test_the_styled_grid_shows_every_row_in_its_own_words(view):
    rows = view.metrics.reset_index(drop=True)
    shown = metrics_grid.table(rows, every_measure=True)
    html = metrics_grid.style(shown, rows).to_html()
    for words in ("−2.4", "第3", "个以上", "1,200"):
        assert words in html
    assert html.count("脱敏") == int(rows["redacted"].sum())


def test_the_browser_is_told_the_same_words_by_whoever_asks_first(view):
    rows = view.metrics.reset_index(drop=True)
    shown = metrics_grid.table(rows, every_measure=True)

    def told(styler):
        proto = ArrowData()
        marshall_styler(proto, styler, "grid")
        return proto.SerializeToString()

    expected = told(metrics_grid.style(shown, rows).set_uuid(metrics_grid.PAGE))
    assert [told(metrics_grid.worded(shown, rows)) for _session in range(2)] == [expected] * 2
    set_language("en")
    english = metrics_grid.table(rows, every_measure=True)
    assert "redacted" in str(told(metrics_grid.worded(english, rows))).lower()
    assert told(metrics_grid.worded(english, rows)) != expected


def test_the_search_wants_every_word_in_indicator_or_sentence(view):
    def found(query):
        frame = metrics_page.prepared(view.metrics, query)
        return list(frame.loc[frame["hit"] == metrics_page.YES, "indicator"])

    assert found("水文站") == ["水文站"]
    assert found("节水 任务3处") == ["用水量", "节水改造", "节水改造"]
    assert len(found("")) == len(view.metrics)
    assert found("(") == []


def test_values_stand_with_the_most_frequent_first_and_the_unsaid_last():
    assert metrics_page.ordered(pd.Series(["", "家", "", "个", "个", ""])) == ["个", "家", ""]


def test_every_column_orders_all_rows_and_what_says_nothing_comes_last(view):
    for order in metrics_grid.ORDERS:
        found = metrics_grid.in_order(view.metrics, order)
        assert sorted(found["metric_id"]) == sorted(view.metrics["metric_id"])
    roles = list(metrics_grid.in_order(view.metrics, "role")["role"])
    assert roles == sorted(roles, key=list(labels.ROLES).index)
    against = list(metrics_grid.in_order(view.metrics, "compare")["compare"])
    said = [word for word in against if word]
    assert against == [*sorted(said), *[""] * (len(against) - len(said))]
    assert said
    assert len(said) < len(against)


def test_equal_words_stay_in_the_order_of_the_text(view):
    units = metrics_grid.in_order(view.metrics, "unit")
    for _unit, same in units.groupby("unit"):
        assert list(same["start"]) == sorted(same["start"])


def test_a_click_on_a_head_orders_by_it_and_the_next_one_turns_it():
    turned = metrics_grid.turned
    assert [turned("text", "value"), turned("largest", "value"), turned("smallest", "value")] == [
        "largest", "smallest", "text"
    ]  # fmt: skip
    assert [turned("text", "unit"), turned("unit", "unit"), turned("unit", "role")] == ["unit", "text", "role"]
    assert {turned("text", column) for column in metrics_grid.COLUMNS} <= set(metrics_grid.ORDERS)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("every_measure", [True, False])
def test_the_columns_have_the_room_of_the_grid_whichever_are_shown(view, language, every_measure):
    set_language(language)
    widths = metrics_grid.ENGLISH_WIDTHS if language == "en" else metrics_grid.WIDTHS
    shown = metrics_grid.table(view.metrics, every_measure=every_measure)
    columns = metrics_grid.columns(shown, "largest")
    assert set(columns) == set(shown)
    assert sum(column["width"] for column in columns.values()) == sum(widths.values()) <= 700
    assert columns["value"]["label"].endswith("↓")

"""The grid of metrics, and the search."""

import pandas as pd

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

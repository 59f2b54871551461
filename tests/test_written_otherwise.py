"""The same compilation in another script, or with signs between its characters, gives the same tables."""

import opencc
import pandas as pd
import pytest

import guoban
from guoban.messages import note_text

# What cites the text, and what depends on where it stands or on the file.
CITED = {"text", "sentence", "heading"}
PLACES = {
    "start",
    "end",
    "body_end",
    "sentence_start",
    "sentence_end",
    "actual_start",
    "target_start",
    "completion_start",
}


def same_tables(one, two, without):
    for (_name, first), (_same, second) in zip(one.tables, two.tables, strict=True):
        columns = [name for name in first.columns if name not in without and not name.endswith("_id")]
        pd.testing.assert_frame_equal(first[columns], second[columns])


def stands_in_its_text(compilation):
    for frame in (compilation.reports, compilation.metrics):
        for row in frame.itertuples():
            assert compilation.text[row.start : row.end] == row.text
    for row in compilation.metrics.itertuples():
        assert row.sentence_start <= row.start < row.end <= row.sentence_end
        assert compilation.text[row.sentence_start : row.sentence_end] == row.sentence


@pytest.fixture(scope="module")
def sample():
    from pathlib import Path  # noqa: PLC0415

    return (Path(__file__).parent.parent / "data" / "sample-2024h1.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plain(sample):
    return guoban.read(sample.encode())


@pytest.mark.parametrize("table", ["s2t", "s2twp", "s2hk"])
@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs"])
def test_traditional_characters_give_the_tables_of_the_simplified_twin(sample, table, encoding):
    traditional = opencc.OpenCC(table).convert(sample.replace("“", "「").replace("”", "」"))
    traditional = traditional.encode(encoding, "ignore").decode(encoding)
    twin = opencc.OpenCC("t2s").convert(traditional)
    one, two = guoban.read(traditional.encode(encoding)), guoban.read(twin.encode())
    assert one.text == traditional
    same_tables(one, two, CITED)
    stands_in_its_text(one)
    assert len(one.metrics) > 100


def test_traditional_characters_are_cited_as_written():
    one = guoban.read("青石縣水利局2024年上半年工作總結\n一、主要工作\n完成水利投資1.89億元。\n".encode())
    assert one.reports.department.tolist() == ["青石县水利局"]
    metric = one.metrics.iloc[0]
    assert (metric.text, metric.sentence) == ("1.89億元", "完成水利投資1.89億元。")
    assert metric.indicator.endswith("水利投资")
    assert one.sections.heading.tolist() == ["主要工作"]


def spelled(text):
    """Return `text` with a reading after every third of its Chinese characters."""
    return "".join(sign + "(guó)" * (index % 3 == 0 and "一" <= sign <= "龥") for index, sign in enumerate(text))


def strewn(signs):
    """Return a function that puts one of `signs` after every character that is no line end."""
    return lambda text: "".join(
        sign if sign == "\n" else sign + signs[index % len(signs)] for index, sign in enumerate(text)
    )


@pytest.mark.parametrize(
    "written",
    [spelled, strewn("\u200b"), strewn("\xad\u2060"), strewn("\u200f\u202e"), lambda text: "\u200b" + spelled(text)],
)
def test_what_is_read_over_changes_no_table(sample, plain, written):
    one = guoban.read(written(sample).encode())
    assert one.text == written(sample)
    same_tables(one, plain, {"text", "sentence", "characters", *PLACES})
    stands_in_its_text(one)
    assert {note.code for note in one.notes} & {"text_readings", "text_invisible"}
    for note in one.notes:
        assert note_text(note)
        assert note.start is None or one.text[note.start : note.end]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_mixed_line_ends_change_no_table(sample, end):
    lines = sample.split("\n")
    mixed = "".join(line + (end if index % 2 else "\n") for index, line in enumerate(lines))
    same_tables(guoban.read(mixed.encode()), guoban.read((sample + "\n").encode()), set())


def test_full_width_forms_change_no_figure(sample, plain):
    wide = sample.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    same_tables(guoban.read(wide.encode()), plain, CITED)


@pytest.mark.parametrize("bad", [b"\xff", b"\x81", b"\x00", b"\xb0"])
def test_one_bad_byte_costs_one_character(sample, plain, bad):
    place = sample.index("\n一是") + 1
    start = len(sample[:place].encode("gb18030"))
    data = sample.encode("gb18030")
    one = guoban.read(data[:start] + bad + data[start:])
    assert one.text == sample[:place] + ("\x00" if bad == b"\x00" else "\ufffd") + sample[place:]
    assert len(one.metrics) == len(plain.metrics)
    assert {note.code for note in one.notes} & {"text_replaced", "text_control"}


@pytest.mark.parametrize("lost", [0, 1])
def test_a_byte_that_was_lost_costs_one_character(sample, plain, lost):
    place = sample.index("。", sample.index("\n一是"))
    start = len(sample[:place].encode("gb18030")) + lost
    data = sample.encode("gb18030")
    one = guoban.read(data[:start] + data[start + 1 :])
    assert one.text.count("\ufffd") == 1
    assert len(one.text) in {len(sample), len(sample) - 1}
    assert one.text[place + 2 - len(sample) :] == sample[place + 2 - len(sample) :]
    assert one.metrics.text.tolist() == plain.metrics.text.tolist()

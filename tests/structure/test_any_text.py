"""What holds for the outline of any text."""

from time import process_time

import pytest
from folded_document import make_document
from hypothesis import given, settings
from hypothesis import strategies as st

from guoban.structure import outline

PIECES = [
    "一、", "二、", "(一)", "(二)", "1.", "2.", "(1)", "①", "第一,", "一是", "二是", "第一章", "第一篇:", "篇二", "【第三篇】", "目录", "(3篇)", "\n", "\n",
    "\n", "。", ",", ":", "各位代表:", "附件1", "名词解释", "县财政局", "2023年", "2024年", "上半年", "下半年", "工作总结", "工作思路", "政府工作报告", "存在问题",
    "XX县", "我局", "兰溪市", "金华市", "《", "》", "“", "”", "(", ")", " ", "\t", "完成投资3.5亿元", "5.5%左右", "8.6个专项", "第1页共2页", "以下三个方面:", "\x00", "𠀀", "e",
]  # fmt: skip
LIKE_REPORTS = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


def check(text):
    document = make_document(text)
    found = outline(document)
    assert found == outline(document)
    assert bool(found.reports) == bool(text.strip())
    assert [report.seq for report in found.reports] == list(range(1, len(found.reports) + 1))
    ends = [*(report.start for report in found.reports[1:]), len(text)]
    for report, end in zip(found.reports, ends, strict=False):
        assert 0 <= report.start <= report.body_start <= report.end == end
        check_sections(report)
        for note in report.notes:
            assert note.start is None or report.start <= note.start < note.end <= report.end


def check_sections(report):
    last = report.body_start
    for index, section in enumerate(report.sections):
        assert last <= section.start < section.end <= section.body_end <= report.end
        last = section.end
        assert section.level >= 1
        if section.parent is None:
            continue
        above = report.sections[section.parent]
        assert section.parent < index
        assert above.level < section.level
        assert above.start < section.start
        assert section.body_end <= above.body_end


@given(LIKE_REPORTS)
@settings(max_examples=300)
def test_pieces_of_reports(text):
    check(text)


@given(st.text(max_size=200))
def test_any_text(text):
    check(text.replace("\r", ""))


@pytest.mark.parametrize(
    "piece",
    [
        "一、", "(", "“", "《", "第一篇", "2023年", "县", "1.", "篇一\n", "一是好。", "工作总结", "2023年上半年工作总结\n", "目录\n1.甲县财政局2023年工作总结\n", "财政局", "各位代表:\n",
        "附件\n", "以下三个方面:\n", "x" * 200 + "。", " ", "\n", "下半年工作思路2023年",
    ],
)  # fmt: skip
def test_time_grows_with_length_only(piece):
    short, long = (make_document(piece * (size // len(piece))) for size in (20_000, 160_000))
    outline(short)
    times = []
    for document in (short, long):
        began = process_time()
        outline(document)
        times.append(process_time() - began)
    assert times[1] < 20 * times[0] + 0.5

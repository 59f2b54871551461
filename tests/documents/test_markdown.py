"""Markdown: the marks go, the stars that redact stay."""

import pytest

from guoban.documents import markdown
from guoban.documents.markdown import without_marks


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("完成**重点工程**3个", "完成重点工程3个"),
        ("**一、工作总结**", "一、工作总结"),
        ("**亿元以上项目**3个", "亿元以上项目3个"),
        ("投资：**年度目标**12个", "投资：年度目标12个"),
        ("*斜体*和***两样***", "斜体和两样"),
        ("[全文](http://a.b/c(d))和![图](x.png)见[附件][1]", "全文和见附件"),
        ("`代码`\\*号，PM2.5[^1]", "代码*号，PM2.5"),
        ("第一行<br>第二行<b>粗</b>", "第一行\n第二行粗"),
        ("_重点_ 工作", "重点 工作"),
        # redactions and products
        ("完成**亿元，增长**%", "完成**亿元，增长**%"),
        ("20**年和20**年", "20**年和20**年"),
        ("**街道和**镇", "**街道和**镇"),
        ("完成投资**亿元，新建**个", "完成投资**亿元，新建**个"),
        ("7*24小时、5*8小时", "7*24小时、5*8小时"),
        ("完成__亿元、__万元", "完成__亿元、__万元"),
        ("投资____万元", "投资____万元"),
        ("a < b、1<2>3", "a < b、1<2>3"),
    ],
)
def test_marks_inside_a_line(written, shown):
    assert without_marks(written) == shown


PAGE = """\
---
title: 总结
date: 2024-07-01
---
# 青石县水利局2024年上半年工作总结

今年以来，**县水利局**围绕年度目标任务。
<!-- 内部 -->
## 一、总结 ##

1. 工程
- 饮水
* [x] 资金

> 引用**一段**

| 指标 | 完成 |
|:----|----:|
| 投资 | 1.2亿元 |

二、打算
--------

```
原样 **亿元
```
***
[^1]: 不含乡镇。
[1]: http://example.org
"""


def test_a_page_without_its_marks():
    found = markdown.read(PAGE.encode(), "总结.md")
    assert found.text.splitlines() == [
        "青石县水利局2024年上半年工作总结", "今年以来，县水利局围绕年度目标任务。", "一、总结", "1. 工程", "饮水", "资金", "引用一段",
        "指标\t完成", "投资\t1.2亿元", "二、打算", "原样 **亿元", "不含乡镇。",
    ]  # fmt: skip
    shown = [(found.text[one.start : one.end], one.kind, one.level) for one in found.hints if one.kind == "heading"]
    assert shown == [
        ("青石县水利局2024年上半年工作总结", "heading", 1), ("一、总结", "heading", 2), ("二、打算", "heading", 2),
    ]  # fmt: skip


def test_damage_is_told_at_its_place():
    found = markdown.read("# 总结\n完成\ue000项\n".encode(), "a.md")
    (note,) = found.notes
    assert (note.code, found.text[note.start : note.end]) == ("text_private_use", "\ue000")

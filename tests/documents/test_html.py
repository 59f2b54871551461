"""Saved web pages: the article comes in, the site stays out."""

import pytest

from guoban.documents import html, mhtml, open_document
from guoban.documents.formats import recognise
from guoban.errors import DocumentError

TITLE = "青石县水利局2024年上半年工作总结"
BODY = (
    "今年以来，县水利局围绕年度目标任务，扎实推进各项工作，重点工程建设取得了新的进展。",
    "上半年完成水利投资1.89亿元，完成年度计划的54.1%，同比增长7.5%；整治河道23.5公里。",
    "12座",
)
MENU = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("首页", "政务公开", "互动交流"))
RELATED = "".join(
    f'<li><a href="/a{number}">某县2024年第{number}次常务会议研究重点工作</a></li>' for number in range(5)
)


def paragraphs(frame="<p>{}</p>"):
    return "".join(frame.format(words) for words in BODY)


PAGES = {
    "a site with names": f"""<!DOCTYPE html><html><head><title>{TITLE}_县政府网</title></head><body>
        <div class="header"><ul class="nav">{MENU}</ul></div><div class="crumb">当前位置：<a href="/">首页</a></div>
        <h1>{TITLE}</h1><div class="info">来源：<a href="x">日报</a> 浏览次数：590</div>
        <div id="zoom">{paragraphs()}</div>
        <div class="share">分享到：<a href="x">微信</a></div><ul class="related">{RELATED}</ul>
        <div class="footer">版权所有 ICP备12345678号</div><script>var count = 590;</script></body></html>""",
    "tables for the layout": f"""<html><body><table><tr><td><ul>{MENU}</ul></td></tr></table>
        <table><tr><td><ul>{RELATED}</ul></td><td><table><tr><td align="center"><b>{TITLE}</b></td></tr>
        <tr><td>{"<br>".join("&nbsp;&nbsp;" + words for words in BODY)}</td></tr></table></td></tr></table></body></html>""",
    "no names at all": f"<html><body><nav>{MENU}</nav><div><div>{TITLE}</div>{paragraphs('<div>{}</div>')}</div></body></html>",
    "fonts around paragraphs": f"<html><body><h1>{TITLE}</h1><font>{paragraphs('<font><p>{}</p></font>')}</font></body></html>",
    "hidden parts": f"""<html><body><h1>{TITLE}</h1><p style="display: none">验证码12345，请在三十分钟之内输入，请勿告诉他人。</p>
        <div hidden>隐藏99</div>{paragraphs()}</body></html>""",
    "a wrapper with the name of a part": f'<html><body><div class="header content">{TITLE}<div>{paragraphs()}</div></div></body></html>',
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_article_comes_in_whole_and_alone(name):
    found = html.read(PAGES[name].encode("gb18030"), "a.html")
    assert [line.strip("\xa0") for line in found.text.splitlines()] == [TITLE, *BODY]
    assert found.encoding == "gb18030"


CASES = {
    "a table": ("<table><tr><th>指标</th><th>完成</th></tr><tr><td>投资</td><td>1.2<b>亿元</b></td></tr></table>", "指标\t完成\n投资\t1.2亿元"),
    "a numbered list": ("<ol><li>工程</li><li>饮水<p>续</p></li><li value=5>资金</li></ol>", "1. 工程\n2. 饮水\n续\n5. 资金"),
    "a list in Chinese": ('<ol style="list-style-type: cjk-ideographic"><li>工程</li></ol>', "一、工程"),
    "bullets": ("<ul><li>工程</li></ul>", "工程"),
    "raised and lowered figures": ("<p>12km<sup>2</sup>，PM<sub>2.5</sub></p>", "12km²，PM2.5"),
    "a wrapped sentence": ("<p>上半年\n  完成投资\n12亿元，\nGDP\ngrew</p>", "上半年完成投资12亿元，GDP grew"),
    "a line break": ("<p>第一行<br/>第二行</p>", "第一行\n第二行"),
    "text as it stands": ("<pre>第一行\n第二行\n</pre>", "第一行\n第二行"),
    "a phonetic guide": ("<p><ruby>国<rt>guó</rt></ruby>家</p>", "国家"),
    "entities": ("<p>A&amp;B&nbsp;&lt;5%&#8451;</p>", "A&B\xa0<5%℃"),
    "a soft hyphen": ("<p>12&shy;34户</p>", "1234户"),
    "a contents list with links": (
        '<ul><li><a href="#1">甲局总结</a></li><li><a href="#2">乙局总结</a></li><li><a href="#3">丙局总结</a></li></ul>',
        "甲局总结\n乙局总结\n丙局总结",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_what_a_browser_shows(name):
    page, wanted = CASES[name]
    assert html.read(f"<html><body>{page}</body></html>".encode(), "a.html").text == wanted + "\n"


def test_headings_are_hints():
    found = html.read(f"<html><body><h1>{TITLE}</h1><h2>一、总结</h2>{paragraphs()}</body></html>".encode(), "a.html")
    shown = [(found.text[one.start : one.end], one.kind, one.level) for one in found.hints]
    assert shown == [(TITLE, "heading", 1), (TITLE, "title", 0), ("一、总结", "heading", 2)]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "HTML"),
        (b"\xef\xbb\xbf\n<!-- saved from url -->\n<HTML lang=zh>", "HTML"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html>', "HTML"),
        ("<html>".encode("utf-16"), "HTML"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=x", "MHTML"),
        ("青石县<html>水利局".encode(), "text"),
        (b"<script>alert(1)</script>", "text"),
        (b"1 < 2", "text"),
    ],
)
def test_a_page_is_told_by_its_beginning(data, kind):
    assert recognise(data, "总结.txt") == kind


def test_a_page_saved_as_one_file():
    page = PAGES["a site with names"].encode("gbk")
    head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    part = b"Content-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n" + page + b"\r\n--b--\r\n"
    assert mhtml.read(head + part, "a.mht").text.splitlines() == [TITLE, *BODY]
    assert open_document(head + part, name="a.mht").text.splitlines() == [TITLE, *BODY]


def test_a_page_without_text_is_refused():
    for page in (b"<html><frameset><frame src=a.htm></frameset></html>", b"<html></html>"):
        with pytest.raises(DocumentError) as refusal:
            html.read(page, "框架.html")
        assert refusal.value.code == "html_no_text"
        assert "框架.html" in str(refusal.value)

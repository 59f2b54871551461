"""Uploads as they go wrong in an office: the same file twice at once, the window closed half-way, files of every kind."""

import sys
from pathlib import Path
from urllib.request import urlopen

import compilation
import pytest
from playwright.sync_api import expect
from visitor import choose, file

sys.path.insert(0, str(Path(__file__).parents[1] / "hostile"))
from bad_files import BAD, word

HOLD = """zone => {
    const held = new DataTransfer();
    held.items.add(new File(["x"], "a.txt"));
    zone.dispatchEvent(new DragEvent("dragenter", {bubbles: true, dataTransfer: held}));
}"""
READ_AMISS = "这个文件没有读进来"
TEXT = file(compilation.NAME, compilation.TEXT.encode("gb18030"))


def opened(page):
    """Return how many compilations the page 导入 lists."""
    return page.locator(".note.pick").count()


def test_two_people_upload_the_same_file_at_once(visit):
    one, two = visit("import"), visit("import")
    for page in (one, two):
        choose(page, TEXT)
    for page in (one, two):
        expect(page.get_by_text("看起来不寻常")).to_be_visible()
    for page in (one, two):
        page.get_by_role("button", name="确认入库").click()
    for page in (one, two):
        page.wait_for_url(lambda url: "import" not in url)
        expect(page.locator(".lead")).to_be_visible()
    listed = visit("import")
    expect(listed.get_by_text("文库里已有").first).to_be_visible()
    assert listed.locator(".note.pick", has_text=compilation.NAME.removesuffix(".txt")).count() <= 1


def test_a_window_that_is_closed_in_the_middle_of_an_upload_leaves_nothing(visit, server):
    before = visit("import")
    expect(before.get_by_text("文库里已有").first).to_be_visible()
    count = opened(before)
    closing = visit("import")
    sent = []
    closing.on("request", lambda request: sent.append(request.url) if "upload_file" in request.url else None)
    client = closing.context.new_cdp_session(closing)
    client.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 50_000}
    client.send("Network.emulateNetworkConditions", slow)
    large = {**TEXT, "buffer": TEXT["buffer"] * (8_000_000 // len(TEXT["buffer"]))}
    choose(closing, large)
    closing.wait_for_timeout(1500)
    assert sent, "the upload has begun"
    closing.context.close()
    with urlopen(f"{server}/_stcore/health", timeout=10) as answer:  # noqa: S310  (the server of these tests)
        assert answer.status == 200
    after = visit("import")
    expect(after.get_by_text("文库里已有").first).to_be_visible()
    assert opened(after) == count


@pytest.mark.parametrize(
    "bad",
    [bad for bad in BAD if bad.name in {"炸弹.zip", "加密.pdf", "截断.docx", "实体.docx"}],
    ids=lambda bad: bad.name,
)
def test_a_bad_file_is_refused_and_the_next_one_read(visit, bad):
    page = visit("import")
    choose(page, {"name": bad.name, "mimeType": "application/octet-stream", "buffer": bad.data})
    expect(page.get_by_text(READ_AMISS)).to_be_visible()
    expect(page.get_by_text("已打开的")).to_be_visible()


def test_words_that_are_markup_are_shown_as_words(visit):
    odd = "<img src=x onerror=alert(1)>$$x$$:red[红]"
    asked = []
    page = visit("import")
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    body = f"<w:p><w:r><w:t>{odd.replace('<', '&lt;')}局2024年上半年工作总结</w:t></w:r></w:p><w:p><w:r><w:t>完成投资1.89亿元。</w:t></w:r></w:p>"
    choose(page, {"name": "<b>怪.docx", "mimeType": "application/octet-stream", "buffer": word(body)})
    expect(page.get_by_text("看起来不寻常")).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    assert asked == []


def test_a_long_reading_can_be_stopped(visit):
    page = visit("import")
    one = (
        "某县水利局2024年上半年工作总结\n一、总结\n"
        + "今年完成水利投资1.89亿元，新建泵站12座，整治河道23.5公里。\n" * 200
    )
    text = "".join(one.replace("某县", f"第{number}县") for number in range(400))
    choose(page, file("长.txt", text.encode()))
    page.get_by_role("button", name="停止读取").click()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_text("选一份工作总结汇编")).to_be_visible()
    expect(page.locator(".told")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "button", "held"), [("zh", "选择文件", "放到这里"), ("en", "Choose file", "Drop it here")]
)
def test_the_drop_zone_has_no_words_but_the_page_s_own(visit, language, button, held):
    page = visit(f"import?lang={language}")
    zone = page.get_by_test_id("stFileUploaderDropzone")
    expect(zone.get_by_role("button", name=button, exact=True)).to_be_visible()
    expect(zone).to_match_aria_snapshot("- text: /txt .*50 MB/")
    assert not {"Upload", "200MB per file"} & set(zone.inner_text().splitlines())
    zone.evaluate(HOLD)
    expect(zone).to_match_aria_snapshot(f"- text: {held}")
    assert "Drag" not in zone.inner_text()


def test_a_file_that_the_browser_refuses_is_refused_in_words(visit):
    page = visit("library?view=carry")
    zone = page.get_by_test_id("stFileUploaderDropzone").last
    expect(zone).to_be_visible()
    page.locator('input[type="file"]').last.set_input_files(file("更正.txt", b"{}"))
    expect(zone).to_match_aria_snapshot("- text: 没有收下：大于 200 MB、类型不对，或上传中断。")
    assert "not allowed" not in zone.inner_text()

"""Reviewing as an office does it: by keys, by the form, by marking words; what is said stays."""

import re

import compilation
import pytest
from playwright.sync_api import expect
from visitor import query, take_in

WORDS = compilation.TEXT
SAID = ".sechead.said"
LIST = ".split.review .list .row"


@pytest.fixture
def visit(visit_each):
    """What is said must stay in either database."""
    return visit_each


@pytest.fixture
def taken_in(visit, request):
    """The identifier of a compilation of the test's own, brought in through the browser."""
    place = {name: f"{sign}江" for name, sign in zip(TESTS, "甲乙丙丁戊己庚辛壬癸子丑", strict=False)}[
        request.function.__name__
    ]
    page = visit("import")
    identifier = take_in(page, f"{place}.txt", WORDS.replace("临江", place).encode("gb18030"))
    page.context.close()
    return identifier


def opened(visit, identifier, query="", **options):
    page = visit(f"review?c={identifier}{query}", **options)
    expect(page.locator(LIST).first).to_be_visible()
    return page


def state(page, words):
    return page.locator(LIST, has_text=words).first.locator(".state")


def mark(page, words):
    """Mark `words` in the text with the mouse."""
    box = page.evaluate(
        """words => {
            const host = [...document.querySelectorAll('*')].find(one => one.shadowRoot?.querySelector('.words'));
            const walker = document.createTreeWalker(host.shadowRoot.querySelector('.words'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                walker.currentNode.parentElement.scrollIntoView({ block: 'center' });
                const { left, right, top, height } = range.getBoundingClientRect();
                return { left, right, y: top + height / 2 };
            }
        }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["y"], steps=4)
    page.mouse.up()


def test_keys_confirm_reject_and_undo_and_it_stays(visit, taken_in):
    page = opened(visit, taken_in)
    expect(page.locator(".words mark.focus")).to_have_text("1.89亿元")
    page.keyboard.press("Enter")
    expect(page.locator(SAID)).to_contain_text("已确认：")
    expect(page.locator(".words mark.focus")).to_have_text("34.1%")
    page.keyboard.press("x")
    expect(page.locator(".shareline")).to_contain_text("已校 2 / 10")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".words mark.out")).to_have_text(["34.1%", "23.5公里"])
    page.keyboard.press("u")
    expect(page.locator(".words mark.focus")).to_have_text("23.5公里")
    expect(page.locator(".shareline")).to_contain_text("已校 2 / 10")
    again = opened(visit, taken_in)
    expect(state(again, "1.89亿元")).to_have_text("✓已确认")
    expect(state(again, "34.1%")).to_have_text("✕已剔除")
    expect(state(again, "23.5公里")).to_have_text("○未校")


def test_keys_pressed_quickly_are_all_heard(visit, taken_in):
    page = opened(visit, taken_in)
    for _turn in range(6):
        page.keyboard.press("Enter")
    expect(page.locator(".shareline")).to_contain_text("已校 6 / 10")
    expect(page.locator(f"{LIST}.selected")).to_contain_text("第2")


def test_every_field_is_edited_beside_what_was_read(visit, taken_in):
    page = opened(visit, taken_in)
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark")).to_have_text("1.89亿元")
    dialog.get_by_label("数值").fill("一点八九")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_contain_text("应为数字")
    dialog.get_by_label("数值").fill("1,890.5")
    dialog.get_by_label("单位").fill("万元")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_have_count(0)
    about = page.locator(".about")
    expect(about).to_contain_text("1,890.5万元")
    expect(about).to_contain_text("读作 1.89")
    expect(about).to_contain_text("读作 亿元")
    about.get_by_role("button", name="撤销").click()
    expect(about.locator("h2")).to_contain_text("1.89亿元")
    about.get_by_role("button", name="恢复").click()
    expect(about.locator("h2")).to_contain_text("1,890.5万元")
    elsewhere = visit(f"metrics?c={taken_in}&unit=万元")
    expect(elsewhere.locator(".figure")).to_have_text("1,890.5万元")
    expect(elsewhere.locator(".whose .state")).to_have_text("✎已改")


def test_words_are_marked_for_a_metric_that_was_missed(visit, taken_in):
    page = opened(visit, taken_in)
    mark(page, "全省")
    page.get_by_role("button", name="补录为指标").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark")).to_have_text("全省")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_contain_text("指标名称不能为空")
    dialog.get_by_label("指标名称").fill("全省位次范围")
    dialog.get_by_label("数值").fill("11")
    dialog.get_by_label("单位").fill("个市")
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator(SAID)).to_contain_text("已补录：全省位次范围")
    again = opened(visit, taken_in)
    expect(state(again, "11个市")).to_have_text("＋补录")
    expect(again.locator(".words mark", has_text="全省")).to_have_count(1)


def test_what_is_typed_is_no_key_and_the_name_is_remembered(visit, taken_in):
    page = opened(visit, taken_in)
    page.get_by_role("textbox", name="校核人").fill("exj王芳")
    page.get_by_role("textbox", name="校核人").press("Enter")
    expect(page.locator(".shareline")).to_contain_text("已校 0 / 10")
    page.locator(LIST).first.click()
    page.keyboard.press("Enter")
    expect(page.locator(".shareline")).to_contain_text("已校 1 / 10")
    assert "王芳" not in page.url
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("textbox", name="校核人")).to_have_value("exj王芳")
    other.locator(LIST).first.click()
    expect(other.locator(".about .whose")).to_contain_text("exj王芳")


def test_an_actual_is_linked_with_a_target_and_unlinked(visit, taken_in):
    page = opened(visit, taken_in)
    page.locator(LIST, has_text="12座").click()
    expect(page.locator(".words mark.focus")).to_have_text("12座")
    page.locator(LIST, has_text="23.5公里").click()
    expect(page.locator(".words mark.focus")).to_have_text("23.5公里")
    page.keyboard.press("l")
    page.get_by_role("dialog").locator(".row", has_text="50公里").click()
    expect(page.locator(SAID)).to_contain_text("已关联：")
    expect(page.locator(".words mark.focus")).to_have_text(["23.5公里", "50公里"])
    expect(page.locator(f"{LIST}.selected")).to_contain_text("47.0%")
    page.keyboard.press("x")
    expect(page.locator(SAID)).to_contain_text("已取消关联")


def test_reports_are_merged_and_split_with_a_preview(visit, taken_in):
    page = opened(visit, taken_in, f"&view=reports&r={taken_in}-0002")
    page.get_by_role("button", name="并入上一篇").click()
    preview = page.get_by_role("dialog").locator(".preview")
    expect(preview.locator(".row")).to_have_count(3)
    page.get_by_role("button", name="确认合并").click()
    expect(page.locator(LIST)).to_have_count(2)
    mark(page, "江市财政局2024年上半年")
    page.get_by_role("button", name="从这里拆成新的一篇").click()
    page.get_by_role("button", name="确认拆分").click()
    expect(page.locator(LIST)).to_have_count(3)
    page.keyboard.press("u")
    expect(page.locator(LIST)).to_have_count(2)
    page.keyboard.press("u")
    expect(page.locator(LIST)).to_have_count(3)
    page.keyboard.press("j")
    expect(page.locator(".about")).to_contain_text("已由")


def test_a_task_s_direction_is_set_and_set_back(visit, taken_in):
    page = opened(visit, taken_in, "&view=tasks")
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("越低越好").click()
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator(SAID)).to_contain_text("已更正")
    expect(page.locator(".about")).to_contain_text("越低越好")
    page.keyboard.press("u")
    expect(page.locator(".about .facts").last).to_contain_text("越高越好")


def test_a_department_and_a_heading_are_corrected_with_a_preview(visit, taken_in):
    page = opened(visit, taken_in, "&view=reports")
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="部门", exact=True).fill("某市水务局")
    dialog.get_by_role("textbox", name="部门", exact=True).press("Enter")
    expect(dialog.locator(".preview")).to_contain_text("某市水务局")
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator(".about h2")).to_have_text("某市水务局")
    page.get_by_role("combobox", name="部门", exact=True).click()
    expect(page.get_by_role("option", name="某市水务局")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".about .fact .link").first.click()
    dialog.get_by_text("打算", exact=True).click()
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator(".about .fact .link").first).to_have_text("打算")
    page.locator(SAID).get_by_role("button", name="撤销").click()
    expect(page.locator(".about .fact .link").first).to_have_text("总结")


def test_a_report_that_is_done_leads_to_the_next(visit, taken_in):
    page = opened(visit, taken_in, f"&r={taken_in}-0002&unreviewed=1")
    for _turn in range(4):
        page.keyboard.press("Enter")
    expect(page.locator(".empty")).to_contain_text("这篇报告校完了")
    page.get_by_role("button", name="校下一篇").click()
    expect(page.locator(LIST)).to_have_count(5)


def test_two_people_review_at_once(visit, taken_in):
    one, two = opened(visit, taken_in), opened(visit, taken_in)
    one.keyboard.press("Enter")
    expect(one.locator(".shareline")).to_contain_text("已校 1 / 10")
    two.keyboard.press("j")
    expect(state(two, "1.89亿元")).to_have_text("✓已确认")
    two.keyboard.press("x")
    expect(two.locator(".shareline")).to_contain_text("已校 2 / 10")
    one.keyboard.press("j")
    expect(one.locator(".shareline")).to_contain_text("已校 2 / 10")


def test_the_evidence_leads_to_its_row_in_english_too(visit, taken_in):
    page = visit(f"metrics?c={taken_in}&unit=座&lang=en")
    page.get_by_role("button", name="Corrections").click()
    expect(page.locator(f"{LIST}.selected")).to_contain_text("12座")
    expect(page.locator(f"{LIST}.selected .state")).to_have_text("○To review")
    page.keyboard.press("Enter")
    expect(page.locator(SAID)).to_contain_text(re.compile("Confirmed: .*12座"))
    assert query(page)["lang"] == ["en"]


TESTS = [name for name in globals() if name.startswith("test_")]

"""The full text: words that are marked in it become a metric that was missed."""

import hashlib
from pathlib import Path

from playwright.sync_api import expect

SAMPLE = Path(__file__).parents[2] / "data" / "sample-2024h1.txt"
COMPILATION = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()[:16]
# Marks four signs in the middle of the first paragraph without figures, as somebody would by dragging.
MARK = """article => {
  const paragraph = [...article.querySelectorAll("p")].find((one) => !one.querySelector("mark"));
  const range = document.createRange();
  range.setStart(paragraph.firstChild, 6);
  range.setEnd(paragraph.firstChild, 10);
  const selection = article.getRootNode().getSelection?.() ?? document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return range.toString();
}"""


def test_words_marked_in_the_full_text_open_the_form_for_a_missed_metric(visit):
    page = visit(f"text?c={COMPILATION}")
    expect(page.locator(".reader mark").first).to_be_visible()
    article = page.locator(".reader article")
    words = article.evaluate(MARK)
    article.dispatch_event("mouseup")
    page.get_by_role("button", name="补录为指标").click()
    page.wait_for_url(lambda url: "/review" in url)
    expect(page.get_by_role("dialog").locator("mark.focus")).to_have_text(words)
    expect(page.locator(".words .block", has_text=words).first).to_be_attached()

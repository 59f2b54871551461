"""The grid of metrics: whatever is clicked in it, all rows are meant and not only those of the page."""

import hashlib
from pathlib import Path

from playwright.sync_api import expect

SAMPLE = Path(__file__).parents[2] / "data" / "sample-2024h1.txt"
COMPILATION = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()[:16]


def head(page, x):
    """Return the place of a column's head on the page, `x` px from the left edge of the grid."""
    box = page.locator('[data-testid="stDataFrame"] canvas').first.bounding_box()
    return box["x"] + x, box["y"] + 15


def test_a_click_on_a_head_orders_all_metrics_and_not_only_the_page(visit):
    page = visit(f"metrics?c={COMPILATION}")
    expect(page.locator('[data-testid="stDataFrame"] canvas').first).to_be_visible()
    expect(page.locator(".figure")).to_be_visible()
    page.wait_for_timeout(1500)  # a grid is drawn in steps
    page.mouse.click(*head(page, 40))
    page.wait_for_url(lambda url: "order=department" in url)
    page.wait_for_timeout(1500)
    page.mouse.move(*head(page, 60))
    page.wait_for_timeout(800)
    page.mouse.click(*head(page, 77))
    menu = page.get_by_test_id("stDataFrameColumnMenu")
    expect(menu.get_by_text("Autosize")).to_be_visible()
    expect(menu.get_by_text("Sort ascending")).to_be_hidden()
    expect(menu.get_by_text("Statistics")).to_be_hidden()

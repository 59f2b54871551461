"""对比: several compilations at once, over time and across departments."""

from guoban.ui import compare_page

compare_page.draw()

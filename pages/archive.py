"""档案库: what a batch read out of many files, asked through the engine."""

from guoban.ui import archive_page

archive_page.draw()

"""校核: from row to row with the text beside it."""

from guoban.ui import shell
from guoban.ui.review_page import draw

draw(shell.start("review"))

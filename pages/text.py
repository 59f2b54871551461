"""全文: where it stands, and what else is there."""

from guoban.ui import shell
from guoban.ui.text_page import draw

draw(shell.start("text"))

"""全文: where it stands, and what else is there."""

from guoban.ui import shell, text_page

text_page.draw(shell.start("text"))

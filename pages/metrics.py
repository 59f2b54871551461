"""指标: which figures, how they spread, the words."""

from guoban.ui import metrics_page, shell

metrics_page.draw(shell.start("metrics"))

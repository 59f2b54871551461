"""进度: which are behind, by how much, says who."""

from guoban.ui import shell
from guoban.ui.progress_page import draw

draw(shell.start("progress"))

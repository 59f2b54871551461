"""总览: how do we stand, who is behind, which first, what is missing."""

from guoban.ui import shell
from guoban.ui.overview_page import draw

draw(shell.start("overview"))

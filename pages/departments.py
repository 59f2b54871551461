"""部门: who is there, how does this one do, how do they compare."""

from guoban.ui import shell
from guoban.ui.departments_page import draw

draw(shell.start("departments"))

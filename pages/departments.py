"""部门: who is there, how does this one do, how do they compare."""

from guoban.ui import shell

view = shell.start("departments")

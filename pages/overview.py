"""总览: how do we stand, who is behind, which first, what is missing."""

from guoban.ui import shell

view = shell.start("overview")

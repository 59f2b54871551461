"""进度: which are behind, by how much, says who."""

from guoban.ui import shell

view = shell.start("progress")

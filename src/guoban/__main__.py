"""`python -m guoban` for where the command is not on the path."""

from guoban.cli import main

main()

"""The command line; one module for each command or group of commands."""

import click

from guoban.__about__ import version
from guoban.batch.command import batch
from guoban.cli.corrections import corrections
from guoban.cli.extract import extract
from guoban.cli.library import library
from guoban.cli.papers import brief, ledger
from guoban.cli.score import score
from guoban.cli.shared import LocalisedGroup, language_option, localised
from guoban.locale import mark

__all__ = ["main"]


@click.group(
    cls=LocalisedGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=mark("过半：把工作报告汇编读成带原文依据的表格。"),
)
@click.version_option(version, prog_name="guoban", help=mark("显示版本。"))
@language_option
def main() -> None:
    pass


main.add_command(extract)
main.add_command(localised(batch))
main.add_command(library)
main.add_command(score)
main.add_command(ledger)
main.add_command(brief)
library.add_command(corrections)

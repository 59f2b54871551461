"""`guoban library corrections`: corrections as a file that offices can share."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from guoban.cli.library import find, opened
from guoban.cli.shared import Localised, LocalisedGroup, language_option, told
from guoban.locale import mark
from guoban.locale import translate as _


@click.group(cls=LocalisedGroup, name="corrections", help=mark("导出和导入更正，供两个单位共用。"))
@language_option
def corrections() -> None:
    pass


@corrections.command(
    cls=Localised, name="export", help=mark("把汇编的更正写成 JSON Lines 文件；不写 ID 则写全部汇编的。")
)
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.option(
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=mark("写入的文件，已有的会被替换。"),
)
@language_option
def export(ids: Sequence[str], out: Path) -> None:
    with told():
        kept = opened()
        entries = kept.entries()
        chosen = [find(entries, named) for named in ids] or entries
        found = [one for entry in chosen for one in kept.corrections(entry.id, undone=True)]
        with import_module("guoban.export.atomic").replacing(out) as written:
            written.write_text(import_module("guoban.corrections.exchange").dump(found), encoding="utf-8", newline="\n")
    click.echo(_("已写出 {count} 处更正").format(count=len(found)))


@corrections.command(
    cls=Localised,
    name="import",
    help=mark("导入更正：按原文件找到汇编，对上原文；对不上的和文库里没有的逐条列出。"),
)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", metavar="ID", help=mark("原文件不在文库里的，试着对到这份汇编。"))
@language_option
@click.pass_context
def import_(context: click.Context, file: Path, into: str | None) -> None:
    exchange: Any = import_module("guoban.corrections.exchange")
    with told():
        parsed = exchange.parse(_words(file))
        kept = opened()
        other = find(kept.entries(), into).id if into else ""
        found = import_module("guoban.library.exchanging").take_in(kept, parsed.corrections, other)
    for problem in parsed.problems:
        click.echo(str(problem), err=True)
    for one in found.unfit:
        told_of = _("对不上：{quote}（{by} {day}，原文件 {sha256}）")
        click.echo(told_of.format(quote=one.quote, by=one.by, day=one.at[:10], sha256=one.sha256[:16]), err=True)
    click.echo(_("导入了 {taken} 处更正，{lost} 处没有对上。").format(taken=found.taken, lost=len(found.unfit)))
    context.exit(1 if found.unfit or parsed.problems else 0)


def _words(file: Path) -> str:
    """Return the text of `file`; what is no UTF-8 stands as � and fails as the line that it is in."""
    return file.read_bytes().decode("utf-8", "replace")

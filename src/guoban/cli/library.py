"""`guoban library`: the same store that the app shows."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from guoban.cli.shared import (
    Bar,
    Localised,
    LocalisedGroup,
    by_option,
    encoding_option,
    language_option,
    reason,
    shown,
    told,
)
from guoban.documents.source import shown_name
from guoban.errors import GuobanError, LibraryError
from guoban.locale import mark
from guoban.locale import translate as _

if TYPE_CHECKING:
    from guoban.library import Entry, Library

LIBRARY_HELP = mark("""\
管理文库：读过的汇编和更正都保存在这里，网页上看到的是同一个文库。

文库默认是程序所在文件夹 data 里的 library.db；
环境变量 GUOBAN_DATA 可换文件夹，GUOBAN_DATABASE_URL 可换成 PostgreSQL，
如 postgresql://用户:密码@主机/数据库。

ID 是汇编的编号（见 guoban library list），可只写开头几位，也可写文件名。

退出码：0 完成；1 没有全部完成，原因写到标准错误；2 命令用法有误""")
ids_argument = click.argument("ids", metavar="ID...", nargs=-1, required=True)
file_argument = click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))


@click.group(cls=LocalisedGroup, help=LIBRARY_HELP, short_help=mark("管理文库：存入、列出、移除、备份、恢复"))
@language_option
def library() -> None:
    pass


def opened() -> "Library":
    return cast("Library", import_module("guoban.library").Library())


def find(entries: "Sequence[Entry]", named: str) -> "Entry":
    """Return the one compilation that `named` is the beginning of the identifier or the name of.

    Raises `LibraryError`: compilation_missing, compilation_unclear where several are meant.
    """
    found = [one for one in entries if named in {one.id, one.name}] or [
        one for one in entries if one.id.startswith(named)
    ]
    if not found:
        raise LibraryError("compilation_missing", id=named)
    if len(found) > 1:
        raise LibraryError("compilation_unclear", id=named, ids="、".join(one.id for one in found))
    return found[0]


@library.command(
    cls=Localised, name="add", help=mark("读取文件，存入文库；文库里已有的同一文件更新读取结果，更正保留。")
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@encoding_option
@click.option("--together", is_flag=True, help=mark("把所有文件合起来存成一份汇编（一个单位一个文件时用）。"))
@by_option
@language_option
@click.pass_context
def add(context: click.Context, files: Sequence[Path], encoding: str | None, by: str, *, together: bool) -> None:
    failed = 0
    sources: Sequence[Path | list[Path]] = [list(files)] if together else files
    with told():
        kept = opened()
    for number, (source, file) in enumerate(zip(sources, files, strict=False), start=1):
        bar = Bar(f"[{number}/{len(sources)}] {shown_name(str(file))}")
        try:
            compilation = import_module("guoban.compilation").read(source, encoding=encoding, on_progress=bar)
            bar.finish()
            found, again = kept.add(compilation, by=by)
        except (GuobanError, OSError) as problem:
            bar.finish()
            click.echo(f"{shown(file)}: {reason(problem)}", err=True)
            failed += 1
        else:
            done = _("文库里已有，已按这次读取更新") if again else _("已存入文库")
            counts = _("编号 {id}，报告 {reports} 篇，指标 {metrics} 个")
            sizes = {"reports": len(compilation.reports), "metrics": len(compilation.metrics)}
            click.echo(f"{shown(file)}: {done}: {counts.format(id=found, **sizes)}")
    context.exit(1 if failed else 0)


@library.command(cls=Localised, name="list", help=mark("列出文库里的汇编。"))
@click.option("--bin", "binned", is_flag=True, help=mark("列出回收站里的。"))
@click.option("--json", "as_json", is_flag=True, help=mark("写成 JSON Lines，供程序读取。"))
@language_option
def list_(*, binned: bool, as_json: bool) -> None:
    with told():
        kept = opened()
        entries = kept.entries(binned=binned)
    if as_json:
        for entry in entries:
            click.echo(json.dumps(asdict(entry), ensure_ascii=False))
        return
    sentence = _("文库 {place} 的回收站：{count} 份汇编") if binned else _("文库 {place}：{count} 份汇编")
    click.echo(sentence.format(place=kept.place, count=len(entries)))
    for entry in entries:
        click.echo(_line(entry))


def _line(entry: "Entry") -> str:
    words = import_module("guoban.reporting.labels").span_words
    period = words(entry.year, entry.span) if entry.year is not None else "-"
    counts = _("报告 {reports} 篇，指标 {metrics} 个，已校核 {reviewed} 个，更正 {corrections} 处").format(
        reports=entry.reports, metrics=entry.metrics, reviewed=entry.reviewed, corrections=entry.corrections
    )
    since = _("{day} {by} 存入").format(day=entry.added_at[:10], by=entry.added_by or "-")
    return "  ".join(
        [entry.id, entry.name, period, counts, since, *([_("规则较旧，可重读")] if entry.outdated else [])]
    )


def _each(ids: Sequence[str], do: "Callable[[Library, Entry], str]", *, binned: bool = False) -> None:
    """Do something with each of the compilations named, telling what was done or why not."""
    failed = 0
    with told():
        kept = opened()
    for named in ids:
        try:
            entry = find(kept.entries(binned=binned), named)
            click.echo(f"{entry.name}: {do(kept, entry)}")
        except GuobanError as problem:
            click.echo(reason(problem), err=True)
            failed += 1
    click.get_current_context().exit(1 if failed else 0)


@library.command(cls=Localised, name="remove", help=mark("把汇编移到回收站，更正也留着，可以放回。"))
@ids_argument
@by_option
@language_option
def remove(ids: Sequence[str], by: str) -> None:
    def do(kept: "Library", entry: "Entry") -> str:
        kept.remove(entry.id, by)
        return _("已移到回收站")

    _each(ids, do)


@library.command(cls=Localised, name="restore-from-bin", help=mark("把汇编从回收站放回文库。"))
@ids_argument
@language_option
def restore_from_bin(ids: Sequence[str]) -> None:
    def do(kept: "Library", entry: "Entry") -> str:
        kept.put_back(entry.id)
        return _("已放回")

    _each(ids, do, binned=True)


@library.command(cls=Localised, name="purge", help=mark("彻底删除回收站里的汇编，连同更正；不能恢复。"))
@ids_argument
@click.option("--yes", is_flag=True, help=mark("不再询问。"))
@language_option
def purge(ids: Sequence[str], *, yes: bool) -> None:
    if not yes:
        click.confirm(_("彻底删除 {count} 份汇编和它们的更正，不能恢复。继续吗？").format(count=len(ids)), abort=True)

    def do(kept: "Library", entry: "Entry") -> str:
        kept.purge(entry.id)
        return _("已彻底删除")

    _each(ids, do, binned=True)


@library.command(cls=Localised, name="reread", help=mark("用现在的规则重读汇编，更正照旧；不写 ID 则重读规则较旧的。"))
@click.argument("ids", metavar="[ID...]", nargs=-1)
@language_option
def reread(ids: Sequence[str]) -> None:
    def do(kept: "Library", entry: "Entry") -> str:
        bar = Bar(entry.name)
        try:
            unfit = kept.reread(entry.id, on_progress=bar)
        finally:
            bar.finish()
        for one in unfit:
            click.echo(_("  对不上的更正：{quote}（{by} {day}）").format(quote=one.quote, by=one.by, day=one.at[:10]))
        return _("已重读，{unfit} 处更正对不上").format(unfit=len(unfit)) if unfit else _("已重读")

    with told():
        chosen = ids or [entry.id for entry in opened().outdated()]
    _each(chosen, do)


@library.command(cls=Localised, name="backup", help=mark("把整个文库（连同回收站和更正）备份成一个文件，写完即核对。"))
@file_argument
@language_option
def backup(file: Path) -> None:
    with told():
        opened().backup(file)
    click.echo(_("已备份到 {file}").format(file=shown(file)))


@library.command(
    cls=Localised,
    name="restore",
    help=mark("""\
从备份恢复：补回文库里缺少的汇编、更正和合并，已有的不动。
备份自 SQLite 的可以恢复到 PostgreSQL，反之亦然：搬家就是备份、再恢复。
FILE 也可以是另一个文库的 library.db。"""),
    short_help=mark("从备份恢复，已有的不动"),
)
@file_argument
@click.option(
    "--exact",
    is_flag=True,
    help=mark("并恢复成备份时的样子：其后的更正和合并改为已撤销，其后存入的汇编移到回收站，都可以再恢复。"),
)
@by_option
@language_option
def restore(file: Path, by: str, *, exact: bool) -> None:
    with told():
        done: Any = opened().restore(file, by, exact=exact)
    sentence = _("补回汇编 {added} 份，从回收站放回 {put_back} 份，补回更正 {corrections} 处、合并 {merges} 组")
    click.echo(sentence.format(**asdict(done)))
    if exact:
        click.echo(_("撤销更正和合并 {undone} 处，移到回收站 {binned} 份").format(**asdict(done)))

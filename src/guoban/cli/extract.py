"""`guoban extract`: the four tables of compilations in a folder."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from guoban.cli.shared import Bar, Localised, encoding_option, language_option, reason, shown
from guoban.documents.source import shown_name
from guoban.errors import GuobanError
from guoban.locale import mark
from guoban.locale import translate as _
from guoban.messages import note_text

if TYPE_CHECKING:
    from guoban.compilation import Compilation

FORMATS = ("jsonl", "csv", "xlsx", "parquet")
# Names that Windows keeps for devices, whatever the ending.
DEVICES = {"con", "prn", "aux", "nul", *(f"{kind}{digit}" for kind in ("com", "lpt") for digit in range(10))}
NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))

EXTRACT_HELP = mark("""\
读出每个文件的四张表（报告、章节、指标、进度），写入 --out 指定的文件夹。

一个文件：
  jsonl、csv、parquet   DIR/reports.*、sections.*、metrics.*、progress.*
  xlsx                  DIR/tables.xlsx，一表一页
多个文件：每个文件一个子文件夹 DIR/文件名（不含扩展名）/，
里面与上面相同；重名的依次为“文件名 (2)”“文件名 (3)”。
已有的同名表会被替换；读取或写入失败时，原有的表保持不变。

需要核对的情况写到标准错误，格式为“文件:行号: 说明”。

退出码：
  0  全部读完
  1  有文件没有读成，其余已写好
  2  命令用法有误""")


@click.command(
    cls=Localised,
    help=EXTRACT_HELP,
    short_help=mark("把每个文件读成四张表"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=mark("写入的文件夹，没有则新建。"),
)
@click.option(
    "--format", "kind", type=click.Choice(FORMATS), default="jsonl", show_default=True, help=mark("表格的格式。")
)
@encoding_option
@click.option(
    "--together", is_flag=True, help=mark("把所有文件合起来读成一份汇编（一个单位一个文件时用），表格直接写入 DIR。")
)
@language_option
@click.pass_context
def extract(  # noqa: PLR0913  (one for each option)
    context: click.Context, files: Sequence[Path], out: Path, kind: str, encoding: str | None, *, together: bool
) -> None:
    failed = 0
    # What is read at once, by the file that stands for it in messages.
    sources: Sequence[Path | list[Path]] = [list(files)] if together else files
    named = files[:1] if together else files
    for number, (source, file, folder) in enumerate(zip(sources, named, folders(named, out), strict=True), start=1):
        label = f"[{number}/{len(named)}] {shown_name(str(file))}"
        try:
            compilation = _read(source, encoding, label)
            _write(compilation, folder, kind)
        except (GuobanError, OSError) as problem:
            click.echo(f"{shown(file)}: {reason(problem)}", err=True)
            failed += 1
        else:
            _report(compilation, file, folder)
    if failed and len(named) > 1:
        told = _("共 {files} 个文件，{failed} 个没有读成。").format(files=len(files), failed=failed)
        click.echo(told, err=True)
    context.exit(1 if failed else 0)


def folders(files: Sequence[Path], out: Path) -> list[Path]:
    """Return where the tables of each of `files` go: `out` itself for one, else a folder inside it for each.

    The folder has the file's name without the ending; names that differ in case only are the same name on Windows.
    """
    if len(files) == 1:
        return [out]
    taken: set[str] = set()
    found = []
    for file in files:
        name = wanted = _folder_name(file)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted} ({number})"
        taken.add(name.casefold())
        found.append(out / name)
    return found


def _folder_name(file: Path) -> str:
    name = shown_name(file.stem).translate(NOT_IN_NAMES).rstrip(". ") or "_"
    return f"_{name}" if name.partition(".")[0].strip().casefold() in DEVICES else name


def _read(source: Path | list[Path], encoding: str | None, label: str) -> "Compilation":
    read = import_module("guoban.compilation").read
    bar = Bar(label)
    try:
        return cast("Compilation", read(source, encoding=encoding, on_progress=bar))
    finally:
        bar.finish()


def _write(compilation: "Compilation", folder: Path, kind: str) -> None:
    tables = import_module("guoban.export.tables")
    replacing_all = import_module("guoban.export.atomic").replacing_all
    with replacing_all(folder) as scratch:
        if kind == "xlsx":
            tables.write_xlsx(dict(compilation.tables), scratch / "tables.xlsx")
            return
        writers: dict[str, Callable[..., None]] = {
            "jsonl": tables.write_jsonl,
            "csv": tables.write_csv,
            "parquet": tables.write_parquet,
        }
        for name, frame in compilation.tables:
            writers[kind](frame, scratch / f"{name}.{kind}")


def _report(compilation: "Compilation", file: Path, folder: Path) -> None:
    """Say on standard error what looks odd, by line, and on standard output what was found."""
    for note in compilation.notes:
        line = "" if note.start is None else f":{compilation.text.count(chr(10), 0, note.start) + 1}"
        click.echo(f"{shown(file)}{line}: {note_text(note)}", err=True)
    counts = {name: len(frame) for name, frame in compilation.tables}
    found = _("报告 {reports} 篇，章节 {sections} 个，指标 {metrics} 个，进度 {progress} 条，已写入 {folder}")
    click.echo(f"{shown(file)}: {found.format(**counts, folder=shown(folder))}")

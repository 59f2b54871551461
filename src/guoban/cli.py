"""The command line: `guoban extract` writes the four tables of compilations into a folder.

What needs pandas is loaded when a command runs, so that `guoban --help` answers at once.
"""

import copy
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from guoban.__about__ import version
from guoban.documents.plain_text import known_encoding
from guoban.documents.source import shown_name
from guoban.errors import GuobanError
from guoban.locale import LANGUAGES, mark, set_language
from guoban.locale import translate as _
from guoban.messages import note_text

if TYPE_CHECKING:
    from guoban.compilation import Compilation

FORMATS = ("jsonl", "csv", "xlsx", "parquet")
BAR_AFTER_SECONDS = 0.7
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


class _Localised(click.Command):
    """A command whose help is shown in the language that `--lang` or GUOBAN_LANG chose."""

    def get_help(self, ctx: click.Context) -> str:
        return click.Command.get_help(_in_language(self), ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the help as it stands: lines of Chinese have no blanks at which they could be filled anew."""
        formatter.write("".join(f"\n  {line}".rstrip(" ") for line in (self.help or "").splitlines()) + "\n")


class _LocalisedGroup(click.Group):
    def get_help(self, ctx: click.Context) -> str:
        return click.Command.get_help(_in_language(self), ctx)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run. A console or a pipe that cannot show a character gets it escaped: it must not end the work."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)


def _in_language(command: click.Command) -> click.Command:
    local = copy.copy(command)
    local.help = _(command.help or "")
    local.short_help = _(command.short_help or "")
    local.params = [copy.copy(parameter) for parameter in command.params]
    for parameter in local.params:
        if isinstance(parameter, click.Option):
            parameter.help = _(parameter.help or "")
    if isinstance(local, click.Group):
        local.commands = {name: _in_language(inner) for name, inner in local.commands.items()}
    return local


def _language_chosen(context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Set the language; the one given after the command's name wins over the one before it."""
    if value or context.parent is None:
        set_language(value or LANGUAGES[0])
    return value


def _encoding_chosen(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            known_encoding(value)
        except GuobanError as problem:
            raise click.BadParameter(str(problem)) from problem
    return value


language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    envvar="GUOBAN_LANG",
    is_eager=True,
    expose_value=False,
    callback=_language_chosen,
    help=mark("信息的语言：zh 中文，en 英文；也可用环境变量 GUOBAN_LANG 设定。"),
)


@click.group(
    cls=_LocalisedGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=mark("过半：把工作报告汇编读成带原文依据的表格。"),
)
@click.version_option(version, prog_name="guoban", help=mark("显示版本。"))
@language_option
def main() -> None:
    pass


@main.command(
    cls=_Localised,
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
@click.option(
    "--encoding",
    callback=_encoding_chosen,
    help=mark("文件的文字编码，如 utf-8、gb18030、big5；不写则自动识别。"),
)
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
    shown = files[:1] if together else files
    for number, (source, file, folder) in enumerate(zip(sources, shown, folders(shown, out), strict=True), start=1):
        label = f"[{number}/{len(shown)}] {shown_name(str(file))}"
        try:
            compilation = _read(source, encoding, label)
            _write(compilation, folder, kind)
        except (GuobanError, OSError) as problem:
            click.echo(f"{_shown(file)}: {_reason(problem)}", err=True)
            failed += 1
        else:
            _report(compilation, file, folder)
    if failed and len(shown) > 1:
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
    bar = _Bar(label)
    try:
        return cast("Compilation", read(source, encoding=encoding, on_progress=bar))
    finally:
        bar.finish()


class _Bar:
    """A bar on the terminal for work that takes longer than a moment; nothing where standard error is no terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._begun = time.monotonic()
        self._bar: Any = None

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != "extract" or not sys.stderr.isatty():
            return
        if self._bar is None and time.monotonic() - self._begun > BAR_AFTER_SECONDS:
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)

    def finish(self) -> None:
        if self._bar is not None:
            self._bar.update(self._bar.length - self._bar.pos)
            self._bar.render_finish()


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
        click.echo(f"{_shown(file)}{line}: {note_text(note)}", err=True)
    counts = {name: len(frame) for name, frame in compilation.tables}
    found = _("报告 {reports} 篇，章节 {sections} 个，指标 {metrics} 个，进度 {progress} 条，已写入 {folder}")
    click.echo(f"{_shown(file)}: {found.format(**counts, folder=_shown(folder))}")


def _reason(problem: GuobanError | OSError) -> str:
    if isinstance(problem, GuobanError):
        return str(problem)
    return _("写入失败：{reason}").format(reason=problem.strerror or problem)


def _shown(path: Path) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in click.format_filename(path))

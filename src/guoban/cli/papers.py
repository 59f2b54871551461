"""`guoban ledger` and `guoban brief`: the papers that the app hands out."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import reduce
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from guoban.cli.library import find, opened
from guoban.cli.shared import Bar, Localised, encoding_option, language_option, shown, told
from guoban.documents.source import shown_name
from guoban.errors import GuobanError
from guoban.locale import mark
from guoban.locale import translate as _

if TYPE_CHECKING:
    from guoban.compilation import Compilation
    from guoban.reporting.matter import Matter

LEDGER_HELP = mark("""\
制作督查台账（XLSX）：一行一项任务，有封面、各部门类型分页和待报目标。

汇编取自 FILE（写几个文件就合起来读成一份），或取自文库（--library，带更正）。
已有的同名文件会被替换；读取或写入失败时，原有的文件保持不变。

退出码：0 完成；1 没有做成，原因写到标准错误；2 命令用法有误""")
BRIEF_HELP = mark("""\
制作简报（DOCX）：二到六页，有总体情况、进展表、图、滞后事项和出处。

汇编取自 FILE（写几个文件就合起来读成一份），或取自文库（--library，带更正）。
已有的同名文件会被替换；读取或写入失败时，原有的文件保持不变。

退出码：0 完成；1 没有做成，原因写到标准错误；2 命令用法有误""")
FIELDS = {"type": "部门类型", "department": "部门"}


def _ending(ending: str) -> Callable[[click.Context, click.Parameter, Path], Path]:
    def check(_context: click.Context, _parameter: click.Parameter, out: Path) -> Path:
        if out.suffix.lower() != ending:
            raise click.BadParameter(_("文件名要以 {ending} 结尾").format(ending=ending))
        return out

    return check


def _options(ending: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the options that both papers have."""
    options = (
        click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path)),
        click.option("--library", "named", metavar="ID", help=mark("用文库里的汇编（见 guoban library list）。")),
        click.option(
            "--out", metavar="FILE", required=True, type=click.Path(dir_okay=False, path_type=Path),
            callback=_ending(ending), help=mark("写成的文件。"),
        ),
        click.option("--type", "types", metavar="TYPE", multiple=True, help=mark("只要这一部门类型，可写多次。")),
        click.option("--department", "departments", metavar="NAME", multiple=True, help=mark("只要这一部门，可写多次。")),
        click.option("--title", default="", help=mark("标题；不写则按报告期拟定。")),
        click.option(
            "--date", "made", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help=mark("日期，如 2024-07-15；不写则为今天。")
        ),
        click.option("--yellow", type=click.IntRange(0, 100), help=mark("黄牌线：低于序时多少个百分点。")),
        click.option("--red", type=click.IntRange(0, 100), help=mark("红牌线：低于序时多少个百分点。")),
        encoding_option,
        language_option,
    )  # fmt: skip

    return lambda command: reduce(lambda inner, option: option(inner), reversed(options), command)


@click.command(cls=Localised, help=LEDGER_HELP, short_help=mark("制作督查台账（XLSX）"))
@_options(".xlsx")
def ledger(out: Path, title: str, made: datetime | None, **chosen: Any) -> None:
    with told():
        matter = _matter(**chosen)
        import_module("guoban.export.ledger").write_ledger(out, matter, made=_day(made), title=title)
    _done(out, matter)


@click.command(cls=Localised, help=BRIEF_HELP, short_help=mark("制作简报（DOCX）"))
@_options(".docx")
@click.option("--issuer", default="", help=mark("发文单位，写在日期之前。"))
def brief(out: Path, title: str, made: datetime | None, issuer: str, **chosen: Any) -> None:
    with told():
        matter = _matter(**chosen)
        import_module("guoban.export.brief").write_brief(out, matter, made=_day(made), title=title, issuer=issuer)
    _done(out, matter)


def _matter(files: Sequence[Path], named: str | None, encoding: str | None, **choice: Any) -> "Matter":
    if bool(files) == bool(named):
        raise click.UsageError(_("要么写文件，要么用 --library 指明文库里的一份汇编。"))
    compilation = _from_library(named) if named else _read(files, encoding)
    wanted = {"type": choice["types"], "department": choice["departments"]}
    tasks = import_module("guoban.reporting.tasks")
    yellow, red = choice["yellow"], choice["red"]
    return cast(
        "Matter",
        import_module("guoban.reporting.matter").matter(
            compilation,
            report_ids=_reports(compilation, wanted),
            yellow=tasks.YELLOW_POINTS if yellow is None else yellow,
            red=tasks.RED_POINTS if red is None else red,
            filters=[
                _("{label}：{words}").format(
                    label=_(FIELDS[name]), words=_("、").join(_word(name, one) for one in values)
                )
                for name, values in wanted.items()
                if values
            ],
        ),
    )


def _reports(compilation: "Compilation", wanted: dict[str, Sequence[str]]) -> list[str]:
    """Return the reports with the wanted values; raises `GuobanError` (choice_unknown, choice_empty)."""
    reports = compilation.reports
    for name, values in wanted.items():
        known = sorted(set(compilation.reports[name]) - {""})
        for value in values:
            if value not in known:
                raise GuobanError("choice_unknown", field=_(FIELDS[name]), value=value, known=_("、").join(known))
        if values:
            reports = reports[reports[name].isin(list(values))]
    if reports.empty:
        raise GuobanError("choice_empty")
    return [str(one) for one in reports["report_id"]]


def _word(name: str, value: str) -> str:
    labels = import_module("guoban.reporting.labels")
    return str(labels.department_type(value) if name == "type" else labels.department(value))


def _from_library(named: str) -> "Compilation":
    kept = opened()
    return kept.corrected(find(kept.entries(), named).id).compilation


def _read(files: Sequence[Path], encoding: str | None) -> "Compilation":
    bar = Bar(shown_name(str(files[0])))
    try:
        source = files[0] if len(files) == 1 else list(files)
        return cast("Compilation", import_module("guoban.compilation").read(source, encoding=encoding, on_progress=bar))
    finally:
        bar.finish()


def _day(made: datetime | None) -> date:
    return made.date() if made else date.today()  # noqa: DTZ011  (a paper's date is the local one)


def _done(out: Path, matter: "Matter") -> None:
    counts = {"reports": len(matter.reports), "tasks": len(matter.tasks)}
    click.echo(f"{shown(out)}: " + _("报告 {reports} 篇，任务 {tasks} 项，已写入").format(**counts))

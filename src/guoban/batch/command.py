"""`guoban batch`: many files into one data set."""

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guoban.errors import GuobanError
from guoban.locale import mark
from guoban.locale import translate as _

if TYPE_CHECKING:
    from guoban.batch.run import Outcome

INTERRUPTED = 130

BATCH_HELP = mark("""\
把许多文件一次读成一个数据集，用 pandas、DuckDB 和本程序都能打开。

PATTERN 是文件、文件夹（连同子文件夹）或带 * ? ** 的路径，也可以是
s3://、sftp:// 等地址（要装相应的 fsspec 驱动）。带 * 时请加引号。

DIR 里有：
  reports、sections、metrics、progress    四张表，每张若干个 Parquet 文件
  documents、notes                        每个文件一行；读取时发现的情况
  manifest.jsonl                          每个文件的结果：已读、没读成（原因）、重复

中断后再运行同一命令，接着做没做完的，做过的不重做。
文件的内容变了，或程序的规则变了，会重新读取。
没读成的文件在原因消除前不再试，加 --retry 则再试一次。

退出码：
  0    全部读完
  1    有文件没有读成，其余已写好
  2    命令用法有误
  130  被中断，再运行一次可接着做""")


def default_workers() -> int:
    """Return how many processes this machine has a core for."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@click.command(help=BATCH_HELP, short_help=mark("把许多文件读成一个数据集"))
@click.argument("patterns", metavar="PATTERN...", nargs=-1, required=True)
@click.option(
    "--out",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=mark("数据集的文件夹，没有则新建。"),
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 256),
    help=mark("同时读取的进程数；不写则按处理器的核数。"),
)
@click.option("--scheduler", metavar="ADDRESS", help=mark("Dask 集群的调度地址，如 tcp://10.0.0.5:8786。"))
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(1),
    default=3600,
    show_default=True,
    help=mark("一个文件最多读多少秒。"),
)
@click.option("--retry", is_flag=True, help=mark("上次没读成的文件再试一次。"))
@click.pass_context
def batch(  # noqa: PLR0913  (one for each option)
    context: click.Context,
    patterns: Sequence[str],
    out: Path,
    workers: int | None,
    scheduler: str | None,
    *,
    seconds: float,
    retry: bool,
) -> None:
    run = import_module("guoban.batch.run")
    terminal = import_module("guoban.batch.telling").Terminal()
    request = run.Request(
        patterns=patterns,
        out=out,
        workers=workers or default_workers(),
        scheduler=scheduler,
        seconds=seconds,
        retry=retry,
    )
    try:
        outcome = run.run(request, terminal)
    except KeyboardInterrupt:
        click.echo(_("已中断；再运行一次可接着做。"), err=True)
        context.exit(INTERRUPTED)
    except (GuobanError, OSError) as problem:
        terminal.ends()
        click.echo(_reason(problem), err=True)
        context.exit(1)
    terminal.ends()
    _tell(outcome, out)
    context.exit(INTERRUPTED if outcome.interrupted else 1 if outcome.failed else 0)


def _tell(outcome: "Outcome", out: Path) -> None:
    if outcome.interrupted:
        click.echo(_("已中断；再运行一次可接着做。"), err=True)
    told = _("本次读成 {done} 个，此前已读 {standing} 个，没读成 {failed} 个，内容重复 {duplicates} 个。")
    counts = {name: getattr(outcome, name) for name in ("done", "standing", "failed", "duplicates")}
    click.echo(told.format(**counts))
    found = _("报告 {reports} 篇，章节 {sections} 个，指标 {metrics} 个，进度 {progress} 条，已写入 {folder}")
    click.echo(found.format(**outcome.rows, folder=click.format_filename(out)))


def _reason(problem: GuobanError | OSError) -> str:
    if isinstance(problem, GuobanError):
        return str(problem)
    return _("写入失败：{reason}").format(reason=problem.strerror or problem)

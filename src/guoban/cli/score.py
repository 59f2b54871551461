"""`guoban score`: how right the extractor was, by what persons have reviewed in the library."""

import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from guoban.cli.library import find, opened
from guoban.cli.shared import Localised, language_option, told
from guoban.locale import mark
from guoban.locale import translate as _

if TYPE_CHECKING:
    from guoban.corrections.labels import ReviewScore

SCORE_HELP = mark("""\
以校核过的行为准，算出程序读得有多准。不写 ID 则算文库里的全部汇编。

查准率  读出并校核过的行里，没有被驳回的占多少
查全率  全部行都校核过的报告里，程序读出的占应有的（另加人工补上的）多少
各字段  确认或改过的行里，程序读出的字段与校核后相同的占多少""")


@click.command(
    cls=Localised, name="score", help=SCORE_HELP, short_help=mark("以校核过的行为准，算查准率、查全率和各字段的准确率")
)
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=mark("写成 JSON，供程序读取。"))
@language_option
def score(ids: Sequence[str], *, as_json: bool) -> None:
    review_score = import_module("guoban.corrections.labels").review_score
    with told():
        kept = opened()
        entries = kept.entries()
        chosen = [find(entries, named) for named in ids] or [entry for entry in entries if entry.corrections]
        found = figures([review_score(kept.load(one.id), kept.corrected(one.id)) for one in chosen])
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(_("校核过的行 {rows} 个，整篇校核过的报告 {reports} 篇").format(**found))
    click.echo(_("查准率 {share}（{part}/{whole}）").format(**_of(found, "precision", "right", "found")))
    click.echo(_("查全率 {share}（{part}/{whole}）").format(**_of(found, "recall", "met", "wanted")))
    column = import_module("guoban.reporting.labels").column
    for field, share in found["fields"].items():
        click.echo(f"{column(field)} {_percent(share)}")


def figures(scores: "Sequence[ReviewScore]") -> dict[str, Any]:
    """Return the figures over several compilations; a share of nothing is None."""
    sums = {name: sum(getattr(one.detection, name) for one in scores) for name in ("right", "found", "met", "wanted")}
    names = scores[0].fields if scores else ()
    return {
        "rows": sum(one.rows for one in scores),
        "reports": sum(one.reports for one in scores),
        **sums,
        "precision": sums["right"] / sums["found"] if sums["found"] else None,
        "recall": sums["met"] / sums["wanted"] if sums["wanted"] else None,
        # A field was compared on every row that was read and is true.
        "fields": {
            name: sum(one.fields[name] * one.detection.right for one in scores) / sums["right"]
            if sums["right"]
            else None
            for name in names
        },
    }


def _of(found: Mapping[str, Any], share: str, part: str, whole: str) -> dict[str, Any]:
    return {"share": _percent(found[share]), "part": found[part], "whole": found[whole]}


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"

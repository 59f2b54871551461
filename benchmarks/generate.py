"""Reports without end, for measuring: the sample's own sentences put together anew, with other numbers and places.

usage: python benchmarks/generate.py DIR [--reports N] [--each N] [--seed N]

Writes files of `--each` reports into DIR. The same seed gives the same files. What comes out reads like reports and has
their mix of figures, targets, redactions and plain words; it is not labelled, and says nothing on accuracy.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex
from measuring import SAMPLE, arguments

# Places of the sample, and the characters that invented ones are made of.
PLACES = ("澜川", "临沚", "云陌", "芷桥")
SYLLABLES = ("青山柳河梅溪松岭白泉石桥沙湾竹林枫岗兰江荷塘", "浦源屏泽原渡洲坪岩垌汀陵")
BUREAUS = (
    "财政局", "水利局", "农业农村局", "生态环境局", "教育局", "科技局", "住建局", "交通运输局", "市场监管局", "卫健局",
    "民政局", "人社局", "商务局", "文旅局", "应急局", "统计局", "税务局", "公安局", "自然资源局", "发改局",
)  # fmt: skip
TITLE = "{who}{year}年上半年工作总结和下半年工作思路"
OPENING = "{year}年上半年，{who}围绕年初目标，狠抓落实，各项工作稳步推进。现将有关情况报告如下："
PARTS = (("一、上半年工作完成情况", "review"), ("二、存在的问题", "problems"), ("三、下半年工作打算", "plan"))
HEADING = regex.compile(r"^[一二三四五六七八九十]+、")
NUMBERED = regex.compile(r"^[（(][一二三四五六七八九十]+[)）]|^[0-9]+[.．、]")
ORDINALS = "一二三四五六七八九十"
# A number to be varied: not a year, a date, a place in a row, or part of a name such as PM2.5 or 832平台.
NUMBER = regex.compile(
    r"(?<![A-Za-z0-9.\-—–~第〔《“·,+])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![0-9.,\-—–~A-Za-z年月日号届次会平岁”〕·+]|个?季度)"
)


@dataclass(frozen=True, slots=True)
class Stock:
    """The sample's paragraphs by what they are about."""

    review: tuple[str, ...]
    problems: tuple[str, ...]
    plan: tuple[str, ...]


@cache
def stock() -> Stock:
    """Return the paragraphs of the sample, without their numbering."""
    found: dict[str, list[str]] = {"review": [], "problems": [], "plan": []}
    role = "review"
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        if HEADING.match(line) and len(line) < 40:
            role = "problems" if "问题" in line or "不足" in line else "plan" if "下半年" in line else "review"
        elif len(line) > 60 and "。" in line:
            found[role].append(NUMBERED.sub("", line))
    return Stock(*(tuple(found[role]) for role in ("review", "problems", "plan")))


def report(chance: random.Random, characters: int = 1_500) -> str:
    """Return a report of about `characters` characters, with its title; three quarters of it are what was done."""
    year = chance.choice((2022, 2023, 2024, 2025))
    place = "".join(map(chance.choice, SYLLABLES))
    who = f"{place}{chance.choice('市县区')}{chance.choice(BUREAUS)}"
    lines = [TITLE.format(who=who, year=year), OPENING.format(who=who, year=year)]
    for (heading, role), share in zip(PARTS, (0.72, 0.08, 0.2), strict=True):
        lines.append(heading)
        wanted, count = share * characters, 0
        while wanted > 0:
            words = _varied(chance.choice(getattr(stock(), role)), place, chance)
            lines.append(f"（{ORDINALS[count % 10]}）{words}" if count < 10 else words)
            wanted -= len(words)
            count += 1
    return "\n".join(lines) + "\n"


def compilation(reports: int, seed: int = 1, characters: int = 1_500) -> str:
    """Return a compilation of `reports` reports."""
    chance = random.Random(seed)  # noqa: S311
    return "".join(report(chance, characters) for _number in range(reports))


def write(folder: Path, reports: int, each: int = 15, seed: int = 1) -> list[Path]:
    """Write `reports` reports into `folder`, `each` to a file, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return list(_written(folder, reports, each, seed))


def _written(folder: Path, reports: int, each: int, seed: int) -> Iterator[Path]:
    for number, first in enumerate(range(0, reports, each)):
        path = folder / f"{number:05}.txt"
        path.write_text(compilation(min(each, reports - first), seed * 1_000_003 + number), encoding="utf-8")
        yield path


def _varied(words: str, place: str, chance: random.Random) -> str:
    for old in PLACES:
        words = words.replace(old, place)
    return NUMBER.sub(lambda found: _number(found, words, chance), words)


def _number(found: "regex.Match[str]", words: str, chance: random.Random) -> str:
    whole, decimals = found.group(1), len(found.group(2) or ".") - 1
    value = float(whole.replace(",", "") + (found.group(2) or "")) * chance.uniform(0.6, 1.6)
    if words[found.end() : found.end() + 1] in "%％":
        value = min(value, 99.9)
    made = f"{value:,.{decimals}f}" if "," in whole else f"{value:.{decimals}f}"
    return made if float(made.replace(",", "")) else found.group()


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=150)
    parser.add_argument("--each", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    written = write(options.folder, options.reports, options.each, options.seed)
    print(f"{options.reports} reports in {len(written)} files, {sum(one.stat().st_size for one in written):,} bytes")


if __name__ == "__main__":
    main()

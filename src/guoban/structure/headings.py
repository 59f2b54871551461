"""The headings of a report, before their levels are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from guoban.structure.inline import inline_headings
from guoban.structure.lines import Line
from guoban.structure.numbering import HeadingNumber, Style, read_heading_number
from guoban.structure.roles import is_bare_heading
from guoban.structure.words import words_of

# A heading that runs into its text ends at its first 。; longer than this, at the first pause.
_LONGEST_RUN_IN = 80
_LONGEST_BARE = 32
# An unnumbered line counts as a heading by its place alone when a paragraph of this length follows.
_PARAGRAPH = 60
_STOP = regex.compile(r"[。!?]")
_PAUSE = regex.compile(r"[:;,]")
_BULLETS = "★☆●○■□◆◇▲△※•·*#>"
_TRAILING = "。:;,、.!? "
_NO_HEADING = regex.compile(
    r"^(?:各位|同志们|尊敬的|主任|主席)|^[—\-]{1,4}|^\(.*\)$|来源|^\S{1,8}[::]\s*\S|(?:19|20)\d\d年\d+月\d+日|[二一][〇○零九][\p{Han}〇○]{2}年|作政府工作报告|(?:省|市|县|区|镇|乡)长|单位[::]"
)
_LEADS_ON = regex.compile(
    r"(?:做好|抓好|抓了|做了|以下|如下|方面|\d+项)[^:]{0,8}:?$|^(?:主要|重点|具体|认真|要)[^,]{0,6}(?:做|抓|有|是)"
)
# 学前教育。…  幼儿教育:…
_RUN_IN = regex.compile(r"^(?P<heading>[“”\p{Han}]{4,14})(?:。|:)(?=.{40})")
_RUN_IN_NO = regex.compile(r"我们|各位|同志|如下|以下|今年|去年|上半年|下半年|目前|其中|一是|下一步")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as found: its span, where its words begin behind the number, its style, value and number as written.

    `alone`: nothing but the heading stands on its line. `line`: the index of that line. `said`: its folded words.
    """

    start: int
    end: int
    style: Style
    value: int
    number: str
    alone: bool
    line: int
    text_from: int
    said: str
    doubtful: bool = False


def find_headings(lines: Sequence[Line]) -> list[Heading]:
    """Return the headings in `lines`, in order: numbered ones, bare lines, run-in ones, and those inside a line."""
    starts = [None if line.junk else read_heading_number(line.words) for line in lines]
    styles = {number.style for number in starts if number}
    bare_by_place = not styles & {"cn", "chapter"}
    found: list[Heading] = []
    for index, line in enumerate(lines):
        if line.junk:
            continue
        found.extend(_in_line(lines, index, starts[index], styles, bare_by_place=bare_by_place))
    return found


def _in_line(
    lines: Sequence[Line], index: int, number: HeadingNumber | None, styles: set[Style], *, bare_by_place: bool
) -> Iterator[Heading]:
    line = lines[index]
    inner = list(inline_headings(line.words, styles, number))
    stop = inner[0].at if inner else len(line.words)
    if number is not None:
        yield _numbered(line, 0, number, stop, index)
    elif _is_bare(lines, index, by_place=bare_by_place):
        words = line.words.rstrip(_TRAILING)
        yield Heading(line.start, line.start + len(words), "bare", 0, "", True, index, line.start, words)  # noqa: FBT003
    elif _is_run_in(lines, index):
        words = _RUN_IN.match(line.words)["heading"]  # type: ignore[index]
        yield Heading(line.start, line.start + len(words), "theme", 0, "", False, index, line.start, words)  # noqa: FBT003
    for place, one in enumerate(inner):
        after = inner[place + 1].at if place + 1 < len(inner) else len(line.words)
        yield _numbered(line, one.at, one.number, after, index)


def _numbered(line: Line, at: int, number: HeadingNumber, limit: int, index: int) -> Heading:
    """Return the heading with `number` at `at` of a line, no longer than to `limit`."""
    end, alone = _heading_end(line.words, number.end, limit)
    return Heading(
        line.start + at, line.start + end, number.style, number.value, number.written, alone and at == 0, index,
        line.start + number.end, line.words[number.end : end], number.doubtful,
    )  # fmt: skip


def _heading_end(words: str, start: int, limit: int) -> tuple[int, bool]:
    """Return where the heading ends that goes on at `start`, and whether it takes up its line to `limit`.

    It ends at the first 。; where text runs on, at a colon near its beginning; a very long one at its first pause.
    """
    stop = _STOP.search(words, start, limit)
    end = stop.start() if stop else limit
    alone = end >= len(words) - 1
    if "," in words[start:end] and (glued := _glued_text().search(words, start, end)):
        return glued.end(), False
    if not alone or end - start > _LONGEST_RUN_IN:
        colon = words.find(":", start, end)
        if start < colon <= start + 30:
            end, alone = colon, False
        elif end - start > _LONGEST_RUN_IN:
            pause = _PAUSE.search(words, start, end)
            end, alone = (pause.start() if pause else end), False
    return max(len(words[:end].rstrip(_TRAILING)), start), alone


def _is_bare(lines: Sequence[Line], index: int, *, by_place: bool) -> bool:
    """Tell whether a line without a number is a heading: by its words, or where nothing is numbered by its place."""
    line = lines[index]
    words = line.squeezed.lstrip(_BULLETS).rstrip(":")
    if len(line) > _LONGEST_BARE or line.words[-1] in "。;,!?、" or index + 1 >= len(lines):
        return False
    if _NO_HEADING.search(line.words) or _LEADS_ON.search(line.squeezed):
        return False
    if is_bare_heading(words) or words.startswith(annex_words()):
        return True
    below = lines[index + 1]
    by_place = (
        by_place and len(words) >= 4 and not line.words.endswith(":") and regex.search(r"\p{Han}{3}", words) is not None
    )
    return (
        by_place
        and len(below) >= _PARAGRAPH
        and (index == 0 or len(lines[index - 1]) >= _PARAGRAPH or is_bare_heading(lines[index - 1].squeezed))
    )


def _is_run_in(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a paragraph opens with a heading of a few words, like the one above or below it does."""

    def opens(at: int) -> bool:
        if not 0 <= at < len(lines):
            return False
        found = _RUN_IN.match(lines[at].words)
        return (
            found is not None and not _RUN_IN_NO.search(found["heading"]) and not read_heading_number(lines[at].words)
        )

    return opens(index) and (opens(index - 1) or opens(index + 1))


@cache
def _glued_text() -> regex.Pattern[str]:
    openings = "|".join(map(regex.escape, words_of("titles", "opening")))
    return regex.compile(rf"(?:总结|回顾|情况|思路|计划|打算|安排|要点|问题|不足|重点|成效)(?=(?:{openings}))")


def annex_words() -> tuple[str, ...]:
    """Return the words that open an annex: 附件, 名词解释."""
    return words_of("titles", "annexes")

"""Where the reports of a document begin."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from guoban.structure.contents import Contents, contents_at, declared_count, find_contents, read_entry
from guoban.structure.lines import Line, squeeze
from guoban.structure.numbering import read_heading_number
from guoban.structure.numerals import read_number
from guoban.structure.periods import Period
from guoban.structure.roles import top_role
from guoban.structure.titles import (
    LONGEST_TITLE,
    Mark,
    Title,
    find_glued,
    is_collection,
    is_unit,
    read_mark,
    read_title,
)
from guoban.structure.words import words_of

# How far below its first line a title may be repeated, cut or continued, in lines.
_TITLE_BLOCK = 6
# A title that comes again within so many characters, before any heading, is the same report's.
_REPEAT_WITHIN = 400
# Text before the first title that is longer than this, and has headings, is a report without a title.
_FRAGMENT = 200
_FRAGMENT_STYLES = ("chapter", "cn", "bracket_cn")
_DATE_OR_MEETING = regex.compile(
    r"^[—\-(]*(?:19|20|二)[\d〇○零一二三四五六七八九]{3}年.{0,40}(?:会议|大会|全会|日)|^[—\-]{1,4}.{2,50}(?:会议|大会|全会)"
)


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a report: its first line, its title's words, and where its text begins.

    `first` is the index of its title line, `body` the index of the first line after the title; `body_start` is a
    character offset, for a title can be glued to the text. `listed` is its place in the contents list, or None.
    """

    first: int
    body: int
    start: int
    body_start: int
    title: str
    reading: Title | None
    mark: int | None = None
    listed: int | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """The starts of a document's reports, in order, and what the cover and the contents list claim."""

    starts: tuple[Start, ...]
    contents: Contents | None
    declared: int | None
    fragment: bool = False


@dataclass(slots=True)
class _State:
    """What was seen of the report that is being read."""

    start: Start
    headings: int = 0
    review: bool = False
    plan: bool = False


def split_reports(lines: Sequence[Line], titled: Collection[int] = (), listed: tuple[int, int] | None = None) -> Split:
    """Return where the reports in `lines` begin. A document without any title has no starts.

    `titled` are the offsets of lines that look like titles, `listed` is the place of the contents list, where the
    file's layout tells; they speak for what reads like a title, and for nothing else.
    """
    contents = (contents_at(lines, *listed) if listed else None) or find_contents(lines)
    finder = _Finder(lines, contents, titled)
    starts = _listed(finder.run(), contents)
    first = starts[0].first if starts else len(lines)
    declared = declared_count(lines, max(first, contents.last if contents else 0))
    return Split(tuple(starts), contents, declared, fragment=_is_fragment(lines, contents, first) and bool(starts))


def _listed(starts: list[Start], contents: Contents | None) -> list[Start]:
    """Return the starts with their places in the contents list: by their order where the numbers are the same."""
    if contents is None or len(contents.entries) != len(starts):
        return starts
    return [replace(start, listed=index) for index, start in enumerate(starts)]


def _is_fragment(lines: Sequence[Line], contents: Contents | None, first: int) -> bool:
    """Tell whether the lines before the first title are the rest of a report: long text with numbered headings."""
    before = lines[contents.last if contents else 0 : first]
    text = sum(len(line) for line in before if not line.junk)
    numbers = [read_heading_number(line.words) for line in before]
    return text > _FRAGMENT and any(number and number.style in _FRAGMENT_STYLES for number in numbers)


class _Finder:
    """Reads the lines once and keeps what the decision about the next title needs."""

    def __init__(self, lines: Sequence[Line], contents: Contents | None, titled: Collection[int]) -> None:
        self.lines = lines
        self.contents = contents
        self.titled = titled
        self.listed = (
            {entry.key: index for index, entry in reversed(list(enumerate(contents.entries)))} if contents else {}
        )
        self.starts: list[Start] = []
        self.state: _State | None = None
        self.last_mark: int | None = None
        # Whether titles carry 一、 or (一): only where the first one does.
        self.in_chinese = False

    def run(self) -> list[Start]:
        index = self.contents.last if self.contents else 0
        while index < len(self.lines):
            start = None if self.lines[index].junk else self.find(index)
            if start is None:
                self.note(self.lines[index])
                index += 1
                continue
            if self.state and self.is_same_report(start):
                kept = self.starts[-1]
                self.starts[-1] = replace(kept, body=start.body, body_start=start.body_start)
                self.state.start = self.starts[-1]
            else:
                self.starts.append(start)
                self.last_mark = start.mark if start.mark is not None else self.last_mark
                self.state = _State(start)
            index = max(start.body, index + 1)
        return self.starts

    def note(self, line: Line) -> None:
        if self.state is None:
            return
        number = read_heading_number(line.words)
        self.state.headings += number is not None
        if number and number.style in ("cn", "chapter", "bracket_cn") and len(line) <= LONGEST_TITLE:
            role = top_role(line.squeezed[number.end :], Period(None, ""))
            self.state.plan = self.state.plan or role == "plan"
            self.state.review = self.state.review or role == "review"

    def is_same_report(self, start: Start) -> bool:
        """Tell whether a title only says again what the report is called: repeated behind a lead, or on every page."""
        state = self.state
        if state is None or start.mark is not None or not start.title:
            return False
        same = squeeze(state.start.title) == squeeze(start.title)
        return same and state.headings == 0 and start.start - state.start.body_start < _REPEAT_WITHIN

    def find(self, index: int) -> Start | None:
        line = self.lines[index]
        mark = read_mark(line.words)
        if mark and self.mark_counts(mark, index):
            return self.marked(index, mark)
        if len(line) > LONGEST_TITLE:
            return self.glued(index)
        if read_heading_number(line.words) and line.squeezed not in self.listed:
            return self.numbered(index)
        return self.plain(index)

    def mark_counts(self, mark: Mark, index: int) -> bool:
        """Tell whether a separator is one: its number goes on from the one before, or it is the first."""
        number = read_number(mark.number)
        before = self.last_mark
        if number is None or (before is not None and number <= before):
            return False
        if not mark.before and self.is_cover(index):
            return False
        return before is not None or number <= 1 or index < _TITLE_BLOCK or bool(mark.rest)

    def is_cover(self, index: int) -> bool:
        after = index + 1
        return not self.starts and after < len(self.lines) and read_mark(self.lines[after].words) is not None

    def marked(self, index: int, mark: Mark) -> Start:
        line = self.lines[index]
        number = read_number(mark.number)
        glued = None if read_title(mark.rest) else find_glued(mark.rest)
        if glued is None and len(mark.rest) <= LONGEST_TITLE and not _PROSE.search(mark.rest):
            return self.block(index, mark.rest, number)
        cut = glued or 0
        offset = line.end - len(mark.rest)
        return Start(index, index, line.start, offset + cut, mark.rest[:cut], read_title(mark.rest[:cut]), number)

    def numbered(self, index: int) -> Start | None:
        """Return a start at a title that carries the number of its entry: 3.市财政局2023年上半年工作总结."""
        entry = read_entry(self.lines[index].words)
        if entry is None or entry.number is None:
            return None
        if entry.key in self.listed:
            return self.block(index, entry.key, None)
        title = read_title(entry.key)
        if title is None or title.weak:
            return None
        if self.lines[index].words[:1].isdecimal():
            return self.block(index, entry.key, None) if self.accepts(index, title) else None
        if not title.owner or entry.key.endswith("情况") or not (self.state is None or self.in_chinese):
            return None
        self.in_chinese = True
        return self.block(index, entry.key, None)

    def plain(self, index: int) -> Start | None:
        line = self.lines[index]
        key = line.squeezed.strip("《》*#")
        if self.is_listed(key, index):
            return self.block(index, line.words, None)
        if is_collection(line.words) and not self.starts:
            return None
        title = read_title(line.words)
        if title is None:
            joined = self.joined(index)
            if joined:
                return self.block(index, joined, None)
            return self.glued(index) if self.state is None else None
        if not self.accepts(index, title):
            return None
        return self.block(index, line.words, None)

    def is_listed(self, key: str, index: int) -> bool:
        """Tell whether a line is a title of the contents list, or the cut beginning of one."""
        if key in self.listed:
            return True
        if len(key) < 10 or not self.contents or index + 1 >= len(self.lines):
            return False
        after = key + self.lines[index + 1].squeezed
        return any(after == known or (known.startswith(key) and after.startswith(known)) for known in self.listed)

    def joined(self, index: int) -> str | None:
        """Return the title that line `index` makes with the next one or two, where it is broken over them."""
        words = self.lines[index].squeezed
        if not self.can_open_title(words):
            return None
        for count in (1, 2):
            if (
                index + count >= len(self.lines)
                or len(self.lines[index + count]) > 40
                or self.lines[index + count].junk
            ):
                return None
            after = self.lines[index + count].squeezed
            if read_heading_number(after) or _DATE_OR_MEETING.match(after) or after in self.listed:
                return None
            words += after
            title = read_title(words)
            if title and not title.weak and (title.owner or count == 1) and self.accepts(index, title):
                return words
        return None

    def can_open_title(self, words: str) -> bool:
        if (
            len(words) > 40
            or words[-1] in "。;:!?,、"
            or words[0] in "—-("
            or ":" in words
            or read_heading_number(words)
        ):
            return False
        return is_unit(words) or bool(_PERIOD_OR_ABOUT.search(words))

    def accepts(self, index: int, title: Title) -> bool:
        """Decide whether a title that no separator and no contents list speaks for begins a report here."""
        if title.weak:
            return self.place_speaks_for(index)
        state = self.state
        if state is None or (title.review and title.plan):
            return True
        told = state.start.reading
        if title.owner and not (told and told.owner == title.owner):
            return True
        if title.plan and not state.plan:
            return False
        if title.review and not state.review and (told is None or told.plan):
            return False
        return state.headings > 0

    def place_speaks_for(self, index: int) -> bool:
        """Tell whether a date, a meeting or a salutation stands below line `index`, it looks so, or nothing is above."""
        if self.lines[index].start in self.titled:
            return self.state is None or self.state.headings > 0
        below = self.lines[index + 1 : index + 5]
        if any(_salutation().match(line.squeezed) or _DATE_OR_MEETING.match(line.squeezed) for line in below):
            return self.state is None or self.state.headings > 0
        return self.state is None and index <= 2 and len(self.lines) > index + 1

    def block(self, index: int, title: str, mark: int | None) -> Start:
        """Return the start at line `index`, with the lines below that repeat, complete or continue its title."""
        best, body = title, index + 1
        while body < min(index + _TITLE_BLOCK, len(self.lines)):
            line = self.lines[body]
            if len(line) > LONGEST_TITLE or read_heading_number(line.words) or read_mark(line.words):
                break
            better = self.continued(best, line) if best else self.first_words(line)
            if better is None and not line.junk:
                break
            best, body = better or best, body + 1
        glued = self.glued_title(best, body)
        start = self.lines[index].start
        end = self.lines[body - 1].end if glued is None else glued
        reading = read_title(best)
        listed = self.listed.get(squeeze(best).strip("《》*#"))
        return Start(index, body, start, end, best.strip("《》"), reading, mark, listed)

    def first_words(self, line: Line) -> str | None:
        return line.words if read_title(line.words) or self.can_open_title(line.squeezed) else None

    def continued(self, title: str, line: Line) -> str | None:
        """Return the title that `line` repeats, completes or continues, or None where it is another thing."""
        known, words = squeeze(title), line.squeezed
        if words == known or (known.endswith(words) and len(words) >= 4):
            return title
        if words.startswith(known) and len(known) >= 6:
            return line.words
        both = known + words
        alone = read_title(words)
        if not read_title(known) and read_title(both) and (alone is None or alone.weak):
            return both
        if both in self.listed:
            return both
        if is_unit(known) and not read_title(known) and read_title(both):
            return both
        return None

    def glued_title(self, title: str, body: int) -> int | None:
        """Return where the text begins in line `body` when that line repeats the title and goes on."""
        if body >= len(self.lines):
            return None
        line, known = self.lines[body], squeeze(title)
        if len(known) >= 8 and len(line) > LONGEST_TITLE and line.words.startswith(known):
            return line.start + len(known)
        return None

    def glued(self, index: int) -> Start | None:
        """Return a start where a title runs into the text of its line."""
        line = self.lines[index]
        cut = next(
            (len(key) for key in self.listed if len(key) >= 8 and line.words.startswith(key)), None
        ) or find_glued(line.words)
        if not cut:
            return None
        title = read_title(line.words[:cut])
        if title is None or (title.weak and line.words[:cut] not in self.listed) or not self.accepts(index, title):
            return None
        return Start(index, index, line.start, line.start + cut, line.words[:cut], title)


_PROSE = regex.compile(r"[。;!?]|,.*,")
_PERIOD_OR_ABOUT = regex.compile(r"^关于|(?:19|20)\d\d年?|上半年|季度")


def _salutation() -> regex.Pattern[str]:
    return _salutations(words_of("titles", "salutation"))


@cache
def _salutations(words: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(rf"^(?:{'|'.join(words)})[^。]{{0,30}}[:!,]$")

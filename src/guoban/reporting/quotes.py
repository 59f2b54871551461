"""The words behind a figure: its sentence with the figures in question marked, its headings, its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from guoban.compilation import Compilation
from guoban.records import Document
from guoban.reporting import sources
from guoban.reporting.sources import Row

COMMAS = ",，;；、。:："
CUT = "…"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a report: `text` is the document's `start`..`end` without blanks at the ends.

    `marks` are the spans in `text` of the figures in question, in text order; `place` is where the first of them
    stands in the document. `target`: the sentence is a target's own, apart from what is done. `page` is None where
    the source has no pages; `file` is empty where it is one file; `report` is the report's title.
    """

    text: str
    start: int
    end: int
    place: int
    marks: tuple[tuple[int, int], ...]
    path: str
    page: int | None
    file: str
    target: bool = False
    report: str = ""

    def around(self, most: int) -> str:
        """Return at most `most` characters of the sentence, so that the first mark is within them."""
        if len(self.text) <= most:
            return self.text
        first, last = self.marks[0] if self.marks else (0, 0)
        begin = 0 if last < most - 1 else self._behind_a_comma(first, most)
        words = self.text[begin : begin + most - (2 if begin else 1)]
        end = CUT if begin + len(words) < len(self.text) else ""
        return f"{CUT if begin else ''}{words}{end}"

    def _behind_a_comma(self, first: int, most: int) -> int:
        earliest = max(first - most // 2, 0)
        return next((at + 1 for at in range(earliest, first) if self.text[at] in COMMAS), earliest)


@dataclass(frozen=True, slots=True)
class Quotes:
    """Looks up the words behind figures; made once for a compilation."""

    text: str
    document: Document
    metrics: Mapping[tuple[str, int], Row]
    sections: Mapping[str, Sequence[Row]]
    titles: Mapping[str, str]

    @classmethod
    def of(cls, compilation: Compilation) -> "Quotes":
        sections: dict[str, list[Row]] = {}
        for section in compilation.sections.sort_values(["level", "start"]).to_dict("records"):
            sections.setdefault(section["report_id"], []).append(section)
        metrics = {(row["report_id"], row["start"]): row for row in compilation.metrics.to_dict("records")}
        reports = compilation.reports
        titles = dict(zip(reports["report_id"], reports["title"], strict=True))
        return cls(compilation.text, compilation.document, metrics, sections, titles)

    def metric(self, report_id: str, place: float | None) -> Row | None:
        """Return the metric that begins at `place`, None where there is none."""
        return None if place is None or pd.isna(place) else self.metrics.get((report_id, int(place)))

    def path(self, report_id: str, place: int) -> str:
        """Return the headings over `place`, as `sources.section_path` does."""
        over = [one for one in self.sections.get(report_id, ()) if one["start"] <= place < one["body_end"]]
        return sources.path_words(one["heading"] for one in over)

    def of_metric(self, row: Row) -> Quote:
        """Return the sentence of a row of the metrics table."""
        return self._quote([row])

    def of_task(self, row: Row) -> list[Quote]:
        """Return the sentences of a task: of its completion or what is done, and its target's where it is another."""
        found = [self.metric(row["report_id"], place) for place in sources.places(row)]
        metrics = [metric for metric in found if metric is not None]
        targets = {row["target_start"], row["also_target_start"]}
        groups: dict[int, list[Row]] = {}
        for metric in metrics:
            groups.setdefault(metric["sentence_start"], []).append(metric)
        return [
            self._quote(inside, target=bool(number) and all(metric["start"] in targets for metric in inside))
            for number, inside in enumerate(groups.values())
        ]

    def of_place(self, report_id: str, place: int, length: int) -> Quote:
        """Return the words at `place` as a quote without marks, under the headings above them.

        Where a heading begins at `place` it is quoted whole, with its number.
        """
        own = [int(one["end"]) for one in self.sections.get(report_id, ()) if one["start"] == place]
        words = self.text[place : max([place + length, *own])].strip()
        quote = self._at(report_id, place, Quote(words, place, place + len(words), place, (), "", None, ""))
        above = [one for one in self.sections.get(report_id, ()) if one["start"] < place < one["body_end"]]
        return replace(quote, path=sources.path_words(one["heading"] for one in above))

    def _quote(self, inside: Sequence[Row], *, target: bool = False) -> Quote:
        first = inside[0]
        start, end = int(first["sentence_start"]), int(first["sentence_end"])
        whole = self.text[start:end]
        start += len(whole) - len(whole.lstrip())
        words = whole.strip()
        spans = sorted((int(one["start"]) - start, int(one["end"]) - start) for one in inside)
        marks = tuple((begin, close) for begin, close in spans if 0 <= begin < close <= len(words))
        place = min(int(one["start"]) for one in inside)
        quote = Quote(words, start, start + len(words), place, marks, "", None, "", target)
        return self._at(first["report_id"], place, quote)

    def _at(self, report_id: str, place: int, quote: Quote) -> Quote:
        member = self.document.member_at(place)
        return replace(
            quote,
            path=self.path(report_id, place),
            page=self.document.page_at(place),
            file=member.name if member else "",
            report=self.titles.get(report_id, ""),
        )

"""Short ways to say what a person says, by the words of the text."""

from dataclasses import replace

from guoban.corrections import new, spot_of


def at(compilation, words, nth=0):
    """Return the place of the `nth` occurrence of `words`."""
    place = -1
    for _ in range(nth + 1):
        place = compilation.text.index(words, place + 1)
    return place, place + len(words)


def metric(compilation, action, words, nth=0, **values):
    return new(compilation, "metric", action, *at(compilation, words, nth), values, "甲")


def progress(compilation, action, words, **values):
    return new(compilation, "progress", action, *at(compilation, words), values, "甲")


def link(compilation, actual, target, **values):
    start, end = at(compilation, target)
    return progress(compilation, "link", actual, target_start=start, target_end=end, **values)


def report(compilation, action, number, **values):
    spot = spot_of(compilation, "report", compilation.reports["report_id"][number])
    return new(compilation, "report", action, spot.start, spot.end, values, "甲")


def section(compilation, number, role):
    spot = spot_of(compilation, "section", compilation.sections["section_id"][number])
    return new(compilation, "section", "edit", spot.start, spot.end, {"role": role}, "甲")


def in_turn(*corrections):
    """Return the corrections a second after one another."""
    return [replace(one, at=f"2024-07-01T08:{n // 60:02d}:{n % 60:02d}+00:00") for n, one in enumerate(corrections)]


def undone(correction):
    return replace(correction, undone_by="乙", undone_at="2024-07-02T08:00:00+00:00")


def row_of(frame, words):
    """Return the one row whose text is `words`."""
    rows = frame[frame["text"] == words]
    assert len(rows) == 1, (words, len(rows))
    return rows.iloc[0]

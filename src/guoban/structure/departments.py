"""Who reports: the unit's name, type, level and region."""

from collections.abc import Sequence

from guoban.records import Department
from guoban.structure.lines import Line
from guoban.structure.titles import Title


def identify(title: str, reading: Title | None, lines: Sequence[Line], file_name: str) -> Department:
    owner = reading.owner if reading else ""
    return Department(owner, "title" if owner else "", "其他", "", "")

"""What a number was named, what its followers may take from it, and how two names become one."""

import re
from dataclasses import dataclass

from guoban.metrics.surroundings import Spoken
from guoban.records import Measure

LONGEST = 44
KIND_ENDS = ("业", "级", "类", "型", "性")
_WORD = 2
_DEEDS = (
    "执法",
    "整治",
    "检查",
    "排查",
    "巡查",
    "抽查",
    "督查",
    "培训",
    "宣传",
    "丰收节",
    "文化节",
    "购物节",
    "艺术节",
    "旅游节",
    "大赛",
    "展会",
    "展销会",
    "招聘会",
)
_GRADE = re.compile(
    r"(?:[一二三四五六七八九十特甲乙丙](?=级|等奖|星级|类|档)|(?:国家|世界|省部|省|市|县|区|镇|村)(?=级))"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a number was named, and what its followers may take from it.

    `own` is the thing counted, without a property behind it; `verb` opens it; `field` is what the
    sentence is about; `plain` is the indicator without the task that it is set against;
    `said` is what the number's own words say, where its indicator leans on another's.
    """

    indicator: str
    own: str
    verb: str
    at: int
    measure: Measure
    field: str = ""
    unit: str = ""
    plain: str = ""
    said: str = ""

    def counted_in(self, unit: str) -> "Named":
        """Return the same with its unit; `dataclasses.replace` takes twice as long, once for each number."""
        return Named(
            self.indicator, self.own, self.verb, self.at, self.measure, self.field, unit, self.plain, self.said
        )


def lean(spoken: Spoken, last: Named, indicator: str) -> Named:
    return Named(indicator, last.own, last.verb, spoken.at, spoken.measure, said=spoken.head + spoken.tail)


def with_grade(subject: str, head: str) -> str:
    match = _GRADE.match(head)
    if match is None or len(head) > len("二等奖"):
        return ""
    suffix = head[match.end() :]
    for before in _GRADE.finditer(subject):
        if subject.startswith(suffix, before.end()):
            return subject[: before.start()] + head + subject[before.end() + len(suffix) :]
    return ""


def common_end(left: str, right: str) -> str:
    size = 0
    while size < min(len(left), len(right)) and left[-1 - size] == right[-1 - size]:
        size += 1
    return left[len(left) - size :]


def join(subject: str, rest: str) -> str:
    """Put a property or a part behind its subject, without saying twice what both say."""
    if not rest or subject.endswith(rest):
        return shorten(subject)
    if not subject or subject in rest:
        return shorten(rest)
    for size in range(min(len(subject), len(rest)), 1, -1):
        if subject.endswith(rest[:size]):
            return shorten(subject + rest[size:])
    return shorten(subject + rest)


def shorten(text: str) -> str:
    return text if len(text) <= LONGEST else text[-LONGEST:]


def within_field(verb: str, field: str, rest: str) -> str:
    """检查 + 特种设备 + 使用单位; what the field says already is not said again."""
    if rest and field.endswith(rest):
        return field if field.endswith(verb + rest) else verb + field
    if field.endswith(_DEEDS):
        return field + rest if field.endswith(verb) else field + verb + rest
    return verb + field + rest if len(rest) >= _WORD else field + verb + rest

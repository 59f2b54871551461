"""The type and the level of a unit, from its name."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from guoban.errors import LexiconError
from guoban.lexicon import load

OTHER = "其他"
GOVERNMENT = "综合政府"
# A topic is only believed when its words come this often.
_LEAST_TOPICS = 6
_LEVELS = (
    ("街道", regex.compile(r"街道(?:办事处|办|党工委)?$|街办$|社区$|居委会$")),
    (
        "乡镇",
        regex.compile(
            r"(?:镇|(?<!城)乡|苏木)(?:人民政府|政府|党委|人大)?$|村(?:委会)?$|(?:镇|(?<!城)乡)(?=卫生院|中心|小学|中学|幼儿园|财政所|司法所|派出所|综合|便民|敬老院)"
        ),
    ),
)
_CITY_WORD = regex.compile(
    r"市(?:监(?=[局所管队]|分局|系统|部门)|场|容|值|区(?!委|政)|政(?!务|府|协|法|研|管办|公开)|民(?!政|宗|族|营|革|盟|建|进))"
)
_LEADING_LEVEL = regex.compile(r"(?:中共)?(?P<level>省|市|县(?!域)|区(?!域)|州|旗|盟|镇(?!域)|乡(?!村|镇)|街道)")
_NO_LEVEL = (
    "城市",
    "社区",
    "园区",
    "区域",
    "县域",
    "州际",
    "省际",
    "景区",
    "校区",
    "库区",
    "灌区",
    "小区",
    "学区",
    "片区",
    "地区性",
)
_OWN_LEVEL = regex.compile(
    r"(?P<level>自治区|自治州|自治县|自治旗|新区|开发区|高新区|经开区|地区|省|市|县|区|州|旗|盟)"
)
_LEVEL_OF = {
    "自治区": "省", "省": "省", "自治州": "市", "地区": "市", "州": "市", "盟": "市", "市": "市", "自治县": "县", "自治旗": "县",
    "旗": "县", "县": "县", "新区": "区", "开发区": "区", "高新区": "区", "经开区": "区", "区": "区",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Bodies:
    """The lexicon made ready: endings and names to types, and an automaton over names and over topics."""

    endings: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    types: tuple[str, ...]
    finder: AhoCorasick
    topics: tuple[str, ...]
    topic_types: tuple[str, ...]
    topic_finder: AhoCorasick


def types() -> tuple[str, ...]:
    """Return the department types, in the guide's order."""
    return tuple(load("departments"))


def unit_type(name: str) -> str:
    """Return the type of the unit `name`, 其他 where no word of it is known.

    An ending like …公司 or …镇 decides first, then the longest known name: 市政务服务管理办公室 is 政务服务. A bare
    place or an area as a whole (区, XX新区, 县人民政府) is 综合政府.
    """
    bare = regex.sub(r"\([^()]*\)$", "", name)
    if not bare:
        return OTHER
    bodies = _bodies()
    specific = _longest(bodies, bare)
    ending = next((kind for ending, kind in bodies.endings if bare.endswith(ending)), None)
    if ending == GOVERNMENT and specific and not bare.endswith(("政府", "委员会", "管委会", "区", "园", "城")):
        ending = None
    if ending:
        return ending
    if specific:
        return specific
    if _OWN_LEVEL.search(bare[-3:]) and bare.endswith(tuple(_LEVEL_OF)):
        return GOVERNMENT
    return OTHER


def opens_with_body(words: str) -> bool:
    """Tell whether `words` begin with a body's name: 投资促进中心, 交警支队."""
    found = _bodies().finder.find_matches_as_indexes(words, overlapping=True)
    return any(start == 0 for _, start, _ in found)


def topic_type(text: str) -> str:
    """Return the type whose topics fill `text`, 其他 where none does or two do alike.

    For a report that never names its unit: 我局, 全局.
    """
    bodies = _bodies()
    counts: Counter[str] = Counter(
        bodies.topic_types[index] for index, _, _ in bodies.topic_finder.find_matches_as_indexes(text)
    )
    best = counts.most_common(2)
    if not best or best[0][1] < _LEAST_TOPICS or (len(best) == 2 and best[1][1] * 3 > best[0][1] * 2):
        return OTHER
    return best[0][0]


def unit_level(name: str) -> str:
    """Return the level of the unit `name` (省 市 县 区 街道 乡镇), or an empty string: 市财政局 is 市, XX镇 is 乡镇."""
    for level, ending in _LEVELS:
        if ending.search(name):
            return level
    marks = [
        found["level"] for found in _OWN_LEVEL.finditer(name.removeprefix("中共")) if not _is_inside_word(name, found)
    ]
    if not marks:
        return ""
    return _LEVEL_OF[marks[-1]]


def leading_level(name: str) -> str:
    """Return the level word that a name begins with, or an empty string: 市 in 市财政局, none in 市场监管局, 乡村振兴局."""
    found = _LEADING_LEVEL.match(name)
    return "" if not found or _CITY_WORD.match(name) else str(found["level"])


def _is_inside_word(name: str, found: regex.Match[str]) -> bool:
    """Tell 市 in 市场, 市监局, 市政园林 or 城市, 区 in 社区 and 县 in 县域 from a level; 市政务服务局 and 市民政局 are of a 市."""
    at = found.start()
    if found["level"] == "市" and _CITY_WORD.match(name, at):
        return True
    around = name[max(at - 1, 0) : at + len(found.group()) + 1]
    return any(word in around for word in _NO_LEVEL)


def _longest(bodies: _Bodies, name: str) -> str | None:
    best: tuple[int, int, str] | None = None
    for index, start, _ in bodies.finder.find_matches_as_indexes(name, overlapping=True):
        length = len(bodies.names[index])
        if best is None or (length, start) >= best[:2]:
            best = (length, start, bodies.types[index])
    return best[2] if best else None


@cache
def _bodies() -> _Bodies:
    lists = load("departments")
    for kind, words in lists.items():
        if (
            not isinstance(words, dict)
            or not set(words) <= {"endings", "names", "topics", "usual"}
            or "names" not in words
        ):
            raise LexiconError("lexicon_field", name="departments", field=kind)
    names = [(name, kind) for kind, words in lists.items() for name in words["names"]]
    topics = [(topic, kind) for kind, words in lists.items() for topic in words.get("topics", ())]
    endings = [(ending, kind) for kind, words in lists.items() for ending in words.get("endings", ())]
    return _Bodies(
        endings=tuple(sorted(endings, key=lambda pair: -len(pair[0]))),
        names=tuple(name for name, _ in names),
        types=tuple(kind for _, kind in names),
        finder=AhoCorasick([name for name, _ in names], matchkind=MatchKind.Standard),
        topics=tuple(topic for topic, _ in topics),
        topic_types=tuple(kind for _, kind in topics),
        topic_finder=AhoCorasick([topic for topic, _ in topics], matchkind=MatchKind.LeftmostLongest),
    )

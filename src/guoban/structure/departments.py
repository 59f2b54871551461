"""Who reports: the unit's name, type, level and region."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from guoban.lexicon import load
from guoban.records import Department
from guoban.structure.file_names import bare_names
from guoban.structure.homes import Home, find_home, unlisted_area
from guoban.structure.periods import YEAR
from guoban.structure.regions import Place, ancestors, mentions, path, place_at_start, places
from guoban.structure.titles import Title, find_owner, is_unit, read_title
from guoban.structure.units import OTHER, leading_level, opens_with_body, topic_type, unit_level, unit_type
from guoban.structure.words import words_of

# Where the unit introduces itself: the first characters of the report.
_HEAD = 1200
# A unit that is the subject of a sentence further down is more likely another one.
_OPENING = 500
_OWN_LEVEL = regex.compile(r"[省市县区州旗镇乡]|街道")
_CONGRESS = regex.compile(
    r"(?:^|[在上日\s—-])(?P<place>[^\s在日月\d,。—-]{2,16}?(?:省|自治区|市|县|区|州|旗|盟|镇|乡))第[一二三四五六七八九十\d]{1,4}届人民代表大会"
    r"|我代表(?P<place>\p{Han}{2,14}?)人民政府",
    regex.MULTILINE,
)
_CLAUSE = regex.compile(r"[^,。;:!?、\n]+")
# Where the name of a unit can end: 市财政局, 教育和体育局, XX镇; not the 办 of 办理 or the 委 of 委托
_UNIT_END = regex.compile(
    r"局|委员会|办公室|中心|厅|委(?![员托派任])|办(?![理法好事成公学案])|支队|大队|总队|医院|学校|大学|学院|公司|集团|联合会|协会|总工会|妇联|残联|科协|文联|工商联|团委|供销社|"
    r"法院|检察院|街道(?:办事处)?|镇(?!域)|乡(?![村镇])|新区|开发区|高新区|管委会|区(?![域内位])|县(?![域城级内])|(?<![县区市省的]城|^城)市(?![场民区内域级政])|分局|所(?![有在需])|站"
)
_LONGEST_UNIT = 26
_SIGNATURE = 120
_DATE = regex.compile(r"\(?(?:(?:19|20)\d\d|[二一][〇○零九]..)年.{1,6}月")
_NOT_IN_NAMES = regex.compile(
    r"[的与及了在赴]|全[省市县区]|各|(?:局|委|办|中心)和|^(?:为|由|对|向|从|到|经|把|将|被|会同|联合|赴|带|我叫|主要|配合|协助|根据|按照)"
)
# 我县, 全镇; not 居全市第三, 高于全省
_OWN_AREA = regex.compile(
    r"(?<![居列于占])(?P<self>我|全)(?P<level>[省市县区镇乡])(?!场|域|民|政|第|前|排|平均)(?<!全省)"
)
_REDACTING = "Xx×*○某"
_REDACTED = regex.compile(rf"[{_REDACTING}]")
_REDACTED_NAME = regex.compile(rf"(?<!\p{{Han}})([{_REDACTING}]{{1,4}})")
_FULL_NAME = regex.compile(
    r"(?<=[《\s,。、;:“]|制定|出台|印发|根据|由|在|对|和|与|下发|成立)(?P<name>\p{Han}{5,20}?(?:局|委员会|办公室|中心|厅))"
)
_AREAS = ("综合政府", "街道", "乡镇")
_UNLISTED = regex.compile(r"(?:中共|国家税务总局|国网)?(?P<area>\p{Han}{2,6}?(?:市|县|区|旗|自治州))(?=\p{Han}{2})")
_SELF_BODY = regex.compile(r"(?:我|全)(局|委(?!员)|办(?!理)|中心|厅|院|校|公司|集团)")


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    source: str


def identify(title: str, reading: Title | None, listed: str, body: str, file_name: str) -> Department:
    """Return who gives the report `title`, whose folded text is `body`.

    The title names it first, then the contents list's line for it (`listed`), the text, and the file's name. A name
    without its place (市财政局) is completed from the text where the text tells the place; a redacted one (XX县财政局)
    stays as written. A report that never names its unit is taken for the body whose topics fill it.
    """
    found = _named(title, reading, listed, body, file_name)
    level = unit_level(found.words) or _level_from(body, found.words)
    home = find_home(body, level)
    if not found.words:
        found = _from_topics(body, level, home)
    name = _completed(found, level, home, body)
    name = replace(name, source=found.source) if found.source == "file" else name
    if name.words.endswith("分局") and home.place and home.own:
        level = _level_of(home.place)
        return Department(name.words, name.source, _type(name.words, body), level, path(home.place))
    level = unit_level(name.words) or _level_of_start(name.words) or level
    level = level or (_level_of(home.place) if home.place and home.own else "")
    return Department(name.words, name.source, _type(name.words, body), level, _region(name.words, home, body))


def _named(title: str, reading: Title | None, listed: str, body: str, file_name: str) -> _Name:
    owner = reading.owner if reading else ""
    if government := _government(title):
        return _Name(government, "title")
    if owner and not _is_generic(owner):
        return _Name(owner, "title")
    other = read_title(listed) if listed else None
    if other and other.owner and not _is_generic(other.owner):
        return _Name(other.owner, "contents")
    if congress := _CONGRESS.search(body[:_HEAD]):
        place = congress["place"].removeprefix("在")
        return _Name(place + "人民政府", "body")
    subject = _subject(body[:_OPENING], body)
    if subject:
        return _Name(subject, "body")
    if signature := _signature(body):
        return _Name(signature, "body")
    if named := _from_file(file_name):
        return _Name(named, "file")
    return _Name(owner if owner.startswith("某") else "", "title" if owner.startswith("某") else "")


def _from_file(path: str) -> str:
    """Return the unit that a file's name or its folder's tells, or an empty string: 03_市财政局总结.docx."""
    for words in bare_names(path):
        if government := _government(words):
            return government
        title = read_title(words)
        owner = title.owner if title else find_owner(words, len(words))
        for name in (owner, _unit_at_start(words)):
            if name and not _is_generic(name) and _can_report(name):
                return name
    return ""


def _is_generic(owner: str) -> bool:
    return owner in words_of("titles", "generic") or owner in ("机关", "党委", "政府")


def _government(title: str) -> str:
    """Return the government that a title names by its place: 宁夏回族自治区人民政府 for 2025年宁夏政府工作报告."""
    bare = YEAR.sub("", title)
    if not bare.endswith("政府工作报告"):
        return ""
    area = bare.removesuffix("工作报告").removesuffix("政府").removesuffix("人民").removeprefix("关于")
    named = place_at_start(area)
    if named and named[-1].end == len(area) and len(named[-1].places) == 1:
        area = area[: named[-1].start] + places()[named[-1].places[0]].name
    return area + "人民政府" if area else ""


def _subject(head: str, body: str) -> str:
    """Return the unit that the opening sentences have as their subject, or an empty string: 上半年,市科技局深入…

    An area (XX县) is only taken where no body under it speaks, and none calls itself 我局.
    """
    votes: Counter[str] = Counter()
    own = Counter(_SELF_BODY.findall(body)).most_common(1)
    for clause in _CLAUSE.finditer(head):
        name = _unit_at_start(_leads().sub("", clause.group().strip()))
        if name:
            votes[name] += 1
    bodies = Counter({name: count for name, count in votes.items() if unit_type(name) not in _AREAS})
    if own:
        bodies = Counter({name: count for name, count in bodies.items() if own[0][0] in name})
    if not bodies and own:
        return ""
    best = (bodies or votes).most_common(1)
    return best[0][0] if best else ""


def _signature(body: str) -> str:
    """Return the unit that signs at the end, above the date, or an empty string."""
    last = [line for line in (raw.strip() for raw in body[-_SIGNATURE:].split("\n")) if line][-3:]
    signed = [line for line in last if is_unit(line) and _can_report(line)]
    return signed[0] if signed and any(_DATE.match(line) for line in last) else ""


def _unit_at_start(words: str) -> str:
    """Return the unit that a clause begins with, or an empty string: 区民政局 in 区民政局发放低保金."""
    name = ""
    for end in _UNIT_END.finditer(words[:_LONGEST_UNIT]):
        candidate = words[: end.end()]
        if name and not opens_with_body(candidate[len(name) :]):
            break
        if _can_report(candidate):
            name = candidate
    if not name or words[len(name) :].startswith(_followers()):
        return ""
    return name


def _can_report(name: str) -> bool:
    if len(name) < 3 or name in _not_units() or _NOT_IN_NAMES.search(name):
        return False
    return unit_type(name) != OTHER or _REDACTED.match(name) is not None


def _level_from(body: str, name: str) -> str:
    """Return the level that the text tells: 市国资办 for a title's 国资办, or 我县, 全县 more often than another."""
    if name:
        before = Counter(sign for sign in _before(name, body) if sign in "省市县区")
        if before:
            return before.most_common(1)[0][0]
    own: Counter[str] = Counter()
    for found in _OWN_AREA.finditer(body):
        own[found["level"]] += 2 if found["self"] == "我" else 1
    if not own:
        return ""
    level = own.most_common(1)[0][0]
    return "乡镇" if level in "镇乡" else str(level)


def _completed(found: _Name, level: str, home: Home, body: str) -> _Name:
    """Return the name with its place: 市水务局 in a text of 丽水市 is 丽水市水务局."""
    name = found.words
    mark = leading_level(name)
    if not name or place_at_start(name) or _REDACTED.match(name):
        return found
    rest = name.removeprefix("中共").removeprefix(mark)
    if mark and not rest:
        subject = _as_written(name, "", body) or _subject(body[:_OPENING], "")
        return _Name(subject, "body") if subject.endswith(name) and subject != name else found
    as_written = _as_written(mark, rest, body)
    if as_written and leading_level(as_written) and not mark:
        return _completed(_Name(as_written, "body"), level, home, body)
    if as_written:
        return _Name(as_written, "body")
    if home.place and home.own and home.place.name.endswith(_endings(mark or level)):
        return _Name(home.place.name + _full_name(rest, home.place.name, body), "body")
    area = "" if home.place else unlisted_area(body, mark or level)
    return _Name(area + _full_name(rest, area, body), "body") if area else found


def _as_written(level: str, rest: str, body: str) -> str:
    """Return the name as the text has it in full, redacted or not: XX市市场监督管理局 for 市市场监督管理局."""
    core = level + rest
    for clause in _CLAUSE.finditer(body[:_OPENING]):
        name = _unit_at_start(_leads().sub("", clause.group().strip()))
        if name.endswith(core) and len(name) > len(core) and _OWN_LEVEL.search(name[: -len(rest)] if rest else name):
            return name
    if not level or not any(sign in _REDACTING for sign in _before(core, body)):
        return ""
    redacted = Counter(found[1] for found in _REDACTED_NAME.finditer(body) if body.startswith(core, found.end()))
    return redacted.most_common(1)[0][0] + core if redacted else ""


def _before(words: str, body: str) -> Iterator[str]:
    """Yield the sign before each place of `words` in `body`."""
    at = body.find(words)
    while at >= 0:
        if at:
            yield body[at - 1]
        at = body.find(words, at + len(words))


def _full_name(rest: str, place: str, body: str) -> str:
    """Return the full name behind a short one where the text has it with its place: 国有资产管理办公室 for 国资办."""
    if len(rest) > 4 or not rest:
        return rest
    for found in _FULL_NAME.finditer(body):
        name = found["name"].removeprefix(place)
        if body.startswith(place, found.start()) and _is_short_for(rest, name) and unit_type(name) == unit_type(rest):
            return name
    return rest


def _is_short_for(short: str, full: str) -> bool:
    signs = iter(full)
    return all(sign in signs for sign in short) and short[0] == full[0]


def _endings(level: str) -> tuple[str, ...]:
    return {"省": ("省", "自治区"), "市": ("市", "州", "地区", "盟"), "县": ("县", "旗", "市"), "区": ("区",)}.get(
        level, ()
    )


def _from_topics(body: str, level: str, home: Home) -> _Name:
    kind = topic_type(body)
    usual = load("departments").get(kind, {}).get("usual", "")
    if not usual:
        return _Name("", "")
    place = home.place if home.place and home.own else None
    if place and place.tier == "county" and place.parent is not None and kind == "生态环境" and "市局" in body:
        above = places()[place.parent]
        return _Name(f"{above.name}{usual}{place.short or place.name}分局", "body")
    return _Name((place.name if place else level if level in "省市县区" else "") + usual, "body")


def _type(name: str, body: str) -> str:
    kind = unit_type(name)
    return kind if kind != OTHER or name else topic_type(body)


def _region(name: str, home: Home, body: str) -> str:
    named = place_at_start(name.removeprefix("中共"))
    if named:
        meant = [places()[index] for index in named[-1].places]
        if len(meant) == 1:
            return path(meant[0])
        near = {index for mention in mentions(body) for index in mention.places}
        fitting = [place for place in meant if any(above.index in near for above in ancestors(place))]
        return path(fitting[0]) if len(fitting) == 1 else ""
    if home.place:
        return path(home.place)
    unlisted = _UNLISTED.match(name)
    return unlisted["area"] if unlisted and not _REDACTED.search(unlisted["area"]) else ""


def share_areas(departments: Sequence[Department]) -> list[Department]:
    """Return the departments, those without a level with the level and region of an area that others of them name.

    澜江职业技术大学 is of 澜江市 where the same compilation has a 澜江市水务局.
    """
    areas: dict[str, tuple[str, Department]] = {}
    for department in departments:
        if found := _UNLISTED.match(department.name):
            areas.setdefault(found["area"][:-1], (found["area"], department))
    return [_with_area(department, areas) for department in departments]


def _with_area(department: Department, areas: Mapping[str, tuple[str, Department]]) -> Department:
    if department.level or not department.name:
        return department
    for short, (area, other) in areas.items():
        if len(short) >= 2 and department.name.startswith(short):
            return replace(department, level=unit_level(area), region=department.region or other.region)
    return department


def _level_of_start(name: str) -> str:
    """Return the level of the place that a name begins with: 市 for 金华职业技术大学."""
    named = place_at_start(name)
    if not named or len(named[-1].places) != 1:
        return ""
    return _level_of(places()[named[-1].places[0]])


def _level_of(place: Place) -> str:
    if place.tier == "province":
        return "省"
    if place.tier == "prefecture":
        return "市"
    return {"市": "市", "区": "区"}.get(place.name[-1], "县")


@cache
def _not_units() -> frozenset[str]:
    return frozenset(words_of("owners", "not_units"))


@cache
def _followers() -> tuple[str, ...]:
    return ("的", "、", "和", "与", "等", *words_of("owners", "after"))


@cache
def _leads() -> regex.Pattern[str]:
    words = "|".join(map(regex.escape, sorted(words_of("owners", "leads"), key=len, reverse=True)))
    return regex.compile(rf"^(?:(?:20\d\d|[xX×*]{{2,4}})年(?:度)?|{words}|\s)+")

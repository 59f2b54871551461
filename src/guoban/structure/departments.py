"""Who reports: the unit's name, type, level and region."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

import regex

from guoban.lexicon import load
from guoban.records import Department
from guoban.structure.homes import Home, find_home
from guoban.structure.periods import YEAR
from guoban.structure.regions import Place, path, place_at_start, places
from guoban.structure.titles import Title, is_unit, read_title
from guoban.structure.units import OTHER, topic_type, unit_level, unit_type

# Where the unit introduces itself: the first characters of the report.
_HEAD = 1200
_LEVEL_WORD = regex.compile(r"^(?:中共)?(?P<level>省|市|县|区|州|旗|盟|镇|乡|街道)")
_CONGRESS = regex.compile(
    r"(?:^|[在上日\s—-])(?P<place>[^\s在日月\d,。—-]{2,16}?(?:省|自治区|市|县|区|州|旗|盟|镇|乡))第[一二三四五六七八九十\d]{1,4}届人民代表大会"
    r"|我代表(?P<place>\p{Han}{2,14}?)人民政府",
    regex.MULTILINE,
)
_CLAUSE = regex.compile(r"[^,。;:!?\n]+")
_UNIT = regex.compile(
    r"(?P<name>(?:[XxX×*○某]{1,4}|\p{Han}){1,22}?(?:局|委员会|办公室|中心|厅|委|办|支队|大队|总队|医院|学校|公司|集团|联合会|协会|总工会|妇联|法院|检察院|街道|镇|乡|新区|开发区|高新区|区|县|市))"
    r"(?=坚持|认真|深入|在|以|紧|围绕|全面|始终|按照|积极|聚焦|立足|持续|牢|根据|贯彻|将|扎实|切实|严格|高|充分|全力|着力|大力|党组|党委|班子|领导班子|干部|上下|共|累计|主要|继续|进一步|主动|不断|完成|开展|组织|结合|把|对|锚定|抢抓|强化|突出|狠抓|工作|认|深|"
    r"机关|全体|各项|及时|统筹|加|推|落实|实现|上半年|今年|20\d\d年|由|为|有|经|于|严|精|稳|迎|勇|敢|奋|努|团结|$)"
)


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
    if name.words.endswith("分局") and home.place and home.own:
        level = _level_of(home.place)
        return Department(name.words, name.source, _type(name.words, body), level, path(home.place))
    level = unit_level(name.words) or level or (_level_of(home.place) if home.place and home.own else "")
    return Department(name.words, name.source, _type(name.words, body), level, _region(name.words, home))


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
    subject = _subject(body[:_HEAD])
    if subject:
        return _Name(subject, "body")
    stem = regex.sub(r"\.\w{1,5}$", "", file_name)
    from_file = read_title(stem)
    if from_file and from_file.owner and not _is_generic(from_file.owner):
        return _Name(from_file.owner, "file")
    return _Name(owner if owner.startswith("某") else "", "title" if owner.startswith("某") else "")


def _is_generic(owner: str) -> bool:
    return owner in load("titles")["generic"] or owner in ("机关", "党委", "政府")


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


def _subject(head: str) -> str:
    """Return the unit that the opening sentences have as their subject, or an empty string: 上半年,市科技局深入…"""
    votes: Counter[str] = Counter()
    for clause in _CLAUSE.finditer(head):
        words = clause.group().strip()
        words = _leads().sub("", words)
        found = _UNIT.match(words)
        if not found:
            continue
        name = found["name"]
        if _can_report(name) and not words[found.end("name") :].startswith(tuple(load("owners")["after"])):
            votes[name] += 1
    return votes.most_common(1)[0][0] if votes else ""


def _can_report(name: str) -> bool:
    if name in load("owners")["not_units"] or not is_unit(name) or regex.search(r"[的和与及了在]|全[省市县区]|各", name):
        return False
    return unit_type(name) != OTHER or regex.match(r"[XxX×*○某]", name) is not None


def _level_from(body: str, name: str) -> str:
    """Return the level that the text tells: 市国资办 for a title's 国资办, or 我县, 全县 more often than another."""
    if name:
        before = regex.findall(rf"([省市县区])(?={regex.escape(name)})", body)
        if before:
            return str(Counter(before).most_common(1)[0][0])
    own = Counter(regex.findall(r"(?:我|全)([省市县区镇乡])(?!场|域|民|政)", body))
    if not own:
        return ""
    level = own.most_common(1)[0][0]
    return "乡镇" if level in "镇乡" else str(level)


def _completed(found: _Name, level: str, home: Home, body: str) -> _Name:
    """Return the name with its place: 市财政局 in a text of 天门市 is 天门市财政局."""
    name = found.words
    mark = _LEVEL_WORD.match(name)
    if not name or place_at_start(name) or regex.match(r"[XxX×*○某]", name):
        return found
    rest = name[mark.end() :] if mark else name
    as_written = _as_written(mark["level"] if mark else "", rest, body)
    if as_written:
        return _Name(as_written, "body")
    if home.place and home.own and home.place.name.endswith(_endings(mark["level"] if mark else level)):
        return _Name(home.place.name + _full_name(rest, home.place, body), "body")
    return found


def _as_written(level: str, rest: str, body: str) -> str:
    """Return the name as the text has it in full, redacted or not: XX市市场监督管理局 for 市市场监督管理局."""
    if not level:
        return ""
    core = regex.escape(level + rest)
    found = regex.findall(rf"(?<!\p{{Han}})([XxX×*○某]{{1,4}}{core})", body)
    if not rest:
        found = [one for one in found if one]
    return str(Counter(found).most_common(1)[0][0]) if found else ""


def _full_name(rest: str, place: Place, body: str) -> str:
    """Return the full name behind a short one where the text has it with its place: 国有资产管理办公室 for 国资办."""
    if len(rest) > 4 or not rest:
        return rest
    for found in regex.finditer(rf"{place.name}(\p{{Han}}{{3,14}}?(?:局|委员会|办公室|中心|厅))", body):
        if _is_short_for(rest, found[1]) and unit_type(found[1]) == unit_type(rest):
            return str(found[1])
    return rest


def _is_short_for(short: str, full: str) -> bool:
    signs = iter(full)
    return all(sign in signs for sign in short) and short[0] == full[0]


def _endings(level: str) -> tuple[str, ...]:
    return {"省": ("省", "自治区"), "市": ("市", "州", "地区", "盟"), "县": ("县", "旗", "市"), "区": ("区",)}.get(level, ())


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


def _region(name: str, home: Home) -> str:
    named = place_at_start(name.removeprefix("中共"))
    if named:
        meant = [places()[index] for index in named[-1].places]
        if len(meant) == 1:
            return path(meant[0])
        near = [place for place in meant if home.place and path(home.place) in path(place)]
        return path(near[0]) if len(near) == 1 else ""
    return path(home.place) if home.place else ""


def _level_of(place: Place) -> str:
    if place.tier == "province":
        return "省"
    if place.tier == "prefecture":
        return "市"
    return {"市": "市", "区": "区"}.get(place.name[-1], "县")


@cache
def _leads() -> regex.Pattern[str]:
    words = "|".join(map(regex.escape, sorted(load("owners")["leads"], key=len, reverse=True)))
    return regex.compile(rf"^(?:(?:20\d\d|[xX×*]{{2,4}})年(?:度)?|{words}|\s)+")

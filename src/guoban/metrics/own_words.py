"""Numbers named by their own words, with what the clauses and sentences before add to them."""

import re

from guoban.metrics.history import History
from guoban.metrics.naming import Named, join, shorten, within_field
from guoban.metrics.phrases import leading_verb, lent, pattern, without_plain_verb
from guoban.metrics.surroundings import CHANGING, Spoken, is_reached
from guoban.metrics.topics import in_full, short_name

_FEW_WORDS = 6
_SHORT = 3
_VERY_SHORT = 4
_DEPENDENT_LENGTH = 8
_LONGEST_LITTLE = 10
_LONGEST_WORK = 16
# 引进某公司投资800万元的蓝莓基地: the sum is of what it is put into.
_INVESTS = re.compile(r"(?:公司|集团|企业|客商|乡贤|老板|达成|意向)投资$")
_HEAD_ONLY = re.compile(r".{0,2}|.{2}(?:单位|企业|机构|人员|问题|隐患|设备|案件|经费|资金|主体)")


def carries_far(spoken: Spoken) -> bool:
    """惠及企业58户 carries on from the sentence before."""
    return pattern("far_dependent").match(spoken.head) is not None and len(spoken.head) <= _DEPENDENT_LENGTH


def by_sentence_before(spoken: Spoken, history: History) -> Named | None:
    """实行告知承诺制。已惠及企业12家: what opens its paragraph with little is of the sentences without a number."""
    done = history.done_before(spoken, -1) if carries_far(spoken) else ""
    return Named(join(done, spoken.head + spoken.tail), done, "", spoken.at, spoken.measure) if done else None


def _goes_on(indicator: str, unit: str, last: Named) -> bool:
    """开展义诊22次,服务群众300人: in that; but 出动人员50人,检查企业60家 are two deeds."""
    deed = leading_verb(last.own) and not pattern("process").search(last.own)
    other = last.unit.endswith("元") and not unit.endswith("元")
    return pattern("plain_object").match(indicator) is not None and not deed and not other


def by_work_behind(spoken: Spoken, history: History) -> Named | None:
    """总投资3亿元的河口泵站扩建工程主体完工: the property is of the work behind it, which the next numbers go on from."""
    followed = history.folded.startswith("的", spoken.slot.quantity.end)
    if followed and spoken.slot.quantity.kind == "money" and len(spoken.head) > _SHORT and _INVESTS.search(spoken.head):
        work = spoken.tail if 1 < len(spoken.tail) <= _LONGEST_WORK else ""
        return Named(f"{work}投资", work, "", spoken.at, spoken.measure) if work else None
    if not followed or not pattern("listed_attribute").match(spoken.head):
        return None
    match = pattern("work").match(spoken.tail)
    work = str(match["work"]) if match else ""
    return Named(work + spoken.head, work, "", spoken.at, spoken.measure) if work else None


def _needs_subject(indicator: str) -> bool:
    """新增学位, 企业: a deed or a general noun that says nothing alone."""
    said = leading_verb(indicator) or pattern("general_noun").fullmatch(indicator)
    return bool(said) and len(indicator) <= _VERY_SHORT


def _little_of_clause_before(spoken: Spoken, history: History, indicator: str, field: str) -> Named | None:
    """Words that say little are of what the clause before says is going on, is done, or has been brought to light."""
    last = history.named[-1] if history.named else None
    since, verb = last.at if last else -1, leading_verb(spoken.head)
    going = history.words.going_before(spoken.place, spoken.slot, since) if _needs_subject(indicator) else ""
    if going and indicator[-2:] not in going:
        return Named(join(going, indicator), indicator, verb, spoken.at, spoken.measure, going)
    if field or len(indicator) > _LONGEST_LITTLE:
        return None
    alone = spoken.slot.clause and not spoken.slot.position
    if alone and (pattern("says_little").match(indicator) or pattern("plain_verb").fullmatch(indicator)):
        scene = history.words.scene_before(spoken.place, spoken.slot, since)
        if scene and scene not in indicator and indicator not in scene:
            return Named(join(scene, indicator), indicator, verb, spoken.at, spoken.measure, scene)
    if last and pattern("found").match(indicator) and pattern("process").search(last.own):
        name = join(without_plain_verb(last.own), indicator)
        return Named(name, name, verb, spoken.at, spoken.measure)
    return None


def _opens_with_scope(spoken: Spoken, indicator: str) -> bool:
    """加强古树管护;全市登记古树20株: what a whole area has, behind a ;, is of no field before it."""
    behind = spoken.place.clauses[spoken.slot.clause].mark == ";" and not spoken.slot.position
    return behind and pattern("scope_word").match(indicator) is not None


def by_own_words(spoken: Spoken, history: History) -> Named:
    """Name a number by its own words, with the field that the clause before names where they are few."""
    changes = spoken.measure in CHANGING or is_reached(spoken)
    topic = history.words.topic_before(spoken.place, spoken.slot, -1) if changes and not spoken.head else ""
    indicator = shorten(spoken.head + spoken.tail) or topic or history.words.plain(spoken)
    full = as_said_in_full(spoken, None, history)
    if full:
        return full
    project = history.project_of(spoken)
    if project:
        name = join(project, indicator)
        return Named(name, project, "", spoken.at, spoken.measure)
    verb = leading_verb(spoken.head)
    last = history.named[-1] if history.named else None
    done = history.words.object_before(spoken.place, spoken.slot, last.at if last else -1)
    rest = without_plain_verb(indicator)
    if len(rest) > 1 and done.endswith(rest) and done != rest:
        return Named(shorten(done), shorten(done), verb, spoken.at, spoken.measure)
    field = history.words.field_before(spoken.place, spoken.slot, last.at if last else -1)
    little = _little_of_clause_before(spoken, history, indicator, field)
    if little:
        return little
    if len(pattern("scope_word").sub("", indicator)) <= _FEW_WORDS and spoken.measure in {"level", "completion"}:
        same_sentence = last is not None and last.at >= spoken.place.sentence_start
        field = field or (last.field if last and same_sentence else "")
        if not field and last and same_sentence and _goes_on(indicator, spoken.slot.quantity.unit, last):
            indicator = join(lent(without_plain_verb(last.own)), indicator)
            return Named(indicator, spoken.head + spoken.tail, verb, spoken.at, spoken.measure, field)
        fits = (
            field
            and not _opens_with_scope(spoken, indicator)
            and (len(field) <= len(indicator) + _SHORT - 1 or pattern("bare_verb").match(indicator))
        )
        rest = indicator.removeprefix(verb)
        if fits and field not in indicator and indicator not in field and (not rest or rest[:2] not in field):
            general = pattern("general_noun").match(rest) or _HEAD_ONLY.fullmatch(rest)
            indicator = within_field(verb, field, rest) if general else join(field, indicator)
    return Named(indicator, indicator, verb, spoken.at, spoken.measure, field)


def as_said_in_full(spoken: Spoken, last: Named | None, history: History) -> Named | None:
    """开展甲类案件评查,…评查案件60件: the noun that stood in full before stands in full."""
    place, clause = spoken.place, spoken.place.clauses[spoken.slot.clause]
    if spoken.slot.position or spoken.measure in CHANGING or clause.inside is not None:
        return None
    if last and pattern("listed_attribute").match(spoken.head):
        return None
    name = spoken.head + spoken.tail
    short = short_name(name)
    if not short.cuts:
        return None
    near = pattern("plain_object").match(name) is not None
    begin, end = place.sentence_start, clause.start
    found = in_full(name, short, history.topics.before(place.paragraph_start, begin, end, short.words, near=near))
    if found is None:
        return None
    own = found.whole if pattern("attribute").match(spoken.head) else found.name
    return Named(found.name, own, leading_verb(found.name), spoken.at, spoken.measure)

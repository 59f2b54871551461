"""The place that a report comes from, where its text tells."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import regex

from guoban.structure.regions import Mention, Place, ancestors, mentions, places

# What a mention weighs: with 市 or 县, opening a document's title, or naming a party committee or a government.
_FULL, _SHORT, _TITLE, _AUTHORITY = 2, 1, 2, 3
# A single mention of a place proves nothing.
_ENOUGH = 4
# The place of a report is named at least twice as often as any other, and makes up this share of all.
_LEAD, _SHARE = 2, 0.4
_LEVELS = ("市", "县", "区", "旗")
_AGAIN = 3
_SUFFIXES = {"县": "县旗市", "区": "区", "街道": "区县市", "乡镇": "区县市旗", "市": "市"}


@dataclass(frozen=True, slots=True)
class Home:
    """The place of a report. `own`: it is the unit's own area; else only an area that holds it (a redacted name)."""

    place: Place | None
    own: bool


def find_home(text: str, level: str) -> Home:
    """Return the place of the unit that wrote `text`, a unit of `level`.

    Counts the places that the text names; a short name counts only beside the area above it. Several counties of
    one prefecture make the prefecture the place. One mention of a place is no evidence.
    """
    weights = _weights(text, mentions(text))
    by_tier: dict[str, Counter[int]] = defaultdict(Counter)
    for index, weight in weights.items():
        by_tier[places()[index].tier][index] = weight
    if level != "省" and (county := _county(by_tier["county"], level)) is not None:
        return Home(places()[county], own=True)
    if level != "省" and (prefecture := _prefecture(by_tier)) is not None:
        return Home(places()[prefecture], own=level in ("市", ""))
    province = _clear_winner(by_tier["province"])
    if province is None:
        return Home(None, own=False)
    return Home(places()[province], own=level == "省")


def unlisted_area(text: str, level: str) -> str:
    """Return an area that is in no list of places, as a text names it in titles or with its government: 《某某市…》.

    Its name without 市 must come again; otherwise it is a word (《智慧城市…》).
    """
    found = (
        Counter(
            regex.findall(
                rf"《(\p{{Han}}{{2,3}}?){level}(?![场民政容域级])|(\p{{Han}}{{2,3}}){level}(?=委、|委{level}政府|人民政府)",
                text,
            )
        )
        if level in _LEVELS
        else Counter()
    )
    for (titled, governed), _ in found.most_common():
        name = titled or governed
        if text.count(name) >= _AGAIN and name[-1] not in "城我全本":
            return str(name + level)
    return ""


def _county(weights: Counter[int], level: str) -> int | None:
    best = _clear_winner(weights)
    if best is None:
        return None
    suffixes = _SUFFIXES.get(level)
    return best if suffixes is None or places()[best].name[-1] in suffixes else None


def _prefecture(by_tier: dict[str, Counter[int]]) -> int | None:
    named = Counter(by_tier["prefecture"])
    below: dict[int, int] = Counter()
    for county in by_tier["county"]:
        parent = places()[county].parent
        if parent is not None and places()[parent].tier == "prefecture":
            below[parent] += 1
    for parent, count in below.items():
        if count >= 2:
            named[parent] += count + _SHORT
    return _clear_winner(named, enough=3)


def _clear_winner(weights: Counter[int], enough: int = _ENOUGH) -> int | None:
    if not weights:
        return None
    (index, weight), *others = weights.most_common(2)
    leads = not others or weight >= _LEAD * others[0][1]
    return index if leads and weight >= enough and weight >= _SHARE * weights.total() else None


def _weights(text: str, found: list[Mention]) -> Counter[int]:
    named = {place for mention in found if mention.full or len(mention.places) == 1 for place in mention.places}
    weights: Counter[int] = Counter()
    for mention in found:
        meant = _meant(mention, named)
        if meant is not None:
            weights[meant] += _weight(text, mention)
    return weights


def _meant(mention: Mention, named: set[int]) -> int | None:
    """Return the one place that a mention means: with several of the name, the one whose area is named too.

    Names of two characters need that too: 成县 stands in 完成县级验收.
    """
    fitting = [index for index in mention.places if any(above.index in named for above in ancestors(places()[index]))]
    if len(fitting) == 1:
        return fitting[0]
    if len(mention.places) > 1:
        return None
    place = places()[mention.places[0]]
    sure = mention.full and len(place.name) > 2
    return place.index if sure or place.tier != "county" else None


def _weight(text: str, mention: Mention) -> int:
    weight = _FULL if mention.full else _SHORT
    if text[max(mention.start - 1, 0) : mention.start] == "《":
        weight += _TITLE
    if text.startswith(("委", "政府", "人民政府", "市委", "县委", "区委"), mention.end):
        weight += _AUTHORITY
    return weight

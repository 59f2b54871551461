"""Places: the provinces, prefectures and counties of China, and which of them a report speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from guoban.lexicon import load
from guoban.structure.words import words_of

Tier = Literal["province", "prefecture", "county"]
_TIER_ENDINGS = "省市县区州旗盟"
# Between province and county where no prefecture lies.
_DIRECT = "直辖"
_SEVERAL_MEANINGS = "words"


@dataclass(frozen=True, slots=True)
class Place:
    """A division with its full and short name, and the index of the one above it in `places()`, or None."""

    index: int
    name: str
    short: str
    tier: Tier
    parent: int | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place in a text; `places` are all that bear it. `full`: with its 市, 县 or 区."""

    start: int
    end: int
    full: bool
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    places: tuple[Place, ...]
    names: tuple[str, ...]
    meant: tuple[tuple[int, ...], ...]
    full: tuple[bool, ...]
    finder: AhoCorasick


def places() -> tuple[Place, ...]:
    """Return every division, each behind the one above it."""
    return _gazetteer().places


def path(place: Place) -> str:
    """Return the full path of a place: 浙江省金华市兰溪市. A municipality is written once: 上海市浦东新区."""
    names = [place.name]
    while place.parent is not None:
        place = places()[place.parent]
        names.append(place.name)
    return "".join(reversed(names))


def ancestors(place: Place) -> Iterator[Place]:
    while place.parent is not None:
        place = places()[place.parent]
        yield place


def mentions(text: str) -> list[Mention]:
    """Return the places that `text` names, longest names first where they overlap, in text order."""
    gazetteer = _gazetteer()
    return [
        Mention(start, end, gazetteer.full[index], gazetteer.meant[index])
        for index, start, end in gazetteer.finder.find_matches_as_indexes(text)
    ]


def place_at_start(name: str) -> tuple[Mention, ...]:
    """Return the places that `name` begins with, one below the other: 浙江省金华市 in 浙江省金华市财政局."""
    found: list[Mention] = []
    at = 0
    for mention in mentions(name):
        if mention.start != at:
            break
        found.append(mention)
        at = mention.end
    return tuple(found)


def _read_name(entry: str) -> tuple[str, str]:
    name, _, short = entry.partition("=")
    if short == "-":
        return name, ""
    return name, short or (name[:-1] if name[-1] in _TIER_ENDINGS and len(name) > 2 else "")


@cache
def _gazetteer() -> _Gazetteer:
    found: list[Place] = []

    def add(entry: str, tier: Tier, parent: int | None) -> int:
        name, short = _read_name(entry)
        found.append(Place(len(found), name, short, tier, parent))
        return len(found) - 1

    for province, prefectures in load("regions").items():
        top = add(province, "province", None)
        for prefecture, counties in prefectures.items():
            above = top if prefecture == _DIRECT else add(prefecture, "prefecture", top)
            for county in counties.split():
                add(county, "county", above)
    return _index(found)


def _index(found: list[Place]) -> _Gazetteer:
    avoided = frozenset(words_of("places", _SEVERAL_MEANINGS))
    full: dict[str, list[int]] = {}
    short: dict[str, list[int]] = {}
    for place in found:
        full.setdefault(place.name, []).append(place.index)
        if len(place.short) >= 2 and place.short not in avoided:
            short.setdefault(place.short, []).append(place.index)
    names = [*full, *(name for name in short if name not in full)]
    return _Gazetteer(
        places=tuple(found),
        names=tuple(names),
        meant=tuple(tuple(full.get(name, ()) or short[name]) for name in names),
        full=tuple(name in full for name in names),
        finder=AhoCorasick(names, matchkind=MatchKind.LeftmostLongest),
    )

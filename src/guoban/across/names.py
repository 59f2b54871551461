"""Names that mean the same, as proposals for a person to judge: clusters with counts, reasons and a confidence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["department", "indicator"]
# marks: quotes, brackets, blanks; wording: words that say nothing of their own (和, 委员会 for 委, 完成); abbreviation: a word of the lexicon;
# subsequence: the short name's signs stand in the full one in order; place: one of them goes without its place;
# field: one has a field more (教育局, 教育体育局); ending: 局 and 委 of one name; typing: a sign too many, too few or wrong
Reason = Literal["marks", "wording", "abbreviation", "subsequence", "place", "field", "ending", "typing"]
Confidence = Literal["high", "medium", "low"]
_ORDER: tuple[Confidence, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Member:
    """A name as it is written, and in how many rows."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Names that seem to mean the same; nothing is merged until a person says so.

    `canonical` is one of the members: the fullest, then the most frequent. `members` stand by count. `together`: two of them
    report for the same time in one compilation, so they may be two bodies after all.
    """

    kind: Kind
    canonical: str
    members: tuple[Member, ...]
    reasons: tuple[Reason, ...]
    confidence: Confidence
    together: bool = False

    @property
    def count(self) -> int:
        return sum(member.count for member in self.members)


@dataclass(frozen=True, slots=True)
class Link:
    """Two names that seem to mean the same."""

    left: str
    right: str
    reason: Reason
    confidence: Confidence
    together: bool = False


def clusters(links: Iterable[Link], opposed: Callable[[str, str], bool]) -> Iterator[tuple[set[str], list[Link]]]:
    """Yield the sets of names that the links join, with the links used; the surest link is followed first.

    A link that would bring two opposed names into one set is not followed: 市教育局 joins no two cities' bureaus.
    """
    home: dict[str, set[str]] = {}
    used: dict[int, list[Link]] = defaultdict(list)
    ordered = sorted(links, key=lambda link: (_ORDER.index(link.confidence), link.left, link.right))
    for link in ordered:
        left = home.setdefault(link.left, {link.left})
        right = home.setdefault(link.right, {link.right})
        if left is right or any(opposed(one, other) for one in left for other in right):
            continue
        both = used.pop(id(left), []) + used.pop(id(right), []) + [link]
        left |= right
        home |= dict.fromkeys(right, left)
        used[id(left)] = both
    seen: set[int] = set()
    for names in home.values():
        if len(names) > 1 and id(names) not in seen:
            seen.add(id(names))
            yield names, used[id(names)]


def proposal(
    kind: Kind, names: set[str], links: Iterable[Link], counts: Mapping[str, int], fullness: Callable[[str], object]
) -> Proposal:
    """Return the proposal for a cluster; the member of the greatest `fullness`, then count, is the canonical one."""
    used = list(links)
    members = sorted((Member(name, counts[name]) for name in names), key=lambda one: (-one.count, one.name))
    canonical = max(members, key=lambda one: (fullness(one.name), one.count, one.name)).name
    confidence = max((link.confidence for link in used), key=_ORDER.index)
    reasons = tuple(sorted({link.reason for link in used}))
    return Proposal(kind, canonical, tuple(members), reasons, confidence, any(link.together for link in used))


def by_weight(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals in the order to show them: the surest first, of these the most frequent."""
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.confidence), -one.count, one.canonical)))

"""The levels of headings, from the chain of numbers that the report itself uses."""

from collections.abc import Sequence

from guoban.structure.headings import Heading
from guoban.structure.numbering import FLOATING, RANK, Style
from guoban.structure.periods import Period
from guoban.structure.roles import top_role

_ANY = Period(None, "")
# So many lines of introduction can stand between 三、下半年工作思路 and the 一、 below it.
_INTRODUCTION = 3
# The number before a doubtful one stands among so many headings above it.
_RECENT = 60


def with_levels(found: Sequence[Heading]) -> list[tuple[Heading, int]]:
    """Return each heading with its level, 1 at the top. Numbers that are none (8.6个, out of turn) are dropped.

    A style seen before goes back to its level; a new one stands below what is open. 一是 and 第一 hang below
    whatever is open. 一、 straight under a heading 三、… on its own line counts below it.
    """
    ranks = _ranks(found)
    kept: list[tuple[Heading, int]] = []
    chain: list[tuple[Heading, int]] = []
    for heading in found:
        if heading.doubtful and not _is_next(heading, kept):
            continue
        if heading.style in FLOATING:
            while chain and chain[-1][0].style in FLOATING:
                chain.pop()
        else:
            _close(chain, heading, kept, ranks)
        level = chain[-1][1] + 1 if chain else 1
        chain.append((heading, level))
        kept.append((heading, level))
    return kept


def _is_next(heading: Heading, kept: Sequence[tuple[Heading, int]]) -> bool:
    before = next((one for one, _ in reversed(kept[-_RECENT:]) if one.style == heading.style), None)
    return before is not None and before.value + 1 == heading.value


def _ranks(found: Sequence[Heading]) -> dict[Style, int]:
    """Return what stands above what; (一) above 一、 where 一、 begins anew under each (一)."""
    upper = [heading.value for heading in found if heading.style == "bracket_cn"]
    restarts = sum(heading.style == "cn" and heading.value == 1 for heading in found)
    first = next((heading.style for heading in found if heading.style in ("cn", "bracket_cn")), None)
    if first == "bracket_cn" and restarts >= 2 and upper == list(range(1, len(upper) + 1)):
        return RANK | {"cn": RANK["bracket_cn"], "bracket_cn": RANK["cn"]}
    return RANK


def _close(
    chain: list[tuple[Heading, int]],
    heading: Heading,
    kept: Sequence[tuple[Heading, int]],
    ranks: dict[Style, int],
) -> None:
    """Take from `chain` what `heading` does not stand under."""
    while chain and chain[-1][0].style in FLOATING:
        chain.pop()
    if chain and _counts_below(chain[-1][0], heading, kept):
        return
    rank = ranks[heading.style]
    alike = [at for at, (above, _) in enumerate(chain) if above.style == heading.style == "cn"]
    if len(alike) == 2 and _goes_on_inside(chain[alike[0]][0], chain[alike[1]][0], heading):
        del chain[alike[1] :]
        return
    while chain and ranks[chain[-1][0].style] >= rank:
        chain.pop()


def _goes_on_inside(outer: Heading, inner: Heading, heading: Heading) -> bool:
    """Tell whether 二、 goes on below the outer heading or is the next outer one: its words, then its number decide."""
    if heading.value != inner.value + 1:
        return False
    return heading.value != outer.value + 1 or top_role(heading.said, _ANY) is None


def _counts_below(above: Heading, heading: Heading, kept: Sequence[tuple[Heading, int]]) -> bool:
    return (
        above.style == heading.style == "cn"
        and heading.value == 1
        and above.alone
        and kept[-1][0] is above
        and heading.line - above.line <= _INTRODUCTION
        and top_role(above.said, _ANY) is not None
    )

"""Several compilations at once: names that mean the same, years side by side, rankings, and plans held against results."""

from guoban.across.carried import carried
from guoban.across.departments import propose_departments
from guoban.across.facts import EVIDENCE, facts
from guoban.across.indicators import propose_indicators
from guoban.across.merges import Merge, MergesError, apply_merges, mapping, merge_of, read_merges, write_merges
from guoban.across.names import Member, Proposal
from guoban.across.over_time import OverTime, over_time
from guoban.across.plans import never_mentioned
from guoban.across.ranking import Ranking, Thing, rank, things

__all__ = [
    "EVIDENCE", "Member", "Merge", "MergesError", "OverTime", "Proposal", "Ranking", "Thing", "apply_merges", "carried",
    "facts", "mapping", "merge_of", "never_mentioned", "over_time", "propose_departments", "propose_indicators", "rank",
    "read_merges", "things", "write_merges",
]  # fmt: skip

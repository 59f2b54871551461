"""Which end of an indicator is the better one."""

from functools import cache, lru_cache

import regex

from guoban.across.spelling import plain
from guoban.progress.words import any_of, words
from guoban.structure.words import words_of

_COUNTED = regex.compile(r"(?:数量|总量|总数|件数|起数|人数|数|量|额|值|控制|年均|增速|增幅|增长率|同比)$")


@lru_cache(maxsize=1 << 14)
def lower_is_better(indicator: str, measure: str = "level") -> bool:
    """Tell whether less of an indicator is better: PM2.5浓度 and 失业率 are, 投诉办结率 is not; of ranks the first is.

    What tells of a fall (压减三公经费) is better the more it falls where its value counts the fall; of a growth or a
    difference the sign says it.
    """
    if measure == "rank":
        return True
    name = plain(indicator)
    if measure not in {"growth", "difference"} and any(word in name for word in words_of("comparable", "falling")):
        return False
    if any(word in name for word in words_of("comparable", "acting")):
        return False
    for _ in range(2):
        found = _last().search(name)
        if found:
            return found["lower"] is not None
        name = _COUNTED.sub("", name)
    return bool(words().costs.search(name)) and measure in {"level", "completion"}


@cache
def _last() -> "regex.Pattern[str]":
    lower, higher = words_of("comparable", "lower"), words_of("comparable", "higher")
    return regex.compile(rf"(?:(?P<lower>{any_of(lower)})|(?P<higher>{any_of(higher)}))$")

"""Counts that few would track: two firms that apply, one leading group founded, the first tier.

The labelling guide calls them optional. They are kept, and marked, so that a table can leave them out.
"""

import re

from guoban.metrics.layout import Slot
from guoban.metrics.selection import Place

_HANDFUL = 5
_PAIR = 3
# 四期, 两起, 七户 are results even in Chinese numerals.
_PLAIN_UNITS = frozenset({"个", "项", "家", "名", "份", "条", "支", "件"})
_TIER = re.compile(r"(?:方阵|梯队|批|轮)")
_FOUNDED = re.compile(
    r"[一-龥]{0,8}(?:方案|预案|体系|机制|领导小组|专班|工作组|办法|制度|意见|清单|行动|联席会议|文章)"
)


def is_minor(place: Place, slot: Slot) -> bool:
    """两家企业申报, 制定1个总体方案, 第一方阵 are minor; 23家, 六场, 第一 are not."""
    quantity, text = slot.quantity, place.folded
    if quantity.kind == "rank":
        return _TIER.match(text, quantity.end) is not None
    if quantity.kind != "count" or quantity.value is None or quantity.high is not None or quantity.fuzzy:
        return False
    if quantity.chinese:
        return quantity.value <= _HANDFUL and quantity.unit in _PLAIN_UNITS
    return quantity.value <= _PAIR and _FOUNDED.match(text, quantity.end, slot.right) is not None

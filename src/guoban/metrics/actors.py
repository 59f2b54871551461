"""Two numbers of which the one did the other: 9个社区举办30场讲座, 完成5类36项服务."""

import re
from functools import cache

from guoban.metrics.cues import either
from guoban.metrics.layout import Slot
from guoban.metrics.phrases import verbs

_MANY = ("个", "家", "名", "户", "所", "位")
# Verbs of those who do something, beside those that a list shares.
_TOO = ("签订", "联系", "参与", "参加", "接受", "通过", "提交", "推出")
_KINDS = ("类", "方面", "种")
_COUNTED_NEXT = re.compile(
    r"\d[\d.]*[余多]?[万千]?(?:场次|人次|平方米|公里|[个项件次场期批轮家份条处名户台座栋间套亩])(?P<noun>[一-龥“”]{2,14})(?=[,;。、\n]|$)"
)


@cache
def _deed() -> re.Pattern[str]:
    several = "全面|全部|均|陆续|累计|先后|分别|共同|共|已"
    return re.compile(
        rf"(?P<who>[一-龥]{{1,8}}?)(?:{several})*(?P<verb>{either((*verbs(), *_TOO))})(?:了)?(?:近|约|超)?"
    )


def done_by(folded: str, slot: Slot) -> str:
    """Return what the number's noun did, where the next number counts it: 9个社区举办30场讲座 are 举办讲座的社区."""
    if slot.last or slot.quantity.kind != "count":
        return ""
    if slot.right == slot.quantity.end:
        match = _COUNTED_NEXT.match(folded, slot.right) if slot.quantity.unit.endswith(_KINDS) else None
        return str(match["noun"]) if match else ""
    if not slot.quantity.unit.endswith(_MANY):
        return ""
    counted = _COUNTED_NEXT.match(folded, slot.right)
    deed = _deed().fullmatch(folded, slot.quantity.end, slot.right) if counted else None
    return f"{deed['verb']}{counted['noun']}的{deed['who']}" if deed and counted else ""


def deed_of(folded: str, slot: Slot) -> str:
    """Return the verb between those who did it and the number of what they did: the 举办 of 9个社区举办30场讲座."""
    if not slot.position or not folded.startswith(_MANY, slot.left - 1):
        return ""
    if _COUNTED_NEXT.match(folded, slot.quantity.start) is None:
        return ""
    deed = _deed().fullmatch(folded, slot.left, slot.quantity.start)
    return str(deed["verb"]) if deed else ""

"""Which fields a correction may give, and which values they may have."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import regex

from guoban.errors import GuobanError
from guoban.lexicon import load
from guoban.locale import mark, translate
from guoban.progress.schedule import months_of
from guoban.tables import BOUNDS, HORIZONS, MEASURES, ROLES, SECTION_ROLES, SPANS

LEVELS = ("", "省", "市", "县", "区", "街道", "乡镇")
METRIC_FIELDS = (
    "indicator", "value", "high", "unit", "bound", "measure", "role", "period", "compare", "minor", "redacted",
)  # fmt: skip
# An added row that lacks one of these says nothing; the rest is empty, exact, no and no.
REQUIRED = ("indicator", "value", "unit", "measure", "role")
DEFAULTS: dict[str, Any] = {
    "value": None, "high": None, "bound": "exact", "period": "", "compare": "", "minor": False, "redacted": False,
}  # fmt: skip
REPORT_FIELDS = ("title", "department", "type", "level", "region", "year", "span")
PROGRESS_FIELDS = ("horizon", "lower_is_better")
ACTIONS: dict[str, tuple[str, ...]] = {
    "report": ("edit", "split", "merge"),
    "section": ("edit",),
    "metric": ("confirm", "edit", "reject", "add"),
    "progress": ("confirm", "edit", "reject", "link", "unlink"),
}
# The parts by which a progress row is found beside its place.
PLACES = tuple(f"{side}_{part}" for side in ("target", "completion") for part in ("start", "end", "quote", "before", "after"))  # fmt: skip
_FIELDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("report", "edit"): REPORT_FIELDS,
    ("report", "split"): ("title",),
    ("section", "edit"): ("role",),
    ("metric", "confirm"): METRIC_FIELDS,
    ("metric", "edit"): METRIC_FIELDS,
    ("metric", "add"): METRIC_FIELDS,
    ("progress", "edit"): (*PROGRESS_FIELDS, "kind", *PLACES),
    ("progress", "link"): (*PROGRESS_FIELDS, *PLACES),
    **{("progress", action): ("kind", *PLACES) for action in ("confirm", "reject", "unlink")},
}
_NAMES = {
    "indicator": mark("指标名称"), "value": mark("数值"), "high": mark("上限"), "unit": mark("单位"),
    "bound": mark("限定"), "measure": mark("口径"), "role": mark("性质"), "period": mark("时期"),
    "compare": mark("对比"), "minor": mark("次要"), "redacted": mark("脱敏"), "title": mark("题目"),
    "department": mark("部门"), "type": mark("类型"), "level": mark("层级"), "region": mark("地区"),
    "year": mark("年份"), "span": mark("报告期"), "horizon": mark("期限"), "lower_is_better": mark("越低越好"),
    "kind": mark("完成率来源"), "target_start": mark("目标值"),
}  # fmt: skip
_LONGEST = {"indicator": 200, "compare": 60, "unit": 20, "title": 200, "department": 100, "region": 100}
_MAY_BE_EMPTY = ("unit", "compare", "region", "department", "title")
_UNIT_BEGINS_WITH_DIGIT = regex.compile(r"^[\d.]")
_YEARS = range(1900, 2101)


def check(subject: str, action: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` as they are kept: texts without blanks around them, numbers as numbers.

    A value for a redacted figure says that it no longer is one. Raises `GuobanError` where the action is none for the
    subject, a field is none of its own, or a value is none that the field can have.
    """
    if action not in ACTIONS.get(subject, ()):
        raise GuobanError("correction_action", subject=subject, action=action)
    allowed = _FIELDS.get((subject, action), ())
    if unknown := [name for name in values if name not in allowed]:
        raise GuobanError("correction_field", field=unknown[0])
    as_read = action == "confirm" and subject == "metric"
    kept = {name: _checked(subject, name, value, as_read=as_read) for name, value in values.items()}
    if subject == "metric":
        kept = _with_redaction(kept)
    if action == "add":
        _check_complete(kept)
    changed = [name for name in kept if name not in PLACES and name != "kind"]
    if action == "edit" and not changed:
        raise GuobanError("correction_nothing")
    return kept


def is_complete(values: Mapping[str, Any]) -> bool:
    """Tell whether the values make a row by themselves; a redacted figure needs no value."""
    return not missing(values)


def missing(values: Mapping[str, Any]) -> list[str]:
    """Return the fields that a row cannot do without and that `values` lack."""
    masked = bool(values.get("redacted"))
    lacking = [name for name in REQUIRED if name not in values and not (masked and name == "value")]
    empty = not masked and values.get("value", 0) is None
    return [*lacking, "value"] if empty else lacking


def name_of(field: str) -> str:
    """Return what a field is called, in the current language."""
    return translate(_NAMES[field]) if field in _NAMES else field


def _check_complete(values: Mapping[str, Any]) -> None:
    if lacking := missing(values):
        raise GuobanError("correction_incomplete", fields=translate("、").join(map(name_of, lacking)))


def _with_redaction(values: dict[str, Any]) -> dict[str, Any]:
    told = values.get("value") is not None or values.get("high") is not None
    if values.get("redacted") and told:
        raise GuobanError("correction_redacted")
    if values.get("redacted"):
        return {**values, "value": None, "high": None}
    return {**values, "redacted": False} if values.get("value") is not None else values


def _checked(subject: str, name: str, value: Any, *, as_read: bool) -> Any:
    """Return a value as it is kept. What was read may be confirmed as it is, also where nobody may write it so."""
    if name in PLACES:
        return _place(name, value)
    if as_read and (name in _LONGEST or name == "period") and isinstance(value, str):
        return value
    if name == "role":
        return _choice(name, value, SECTION_ROLES if subject == "section" else ROLES)
    return _CHECKS[name](name, value)


def _text(name: str, value: Any) -> str:
    limit = _LONGEST[name]
    words = value.strip() if isinstance(value, str) else None
    if words is None or len(words) > limit or "\n" in words or "\x00" in words:
        raise GuobanError("correction_text", field=name_of(name), limit=limit)
    if not words and name not in _MAY_BE_EMPTY:
        raise GuobanError("correction_empty", field=name_of(name))
    if name == "unit" and _UNIT_BEGINS_WITH_DIGIT.match(words):
        raise GuobanError("correction_unit", value=words)
    return words


def _number(name: str, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise GuobanError("correction_number", field=name_of(name), value=value)
    return float(value)


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise GuobanError("correction_flag", field=name_of(name), value=value)
    return value


def _period(name: str, value: Any) -> str:
    words = value.strip() if isinstance(value, str) else None
    if words is None or (words and months_of(words) is None):
        raise GuobanError("correction_period", field=name_of(name), value=value)
    return words


def _year(name: str, value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value not in _YEARS:
        raise GuobanError("correction_year", field=name_of(name), value=value)
    return value


def _place(name: str, value: Any) -> Any:
    if value is None:
        return None
    wanted: type = int if name.endswith(("_start", "_end")) else str
    if isinstance(value, bool) or not isinstance(value, wanted) or (isinstance(value, int) and value < 0):
        raise GuobanError("correction_place", value=value)
    return value


def _choice(name: str, value: Any, choices: tuple[str, ...] | list[str]) -> str:
    if not isinstance(value, str) or value not in choices:
        told = translate("、").join(choice for choice in choices if choice)
        raise GuobanError("correction_choice", field=name_of(name), value=value, choices=told)
    return value


_CHECKS: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(_LONGEST, _text),
    **dict.fromkeys(("value", "high"), _number),
    **dict.fromkeys(("minor", "redacted", "lower_is_better"), _flag),
    "period": _period,
    "year": _year,
    "bound": lambda name, value: _choice(name, value, BOUNDS),
    "measure": lambda name, value: _choice(name, value, MEASURES),
    "span": lambda name, value: _choice(name, value, SPANS),
    "horizon": lambda name, value: _choice(name, value, HORIZONS),
    "kind": lambda name, value: _choice(name, value, ["stated", "linked"]),
    "level": lambda name, value: _choice(name, value, LEVELS),
    "type": lambda name, value: _choice(name, value, ["", "其他", *load("departments")]),
}

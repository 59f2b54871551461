"""Filters in the address, so that a link opens the same view.

A parameter is known by its name in the address. In the session it lies under `key(page, name)`, which is also the key
of the widget that shows it. Shared parameters belong to no page and stay when pages change. A new page parameter is
one line in `PARAMETERS`.

Streamlit's own `bind="query-params"` writes the label with its count into the address and makes `st.switch_page` raise
while a bound widget is drawn; hence this load and save.
"""

import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from guoban.reporting.scales import WRITTEN
from guoban.reporting.tasks import RED_POINTS, YELLOW_POINTS

SAVED = "_saved"
LAG_SECONDS = 0.7
Kind = Literal["one", "many", "number", "flag"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """`default` is left out of the address; `go` sets the target page's parameters back to it."""

    kind: Kind = "one"
    default: Any = None


MANY = Parameter("many", ())
ONE = Parameter("one")
TEXT = Parameter("one", "")
FLAG = Parameter("flag", default=False)

SHARED: dict[str, Parameter] = {
    "c": ONE,
    "type": MANY,
    "department": MANY,
    "level": MANY,
    "region": MANY,
    "numbers": Parameter("one", WRITTEN),
    "lang": Parameter("one", "zh"),
    "yellow": Parameter("number", YELLOW_POINTS),
    "red": Parameter("number", RED_POINTS),
}

PARAMETERS: dict[str, dict[str, Parameter]] = {
    "overview": {"by": Parameter("one", "department")},
    "departments": {
        "view": Parameter("one", "profile"),
        "order": Parameter("one", "cards"),
        "q": TEXT,
        "r": ONE,
        "beside": MANY,
        "holds": MANY,
    },
    "metrics": {
        "measure": Parameter("one", "all"),
        "role": MANY,
        "period": MANY,
        "unit": MANY,
        "compare": MANY,
        "q": TEXT,
        "redacted": FLAG,
        "minor": FLAG,
        "group": Parameter("one", "rows"),
        "order": Parameter("one", "text"),
        "at": ONE,
    },
    "progress": {
        "status": MANY,
        "card": MANY,
        "horizon": MANY,
        "kind": MANY,
        "reason": MANY,
        "view": Parameter("one", "table"),
        "at": ONE,
    },
    "text": {"r": ONE, "at": ONE, "q": TEXT, "role": MANY},
    "search": {
        "q": TEXT,
        "within": Parameter("one", "text"),
        "any": FLAG,
        "order": Parameter("one", "hits"),
        "in_compilation": MANY,
        "in_type": MANY,
        "in_department": MANY,
        "in_level": MANY,
        "in_year": MANY,
        "in_role": MANY,
    },
    "compare": {
        "view": Parameter("one", "years"),
        "of": MANY,
        "who": ONE,
        "q": TEXT,
        "measure": MANY,
        "role": MANY,
        "scope": MANY,
        "kind": ONE,
        "thing": ONE,
        "period": ONE,
        "direction": Parameter("one", "own"),
        "before": ONE,
        "after": ONE,
        "outcome": MANY,
        "of_type": MANY,
        "of_department": MANY,
        "at": ONE,
    },
    "archive": {
        "d": ONE,
        "view": Parameter("one", "metrics"),
        "in_type": MANY,
        "in_department": MANY,
        "in_level": MANY,
        "in_region": MANY,
        "in_year": MANY,
        "measure": MANY,
        "role": MANY,
        "unit": MANY,
        "status": MANY,
        "horizon": MANY,
        "kind": MANY,
        "who": TEXT,
        "q": TEXT,
        "redacted": FLAG,
        "minor": FLAG,
        "order": Parameter("one", "file"),
        "n": ONE,
        "at": ONE,
        "r": ONE,
    },
    "library": {
        "view": Parameter("one", "kept"),
        "at": ONE,
        "names": Parameter("one", "department"),
        "refused": FLAG,
        "find": TEXT,
    },
    "review": {"view": Parameter("one", "metrics"), "r": ONE, "at": ONE, "unreviewed": FLAG, "noted": FLAG},
    "import": {},
}


def key(page: str, name: str) -> str:
    """Return the session key of the parameter `name` as `page` sees it."""
    return f"q.{name}" if name in SHARED else f"q.{page}.{name}"


def value(page: str, name: str) -> Any:
    """Return the parameter's value: a tuple where it takes many, its default where it is not set."""
    found = st.session_state.get(key(page, name))
    parameter = _parameter(page, name)
    if parameter.kind == "many":
        return tuple(found or ())
    return parameter.default if found is None else found


def chosen(page: str, name: str) -> tuple[str, ...]:
    """Return the values that a parameter filters by: none where it is at its default."""
    found = value(page, name)
    if isinstance(found, tuple):
        return found
    return () if found == _parameter(page, name).default else (found,)


def among(page: str, name: str, options: Collection[Any]) -> str:
    """Return the key for a widget that offers `options`, its value set to the default where it is none of them."""
    if value(page, name) not in options:
        put(page, name, _parameter(page, name).default)
    st.session_state.setdefault(key(page, name), _parameter(page, name).default)
    return key(page, name)


def put(page: str, name: str, given: Any) -> None:
    """Set a parameter; before its widget is drawn, or in a callback."""
    many = _parameter(page, name).kind == "many"
    st.session_state[key(page, name)] = list(_several(given)) if many else given


def _several(given: Any) -> tuple[Any, ...]:
    """Return what is given for a parameter that takes many: one value alone counts as one."""
    return (given,) if isinstance(given, str) else tuple(given or ())


def reset(page: str) -> None:
    """Set the page's own parameters back to their defaults; shared ones stay."""
    for name, parameter in PARAMETERS[page].items():
        put(page, name, parameter.default)


def load_shared() -> None:
    """Take the shared parameters of the address into the session."""
    _load("", SHARED)


def load(page: str) -> None:
    """Take the address into the session; unknown names and unreadable values are passed over."""
    _load(page, {**SHARED, **PARAMETERS[page]})


def _load(page: str, names: Iterable[str]) -> None:
    for name in names:
        read = parse(_parameter(page, name), st.query_params.get_all(name))
        if read is not None:
            put(page, name, read)


def save(page: str) -> None:
    """Write the session's parameters into the address; defaults are left out."""
    wanted = written(page)
    lags = wanted != now()
    if lags:
        st.query_params.from_dict(wanted)
    if st.session_state.get(SAVED, ("", {}))[:2] != (page, wanted):
        st.session_state[SAVED] = (page, wanted, time.monotonic() if lags else 0.0)


def now() -> dict[str, list[str]]:
    """Return what the address says."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def moved(page: str) -> bool:
    """Tell whether the browser's Back or Forward changed the address, rather than the session.

    The menu drops all parameters, so an address without a compilation is none of ours; an address that lags behind a
    quick second click differs too, but by then the session has changed as well, or has only just. On the way to another
    page Streamlit leaves the page before with the parameters of the next one in the history: Back to that is Back to
    the page as the session has it.
    """
    saved_page, saved, at = st.session_state.get(SAVED, ("", {}, 0.0))
    found = now()
    if "c" not in found or found == saved or time.monotonic() - at < LAG_SECONDS:
        return False
    return bool(saved_page != page or written(page) == saved)


def take(page: str) -> None:
    """Make the session say what the address says: what it does not name goes back to its default."""
    for name in (*SHARED, *PARAMETERS[page]):
        read = parse(_parameter(page, name), st.query_params.get_all(name))
        put(page, name, _parameter(page, name).default if read is None else read)


def written(page: str) -> dict[str, list[str]]:
    """Return what the address of `page` says."""
    names = {**SHARED, **PARAMETERS[page]}
    return {name: text for name, parameter in names.items() if (text := format_value(parameter, value(page, name)))}


def parse(parameter: Parameter, texts: list[str]) -> Any:
    """Return the value that `texts` stand for, None where there is none."""
    if not texts:
        return None
    if parameter.kind == "many":
        return tuple(dict.fromkeys(texts))
    if parameter.kind == "number":
        return int(texts[0]) if texts[0].isdecimal() and len(texts[0]) <= 3 else None
    if parameter.kind == "flag":
        return texts[0] == "1"
    return texts[0]


def format_value(parameter: Parameter, given: Any) -> list[str]:
    """Return how `given` stands in the address: empty where it is the default."""
    if parameter.kind == "many":
        return [str(one) for one in _several(given)]
    if given is None or given == parameter.default:
        return []
    if parameter.kind == "flag":
        return ["1" if given else "0"]
    return [str(given)]


def query(page: str, **given: Any) -> dict[str, list[str]]:
    """Return the query parameters for a link to `page` with `given`, everything else at its default."""
    names = {**SHARED, **PARAMETERS[page]}
    return {name: text for name, one in given.items() if (text := format_value(names[name], one))}


def ahead(page: str, given: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what the address will say when one goes to `page` with `given`: shared parameters stay as they are."""
    shared = {name: value(page, name) for name in SHARED}
    return query(page, **shared | dict(given))


def _parameter(page: str, name: str) -> Parameter:
    return SHARED[name] if name in SHARED else PARAMETERS[page][name]

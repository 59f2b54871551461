"""What was reckoned from tables, kept while the tables live: one memory for all sessions.

Tables are known by their identity, not by their content: the store gives the same frame for as long as nothing in it
has changed, and a table that was changed is another frame. What is remembered is shared and must not be changed in place.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar, cast

import pandas as pd

Made = TypeVar("Made")
MOST, MOST_BYTES = 512, 512 * 2**20

_lock = threading.Lock()
_kept: OrderedDict[tuple[Hashable, ...], tuple[tuple[weakref.ref[pd.DataFrame], ...], Any, int]] = OrderedDict()


def remembered(frames: Sequence[pd.DataFrame], key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` gives, made once for these `frames` and this `key`; the least used go first.

    There is room for `MOST` things, of which tables take `MOST_BYTES` together.
    """
    place = (key, *map(id, frames))
    with _lock:
        found = _kept.get(place)
        if found is not None and all(ref() is frame for ref, frame in zip(found[0], frames, strict=True)):
            _kept.move_to_end(place)
            return cast("Made", found[1])
    made = make()
    with _lock:
        _kept[place] = (tuple(weakref.ref(frame) for frame in frames), made, _bytes(made))
        _kept.move_to_end(place)
        for gone in [one for one, (refs, *_rest) in _kept.items() if any(ref() is None for ref in refs)]:
            del _kept[gone]
        taken = sum(size for _refs, _made, size in _kept.values())
        while len(_kept) > MOST or (taken > MOST_BYTES and len(_kept) > 1):
            _place, (_refs, _made, size) = _kept.popitem(last=False)
            taken -= size
    return made


def of_report(frame: pd.DataFrame, report_id: str) -> pd.DataFrame:
    """Return the rows of `frame` that belong to a report; where each report's rows are is looked up once."""
    places = remembered((frame,), "of reports", lambda: frame.groupby("report_id", sort=False).indices)
    return frame.iloc[places.get(report_id, [])]


def _bytes(made: object) -> int:
    """Return what a table takes, and each of several; nothing for anything else."""
    tables = made if isinstance(made, tuple) else (made,)
    return sum(int(table.memory_usage().sum()) for table in tables if isinstance(table, pd.DataFrame))

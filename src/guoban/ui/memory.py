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
MOST = 96

_lock = threading.Lock()
_kept: OrderedDict[tuple[Hashable, ...], tuple[tuple[weakref.ref[pd.DataFrame], ...], Any]] = OrderedDict()


def remembered(frames: Sequence[pd.DataFrame], key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` gives, made once for these `frames` and this `key`; the least used go first."""
    place = (key, *map(id, frames))
    with _lock:
        found = _kept.get(place)
        if found is not None and all(ref() is frame for ref, frame in zip(found[0], frames, strict=True)):
            _kept.move_to_end(place)
            return cast("Made", found[1])
    made = make()
    with _lock:
        _kept[place] = (tuple(weakref.ref(frame) for frame in frames), made)
        _kept.move_to_end(place)
        for gone in [one for one, (refs, _made) in _kept.items() if any(ref() is None for ref in refs)]:
            del _kept[gone]
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made

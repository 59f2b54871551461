"""Merged names: applied beside the originals, so that taking a merge back leaves what was read, and kept as a file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast, get_args

import pandas as pd

from guoban.across.facts import canonical_column
from guoban.across.names import Kind, Proposal
from guoban.errors import GuobanError

SCHEMA, VERSION = "guoban-merges", 1
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Merge:
    """`names` go by `canonical`, which may be one of them."""

    kind: Kind
    canonical: str
    names: tuple[str, ...]


class Mergeable(Protocol):
    """What tells which names go by which: a `Merge`, or the library's record of one."""

    @property
    def kind(self) -> Kind: ...
    @property
    def canonical(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...


class MergesError(GuobanError):
    """A file of merges that cannot be used as it is."""


def merge_of(proposal: Proposal, canonical: str = "") -> Merge:
    """Return the merge that takes a proposal on, by its own canonical name or another."""
    return Merge(proposal.kind, canonical or proposal.canonical, tuple(member.name for member in proposal.members))


def mapping(merges: Iterable[Mergeable], kind: Kind) -> dict[str, str]:
    """Return each name with the one to go by. A canonical name that is itself merged leads to its own.

    Raises `MergesError` where a name is merged into two others, or names are merged in a circle.
    """
    direct: dict[str, str] = {}
    for merge in merges:
        for name in merge.names if merge.kind == kind else ():
            if name != merge.canonical and direct.setdefault(name, merge.canonical) != merge.canonical:
                raise MergesError("merges_twice", name=name, first=direct[name], second=merge.canonical)
    return {name: _last(name, direct) for name in direct}


def _last(name: str, direct: Mapping[str, str]) -> str:
    seen = {name}
    while name in direct:
        name = direct[name]
        if name in seen:
            raise MergesError("merges_circle", name=name)
        seen.add(name)
    return name


def apply_merges(frame: pd.DataFrame, names: Mapping[str, str], column: str = "department") -> pd.DataFrame:
    """Return `frame` with the column `canonical_<column>` beside `column`, which stays as it was read."""
    canonical = pd.Series([names.get(name, name) for name in frame[column]], index=frame.index, dtype="str")
    return frame.assign(**{canonical_column(column): canonical})


def write_merges(merges: Iterable[Mergeable]) -> str:
    """Return the merges as the text of a JSON file, the same for the same merges."""
    entries = [
        {"kind": merge.kind, "canonical": merge.canonical, "names": sorted(set(merge.names))}
        for merge in sorted(merges, key=lambda merge: (merge.kind, merge.canonical, merge.names))
    ]
    return json.dumps({"schema": SCHEMA, "version": VERSION, "merges": entries}, ensure_ascii=False, indent=2) + "\n"


def read_merges(text: str) -> tuple[Merge, ...]:
    """Return the merges of a JSON file.

    Raises `MergesError` where the text is no such file, is of a newer version, or contradicts itself.
    """
    try:
        content = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise MergesError("merges_shape", place=1) from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA or not isinstance(content.get("merges"), list):
        raise MergesError("merges_shape", place=1)
    version = content.get("version")
    if version != VERSION or isinstance(version, bool):
        raise MergesError("merges_version", version=str(version)[:20], known=VERSION)
    merges = tuple(_read(entry, place) for place, entry in enumerate(content["merges"], 1))
    for kind in get_args(Kind):
        mapping(merges, kind)
    return merges


def _read(entry: Any, place: int) -> Merge:
    if not isinstance(entry, dict):
        raise MergesError("merges_entry", place=place)
    kind, canonical, names = entry.get("kind"), entry.get("canonical"), entry.get("names")
    if kind not in get_args(Kind) or not _is_name(canonical):
        raise MergesError("merges_entry", place=place)
    if not isinstance(names, list) or not names or not all(map(_is_name, names)):
        raise MergesError("merges_entry", place=place)
    return Merge(cast("Kind", kind), str(canonical), tuple(names))


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_NAME and value.isprintable()

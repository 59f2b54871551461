"""Corrections as a file that two offices can share: JSON Lines, one correction a line.

Each line stands alone: it has the version of this form, the hash of the source file, the place with its words and
context, and who said it when. It fits every reading of the same file, and of another file every place where its words
stand between the same neighbours.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from guoban.compilation import Compilation
from guoban.corrections.applying import apply
from guoban.corrections.fields import check
from guoban.corrections.places import CONTEXT, anchor_at, anchor_in, anchor_of, find
from guoban.corrections.records import Correction
from guoban.errors import GuobanError

SCHEMA = 1
_TEXTS = tuple(one.name for one in fields(Correction) if one.name not in ("start", "end", "values"))
_OPTIONAL = ("by", "undone_by", "undone_at")
_ID = 64


@dataclass(frozen=True, slots=True)
class Parsed:
    """The corrections of a file, and what is wrong with its other lines, each error naming its line."""

    corrections: tuple[Correction, ...]
    problems: tuple[GuobanError, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Corrections as they stand in a compilation; `unfit` are those without a place or a row in it.

    Of the unfit, those of the same file are among `corrections` too, for they are part of its history.
    """

    corrections: tuple[Correction, ...]
    unfit: tuple[Correction, ...]


def dump(corrections: Iterable[Correction]) -> str:
    """Return the corrections as JSON Lines, the undone ones too, in the order given."""
    return "".join(
        json.dumps({"schema": SCHEMA, **asdict(one), "values": dict(one.values)}, ensure_ascii=False) + "\n"
        for one in corrections
    )


def parse(words: str) -> Parsed:
    """Return what the JSON Lines in `words` say; blank lines say nothing."""
    found: list[Correction] = []
    problems: list[GuobanError] = []
    # Not splitlines: a quote may hold a line separator of its own.
    for number, line in enumerate(words.removeprefix("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(_parsed(number, line))
        except GuobanError as error:
            problems.append(error)
    return Parsed(tuple(found), tuple(problems))


def fit(compilation: Compilation, corrections: Sequence[Correction], existing: Sequence[Correction] = ()) -> Fitted:
    """Return `corrections` as corrections of `compilation` (as it was read), beside the `existing` ones of it.

    Of another file's, those that find their place get it, with an identifier of their own that is the same each time;
    one that is there already is not taken twice. Who made them and when stays.
    """
    known = {one.id for one in existing}
    moved: list[Correction] = []
    homeless: list[Correction] = []
    for one in corrections:
        here = _moved(compilation, one)
        if here is None:
            homeless.append(one)
        elif here.id not in known:
            known.add(here.id)
            moved.append(here)
    arrived = {one.id for one in moved}
    lost = [one for one in apply(compilation, [*existing, *moved]).unfit if one.id in arrived] if moved else []
    return Fitted(tuple(moved), (*homeless, *lost))


def _moved(compilation: Compilation, one: Correction) -> Correction | None:
    """Return a correction with its place in `compilation`, None where its words are not found there."""
    document = compilation.document
    if one.sha256 == document.sha256:
        return replace(one, compilation_id=compilation.id)
    span = find(document.text, anchor_of(one), same_file=False)
    values = dict(one.values)
    for side in ("target", "completion"):
        anchor = anchor_in(one.values, side)
        place = find(document.text, anchor, same_file=False) if anchor else None
        if anchor and place is None:
            return None
        if place:
            there = anchor_at(document.text, *place)
            values |= {f"{side}_{part}": value for part, value in asdict(there).items()}
    if span is None:
        return None
    there = anchor_at(document.text, *span)
    return replace(
        one,
        id=uuid5(NAMESPACE_OID, f"{one.id} {document.sha256}").hex,
        compilation_id=compilation.id,
        sha256=document.sha256,
        values=values,
        **asdict(there),
    )


def _parsed(number: int, line: str) -> Correction:
    try:
        row = json.loads(line, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise GuobanError("exchange_json", line=number) from None
    if not isinstance(row, dict):
        raise GuobanError("exchange_json", line=number)
    if row.get("schema") != SCHEMA:
        raise GuobanError("exchange_schema", line=number, schema=row.get("schema"), known=SCHEMA)
    _check_fields(number, row)
    try:
        values = check(row["subject"], row["action"], row["values"])
    except GuobanError as error:
        raise GuobanError("exchange_line", line=number, reason=str(error)) from error
    return Correction(**{one.name: row.get(one.name, "") for one in fields(Correction)} | {"values": values})


def _refused(name: str) -> float:
    raise ValueError(name)


def _check_fields(number: int, row: Mapping[str, Any]) -> None:
    """Refuse a line whose fields are not of their kinds, or whose place and words do not belong together."""
    wrong = [name for name in _TEXTS if not isinstance(row.get(name, "" if name in _OPTIONAL else None), str)]
    wrong += [name for name in ("start", "end") if type(row.get(name)) is not int]
    wrong += [] if isinstance(row.get("values"), dict) else ["values"]
    if not wrong:
        wrong += [name for name in ("at", "undone_at") if not _is_time(row.get(name, ""), empty=name != "at")]
        wrong += ["end"] if not 0 <= row["start"] < row["end"] else []
        wrong += ["quote"] if len(row["quote"]) != row["end"] - row["start"] else []
        wrong += [name for name in ("before", "after") if len(row[name]) > CONTEXT]
        wrong += ["id"] if not 0 < len(row["id"]) <= _ID else []
    if wrong:
        raise GuobanError("exchange_field", line=number, field=wrong[0])


def _is_time(words: str, *, empty: bool) -> bool:
    if not words:
        return empty
    try:
        told = datetime.fromisoformat(words)
    except ValueError:
        return False
    return told.utcoffset() is not None

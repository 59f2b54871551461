"""What a run has to do: which files are read, which stand as they are, which hold the bytes of another."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from guoban.batch.inputs import Input, fingerprint, name_of
from guoban.batch.manifest import Record
from guoban.batch.rules import rules, surroundings
from guoban.documents.source import shown_name
from guoban.errors import DocumentError

# Refusals that say nothing about the file: they are never left standing.
PASSING = frozenset({"file_missing", "file_denied", "file_unreadable", "batch_changed", "batch_lost"})
HASHING_THREADS = 8


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The SHA-256 of an input's bytes, empty where it could not be had; `problem` says why."""

    input: Input
    sha256: str
    problem: DocumentError | None = None


@dataclass(slots=True)
class Plan:
    """What a run has to do.

    `to_read` are the files to read. `stale` are earlier records whose rows go: the bytes or the rules have changed.
    `standing` are earlier records that hold, done or failed. `duplicates` are new records. `unreadable` could not be
    looked at; where one was read earlier, its rows stay.
    """

    to_read: list[Fingerprint] = field(default_factory=list)
    stale: list[Record] = field(default_factory=list)
    standing: list[Record] = field(default_factory=list)
    duplicates: list[Record] = field(default_factory=list)
    unreadable: list[Fingerprint] = field(default_factory=list)


def fingerprints(inputs: Sequence[Input]) -> Iterator[Fingerprint]:
    """Yield the fingerprint of each of `inputs`, in order."""
    with ThreadPoolExecutor(HASHING_THREADS) as threads:
        yield from threads.map(_fingerprint, inputs)


def _fingerprint(one: Input) -> Fingerprint:
    try:
        return Fingerprint(one, fingerprint(one))
    except DocumentError as problem:
        return Fingerprint(one, "", problem)


def plan(found: Sequence[Fingerprint], known: Mapping[str, Record], *, retry: bool = False) -> Plan:
    """Return what is to be done about the files `found`, of which `known` says what became of them earlier.

    Of files with the same bytes the one that was read earlier stands for all, else the first. With `retry` the files
    that failed are read again.
    """
    made, present = Plan(), {one.input.address: one for one in found}
    read_now = {one.sha256 for one in found if one.sha256}
    owners = {}
    for record in known.values():
        if record.status == "done":
            if _is_stale(record, present.get(record.input), read_now):
                made.stale.append(record)
            else:
                owners[record.sha256] = record.input
    for one in found:
        _place(one, known.get(one.input.address), owners, made, retry=retry)
    return made


def _is_stale(record: Record, now: Fingerprint | None, read_now: set[str]) -> bool:
    """Tell whether the rows of `record` go. A file that is not part of this run keeps its rows, unless the same bytes
    are read by new rules under another name."""
    if now is None:
        return record.rules != rules() and record.sha256 in read_now
    if now.problem is not None:
        return False
    return now.sha256 != record.sha256 or record.rules != rules()


def _place(one: Fingerprint, earlier: Record | None, owners: dict[str, str], made: Plan, *, retry: bool) -> None:
    address = one.input.address
    if one.problem is not None:
        made.unreadable.append(one)
    elif earlier is not None and owners.get(one.sha256) == address:
        made.standing.append(earlier)
    elif one.sha256 in owners:
        made.duplicates.append(_duplicate(one, owners[one.sha256]))
    else:
        if one.sha256:
            owners[one.sha256] = address
        if earlier is not None and not retry and _still_fails(earlier, one):
            made.standing.append(earlier)
        else:
            made.to_read.append(one)


def _still_fails(earlier: Record, now: Fingerprint) -> bool:
    return (
        earlier.status == "failed"
        and earlier.code not in PASSING
        and (earlier.sha256, earlier.size) == (now.sha256, now.input.size)
        and (earlier.rules, earlier.surroundings) == (rules(), surroundings())
    )


def _duplicate(one: Fingerprint, same_as: str) -> Record:
    address = one.input.address
    return Record(
        input=address,
        name=shown_name(name_of(address)),
        size=one.input.size,
        sha256=one.sha256,
        status="duplicate",
        code="batch_duplicate",
        details={"same": shown_name(name_of(same_as))},
        same_as=same_as,
    )

"""Archives, and files that were picked together: many reports as one compilation.

Nothing is written to disk. A member that cannot be read is a note, and the others come in; what an operating system
or an open editor leaves in a folder is passed over.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from guoban.documents.decoded import Decoded
from guoban.documents.decoding import decode
from guoban.documents.formats import ARCHIVE, recognise
from guoban.documents.limits import Limits, limits
from guoban.documents.member_names import is_litter, order, shown_path, without_common_folder
from guoban.documents.safe_zip import open_zip
from guoban.errors import DocumentError
from guoban.records import Member, Note

# What concerns the whole, whichever member it is met in.
FOR_ALL = frozenset({"archive_unpacked", "archive_members"})
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class File:
    """A file among others: its path, and how to come by its bytes, or why they cannot be had."""

    path: str
    load: Callable[[], bytes] = bytes
    climbs: bool = False
    problem: DocumentError | None = None


@dataclass(slots=True)
class _Reading:
    """What came of the files so far. `taken` is the bytes of all together, `seen` their fingerprints by path."""

    name: str
    encoding: str | None
    allowed: Limits
    parts: list[Decoded] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    failures: list[DocumentError] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    taken: int = 0
    files: int = 0
    at: int = 0


def read(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the texts of all members of the archive `data`, in the order of their names.

    Raises `DocumentError`: archive_empty (no member to read), what a single member was refused for where none could
    be read, and those of `safe_zip`.
    """
    reading = _Reading(name, encoding, limits())
    _read_archive(data, "", reading, 1)
    return _joined(reading)


def read_files(files: Sequence[File], name: str, encoding: str | None = None) -> Decoded:
    """Return the texts of `files`: the same as of an archive of them. Raises as `read` does."""
    reading = _Reading(name, encoding, limits())
    _read_files(files, reading, 0)
    return _joined(reading)


def fingerprint_of(files: Sequence[File]) -> str:
    """Return the SHA-256 of `files` together, with their names; the order in which they were picked is nothing."""
    each = sorted(
        f"{hashlib.sha256(one.load()).hexdigest()} {shown_path(one.path)}\n" for one in files if not one.problem
    )
    return hashlib.sha256("".join(each).encode("utf-8", "surrogatepass")).hexdigest()


def _read_archive(data: bytes, path: str, reading: _Reading, depth: int) -> None:
    with open_zip(data, path or reading.name, reading.allowed) as archive:
        prefix = f"{path}/" if path else ""
        files = [
            File(prefix + member.path, partial(archive.read, member.key), member.climbs) for member in archive.members
        ]
        _read_files(files, reading, depth)


def _read_files(files: Sequence[File], reading: _Reading, depth: int) -> None:
    reading.files += len(files)
    if reading.files > reading.allowed.members:
        raise DocumentError("archive_members", name=reading.name, **reading.allowed.told("members"))
    kept = [one for one in files if not is_litter(one.path)]
    reading.skipped += [shown_path(one.path) for one in files if is_litter(one.path)]
    paths = without_common_folder([one.path for one in kept]) if depth <= 1 else [one.path for one in kept]
    for path, one in sorted(zip(paths, kept, strict=True), key=lambda pair: order(pair[0])):
        shown = shown_path(path)
        try:
            _read_file(shown, one, reading, depth)
        except DocumentError as problem:
            if problem.code in FOR_ALL:
                raise
            told = DocumentError(problem.code, **{**problem.details, "name": shown})
            reading.failures.append(told)
            reading.notes.append(Note(told.code, details=told.details))


def _read_file(shown: str, one: File, reading: _Reading, depth: int) -> None:
    if one.climbs:
        raise DocumentError("member_climbs", name=shown)
    if one.problem:
        raise one.problem
    data = one.load()
    if not data:
        reading.skipped.append(shown)
        return
    reading.taken += len(data)
    if reading.taken > reading.allowed.unpacked_bytes:
        raise DocumentError("archive_unpacked", name=reading.name, **reading.allowed.told("unpacked_bytes"))
    fingerprint = hashlib.sha256(data).hexdigest()
    if fingerprint in reading.seen:
        details = {"name": shown, "same": reading.seen[fingerprint]}
        reading.notes.append(Note("member_twice", "info", details=details))
        return
    reading.seen[fingerprint] = shown
    if recognise(data, shown) == ARCHIVE:
        if depth >= reading.allowed.nesting:
            raise DocumentError("archive_nested", name=shown, **reading.allowed.told("nesting"))
        _read_archive(data, shown, reading, depth + 1)
        return
    _add(shown, decode(data, shown, reading.encoding), reading)


def _add(shown: str, decoded: Decoded, reading: _Reading) -> None:
    if not decoded.text.strip():
        raise DocumentError("file_blank", name=shown)
    text = decoded.text if decoded.text.endswith("\n") else decoded.text + "\n"
    start, reading.at = reading.at, reading.at + len(text)
    reading.members.append(Member(shown, start, reading.at))
    reading.parts.append(replace(decoded, text=text).moved(start))


def _joined(reading: _Reading) -> Decoded:
    if not reading.parts:
        raise reading.failures[0] if len(reading.failures) == 1 else _nothing(reading)
    encodings = {part.encoding for part in reading.parts}
    return Decoded(
        text="".join(part.text for part in reading.parts),
        encoding=encodings.pop() if len(encodings) == 1 else "",
        notes=(*reading.notes, *_skipped(reading), *(note for part in reading.parts for note in part.notes)),
        ocr=tuple(span for part in reading.parts for span in part.ocr),
        members=tuple(reading.members),
        pages=tuple(page for part in reading.parts for page in part.pages),
        hints=tuple(hint for part in reading.parts for hint in part.hints),
    )


def _nothing(reading: _Reading) -> DocumentError:
    if reading.failures:
        first = reading.failures[0]
        return DocumentError("archive_unread", name=reading.name, count=len(reading.failures), first=str(first))
    return DocumentError("archive_empty", name=reading.name)


def _skipped(reading: _Reading) -> Iterator[Note]:
    if reading.skipped:
        names = "、".join(reading.skipped[:MOST_NAMES]) + ("…" if len(reading.skipped) > MOST_NAMES else "")
        yield Note("members_skipped", "info", details={"count": len(reading.skipped), "names": names})

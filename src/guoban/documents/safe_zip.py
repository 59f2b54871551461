"""ZIP files of unknown origin: capped reads, names as they were meant, nothing written to disk.

Word files and archives are both opened here. What a header claims is checked against what comes out, so that a bomb
stops at the limit whatever it says of itself.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import PureWindowsPath

from guoban.documents.limits import MEGABYTE, Limits, limits
from guoban.errors import DocumentError

PIECE = MEGABYTE
# Below this a high ratio harms nobody: a blank page is mostly the same bytes.
RATIO_FROM = MEGABYTE
UTF8_NAME = 0x800
ENCRYPTED = 0x1
# The other methods unpack a piece of any size at one go, and Office writes none of them.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENTRY_MARK = b"PK\x01\x02"
# Entries of archives inside, stored as they are, carry the mark too: a Word file has some twenty.
ENTRIES_A_MEMBER = 30
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. `key` is the name to read it by; `path` is the name as it was meant, folders with /."""

    key: str
    path: str
    bytes: int
    encrypted: bool

    @property
    def climbs(self) -> bool:
        """Whether the path leads out of the folder that the archive would be unpacked in."""
        path = PureWindowsPath(self.path)
        return bool(path.drive or path.root) or ".." in path.parts


class SafeZip:
    """An open archive. `name` is the file's, for the messages. All reads together stay under the limits."""

    def __init__(self, archive: zipfile.ZipFile, name: str, allowed: Limits) -> None:
        self._archive = archive
        self._name = name
        self._allowed = allowed
        self._taken = 0
        self.members = tuple(_member(info) for info in archive.infolist() if not info.is_dir())
        self._by_key = {member.key: member for member in self.members}

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def read(self, key: str) -> bytes:
        """Return the bytes of the member `key`.

        Raises `KeyError` where there is none, and `DocumentError`: file_password, archive_method, archive_unpacked,
        archive_ratio, archive_broken.
        """
        if self._by_key[key].encrypted:
            raise DocumentError("file_password", name=self._name)
        info = self._archive.getinfo(key)
        if info.compress_type not in METHODS:
            raise DocumentError("archive_method", name=self._name)
        pieces: list[bytes] = []
        size, packed = 0, max(info.compress_size, 1)
        try:
            with self._archive.open(key) as stream:
                while piece := stream.read(PIECE):
                    size += len(piece)
                    self._taken += len(piece)
                    self._check(size, packed)
                    pieces.append(piece)
        except BROKEN as problem:
            raise DocumentError("archive_broken", name=self._name) from problem
        return b"".join(pieces)

    def _check(self, size: int, packed: int) -> None:
        if self._taken > self._allowed.unpacked_bytes:
            raise DocumentError("archive_unpacked", name=self._name, **self._allowed.told("unpacked_bytes"))
        if size > RATIO_FROM and size > self._allowed.ratio * packed:
            raise DocumentError("archive_ratio", name=self._name, **self._allowed.told("ratio"))


@contextmanager
def open_zip(data: bytes, name: str, allowed: Limits | None = None) -> Iterator[SafeZip]:
    """Open the archive `data`. Raises `DocumentError`: archive_broken, archive_members."""
    allowed = allowed or limits()
    # An entry takes ten times its place in memory, so that many are counted before they are read.
    if data.count(ENTRY_MARK) > ENTRIES_A_MEMBER * allowed.members:
        raise DocumentError("archive_members", name=name, **allowed.told("members"))
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except BROKEN as problem:
        raise DocumentError("archive_broken", name=name) from problem
    with archive:
        if len(archive.filelist) > allowed.members:
            raise DocumentError("archive_members", name=name, **allowed.told("members"))
        yield SafeZip(archive, name, allowed)


def _member(info: zipfile.ZipInfo) -> Member:
    return Member(info.filename, _meant(info), info.file_size, bool(info.flag_bits & ENCRYPTED))


def _meant(info: zipfile.ZipInfo) -> str:
    """Return the name of a member as its maker wrote it.

    Chinese Windows writes names in GBK without a word; Python reads what is not marked as UTF-8 as code page 437.
    """
    name = info.orig_filename
    if not info.flag_bits & UTF8_NAME:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")

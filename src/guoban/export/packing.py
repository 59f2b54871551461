"""Zip files whose bytes depend on their content alone."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file of `members` in their order, without the time at which it was made."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = ZipInfo(name, FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, data)
    return stream.getvalue()


def packed_alike(archive: bytes) -> bytes:
    """Return the zip file `archive` with the same members in the same order, packed by `packed`."""
    with ZipFile(BytesIO(archive)) as opened:
        return packed({name: opened.read(name) for name in opened.namelist()})

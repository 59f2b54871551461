"""Word's old format, WPS, RTF and OpenDocument: LibreOffice makes them docx, and the docx reader reads that.

LibreOffice runs without a window, with a profile of its own that forbids macros and links, under a limit on time, and
is ended with all its children. Nothing of it stays on the disk.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import cast

from guoban.documents.child import NO_WINDOW
from guoban.documents.decoded import Decoded
from guoban.documents.formats import FORMATS, recognise
from guoban.documents.isolation import read_apart
from guoban.documents.limits import Limits, limits
from guoban.documents.rtf import with_typed_numbers
from guoban.documents.safe_zip import open_zip
from guoban.errors import DocumentError
from guoban.records import Note

DOCX = "Word (docx)"
PROGRAMS = ("soffice", "libreoffice")
USUAL_PLACES = (
    r"%ProgramFiles%\LibreOffice\program\soffice.com",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# LibreOffice goes by the content; the ending decides only where that is not clear.
SUFFIXES = {"Word (doc)": ".doc", "Works (wps)": ".wps", "RTF": ".rtf", "OpenDocument (odt)": ".odt"}
AT_ONCE = BoundedSemaphore(2)
ODT_MANIFEST = "META-INF/manifest.xml"
ODT_PASSWORD = b"encryption-data"
SECTOR = 512
RTF_END = b"\x00\r\n\t "
WORD_MARK = b"\xec\xa5"  # begins the stream WordDocument
WORD_ENCRYPTED = 0x01
SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">\
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def read(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of `data`, a file of a kind in SUFFIXES.

    Raises `DocumentError`: file_password, office_missing, office_failed, file_slow, and those of the docx reader.
    """
    if has_password(data, name):
        raise DocumentError("file_password", name=name)
    converted = convert(data, name)
    decoded = cast("Decoded", read_apart(FORMATS[DOCX].module, converted, name, encoding))
    if recognise(data) == "RTF" and not data.rstrip(RTF_END).endswith(b"}"):
        end = len(decoded.text)
        return replace(decoded, notes=(*decoded.notes, Note("text_cut_off", "check", max(end - 1, 0), end)))
    return decoded


def has_password(data: bytes, name: str) -> bool:
    """Tell whether `data` can only be opened with a password."""
    if recognise(data) == "OpenDocument (odt)":
        with open_zip(data, name) as archive:
            return ODT_MANIFEST in archive and ODT_PASSWORD in archive.read(ODT_MANIFEST)
    heads = (data[start : start + 12] for start in range(SECTOR, len(data), SECTOR))
    return any(head.startswith(WORD_MARK) and len(head) == 12 and head[11] & WORD_ENCRYPTED for head in heads)


def convert(data: bytes, name: str) -> bytes:
    """Return `data` as docx. Raises `DocumentError`: office_missing, office_failed, file_slow."""
    kind = recognise(data)
    program = find_program()
    if program is None:
        raise DocumentError("office_missing", name=name, kind=kind)
    allowed = limits()
    with AT_ONCE, TemporaryDirectory(prefix="guoban-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        source = folder / f"source{SUFFIXES[kind]}"
        source.write_bytes(with_typed_numbers(data) if kind == "RTF" else data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, encoding="utf-8")
        _run(program, source, folder, name, allowed)
        try:
            with (folder / "made" / "source.docx").open("rb") as made:
                converted = made.read(allowed.unpacked_bytes)
        except OSError as problem:
            raise DocumentError("office_failed", name=name, kind=kind) from problem
    if recognise(converted) != DOCX:
        raise DocumentError("office_failed", name=name, kind=kind)
    return converted


def find_program(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the path of LibreOffice: the one that GUOBAN_SOFFICE names, else from the path or the usual places."""
    named = environment.get("GUOBAN_SOFFICE")
    if named is not None:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return found or next(filter(os.path.isfile, map(os.path.expandvars, USUAL_PLACES)), None)


def _run(program: str, source: Path, folder: Path, name: str, allowed: Limits) -> None:
    """Have LibreOffice write `folder`/made/source.docx, within the time."""
    process = subprocess.Popen(  # noqa: S603  (the program that the administrator installed)
        [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
            "--nodefault", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"),
            str(source),
        ],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=NO_WINDOW,
        start_new_session=os.name == "posix",
    )  # fmt: skip
    _hold(process, allowed)
    try:
        process.wait(allowed.seconds)
    except subprocess.TimeoutExpired as problem:
        raise DocumentError("file_slow", name=name, **allowed.told("seconds")) from problem
    finally:
        _end(process)


def _hold(process: "subprocess.Popen[bytes]", allowed: Limits) -> None:
    """Bound what LibreOffice may write and use, where the system can do that to another process (Linux)."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return
    if hasattr(resource, "prlimit"):
        with suppress(OSError, ValueError):
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (allowed.unpacked_bytes,) * 2)
            resource.prlimit(process.pid, resource.RLIMIT_AS, (allowed.memory_bytes,) * 2)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and what it started: its own process group, or on Windows its tree."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        taskkill = shutil.which("taskkill")
        if taskkill:
            subprocess.run(  # noqa: S603
                [taskkill, "/T", "/F", "/PID", str(process.pid)],
                capture_output=True,
                check=False,
                creationflags=NO_WINDOW,
            )
        process.kill()
    process.wait()

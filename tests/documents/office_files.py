"""Files in the formats of LibreOffice, made by LibreOffice."""

import subprocess
import tempfile
from pathlib import Path

import pytest

from guoban.documents.office import find_program

FILTERS = {"doc": "doc:MS Word 97", "wps": "doc:MS Word 97", "odt": "odt", "rtf": "rtf", "pdf": "pdf:writer_pdf_Export"}

needs_office = pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")


def made(data, ending, source="docx"):
    """Return `data`, a file with the ending `source`, as LibreOffice saves it with `ending`."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"made.{source}"
        path.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        subprocess.run(
            [
                find_program(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", FILTERS[ending],
                "--outdir", f"{folder}/out", str(path),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return next((Path(folder) / "out").iterdir()).read_bytes()

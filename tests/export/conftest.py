"""What papers are made from, and LibreOffice to look at them."""

import shutil
import subprocess

import paper_offices
import pypdfium2
import pytest
import small_office

from guoban.locale import set_language
from guoban.reporting.matter import matter

LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(autouse=True)
def _chinese():
    set_language("zh")
    yield
    set_language("zh")


@pytest.fixture(scope="session")
def small():
    """The matter of three invented reports, with known cells."""
    return matter(small_office.build(), filters=("部门类型：水利、街道",))


@pytest.fixture(scope="session")
def large():
    """The matter of thirty invented reports, read from text."""
    return matter(paper_offices.read(30))


@pytest.fixture(scope="session")
def profile_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture
def as_pdf(tmp_path, profile_folder):
    """Return a function that has LibreOffice print a file, by its bytes and ending, to a PDF."""
    if LIBREOFFICE is None:
        pytest.skip("LibreOffice is not installed")

    def convert(data, suffix):
        source = tmp_path / f"paper{suffix}"
        source.write_bytes(data)
        command = [LIBREOFFICE, f"-env:UserInstallation=file://{profile_folder}", "--headless", "--convert-to", "pdf",
                   "--outdir", str(tmp_path), str(source)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        printed = source.with_suffix(".pdf")
        if not printed.exists():
            pytest.skip(f"this LibreOffice cannot open {suffix}")
        return pypdfium2.PdfDocument(printed)

    return convert

"""Each package reads only the ones before it, and the core does without pandas and the app."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import guoban
from guoban.documents.formats import FORMATS

SOURCE = Path(guoban.__file__).parent
ORDER = [
    "documents",
    "structure",
    "metrics",
    "checks",
    "progress",
    "tables",
    "compilation",
    "across",
    "score",
    "corrections",
    "reporting",
    "library",
    "export",
    "batch",
    "dataset",
    "cli",
    "ui",
]
CORE = ORDER[:5]
BASE = {"__about__", "__init__", "__main__", "errors", "lexicon", "locale", "messages", "records"}


def imports(path):
    """Yield the dotted names that the module at `path` imports, with those inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module
            if node.module == "guoban":
                yield from (f"guoban.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module":
            # A name that is computed is one of the readers of formats, see below.
            yield node.args[0].value if isinstance(node.args[0], ast.Constant) else ""


def parts():
    """Yield (part, path) for each module: the package or the module of `guoban` that it belongs to."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).parts[0].removesuffix(".py"), path


def part_of(name):
    return name.split(".")[1] if name.startswith("guoban.") else None


def test_every_part_has_its_place():
    assert {part for part, _path in parts()} <= {*ORDER, *BASE}


@pytest.mark.parametrize("part", ORDER)
def test_a_package_reads_only_the_ones_before_it(part):
    before = {*ORDER[: ORDER.index(part) + 1], *BASE}
    wrong = [
        f"{path.relative_to(SOURCE)}: {name}"
        for owner, path in parts()
        if owner == part
        for name in imports(path)
        if part_of(name) and part_of(name) not in before
    ]
    assert not wrong


def test_the_readers_of_formats_stand_among_the_documents():
    assert {form.module.rpartition(".")[0] for form in FORMATS.values()} == {"guoban.documents"}


def test_the_base_reads_only_itself():
    wrong = [
        f"{path.relative_to(SOURCE)}: {name}"
        for owner, path in parts()
        if owner in BASE - {"__init__", "__main__"}
        for name in imports(path)
        if part_of(name) and part_of(name) not in BASE
    ]
    assert not wrong


def test_only_the_app_knows_streamlit_and_plotly():
    wrong = [
        f"{path.relative_to(SOURCE)}: {name}"
        for owner, path in parts()
        if owner != "ui"
        for name in imports(path)
        if name.split(".")[0] in {"streamlit", "plotly"}
    ]
    assert not wrong


def loaded_by(*modules):
    """Return the names of everything that a fresh Python has loaded after importing `modules`."""
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_the_core_loads_neither_pandas_nor_the_app():
    loaded = loaded_by(*(f"guoban.{package}" for package in CORE))
    assert "guoban.documents" in loaded
    assert not loaded & {"streamlit", "plotly", "pandas", "numpy", "pyarrow", "pandera"}


def test_the_command_line_answers_before_pandas_is_loaded():
    assert not loaded_by("guoban.cli") & {"streamlit", "plotly", "pandas", "numpy", "pyarrow", "pandera"}

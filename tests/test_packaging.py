"""What is installed, what is declared, and what is pinned are the same."""

import os
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parent.parent
DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def declared(requirements):
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in requirements}


def pinned(name):
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    return declared(line for line in lines if line and not line.startswith(("#", "-")))


FILES = [
    ("requirements.txt", DECLARED["dependencies"]),
    ("requirements-dev.txt", DECLARED["optional-dependencies"]["dev"]),
]


@pytest.mark.parametrize(("name", "wanted"), FILES)
def test_every_dependency_is_pinned_to_a_version_that_is_allowed(name, wanted):
    wanted, pins = declared(wanted), pinned(name)
    assert set(pins) == set(wanted)
    for package, pin in pins.items():
        (exact,) = pin.specifier
        assert exact.operator == "=="
        assert exact.version in wanted[package].specifier


@pytest.mark.parametrize("name", [name for name, _wanted in FILES])
def test_the_tests_run_with_the_pinned_versions(name):
    assert {package: version(package) for package in pinned(name)} == {
        package: next(iter(pin.specifier)).version for package, pin in pinned(name).items()
    }


def test_requirements_install_the_package_itself():
    assert "-e ." in (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(os.name == "nt", reason="the scripts are for Unix")
def test_the_scripts_can_be_run():
    scripts = [one for one in (PROJECT / "scripts").iterdir() if one.is_file() and one.name != "serving.py"]
    for script in (*scripts, PROJECT / ".ci" / "run"):
        assert os.access(script, os.X_OK), script
        assert script.read_text(encoding="utf-8").startswith("#!")

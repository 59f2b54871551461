"""What the benchmarks stand on: the generator, the yardstick, the comparison. What they measure is no test."""

import importlib
import json
import sys
from pathlib import Path

import pytest

import guoban

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def module(monkeypatch):
    """Import a benchmark's module by its name, as one beside the others."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))

    def load(name):
        found = importlib.import_module(name)
        monkeypatch.delitem(sys.modules, name)
        return found

    return load


def test_generated_reports_are_read_as_so_many_reports(module):
    generate = module("generate")
    text = generate.compilation(12, seed=5)
    read = guoban.read(text.encode(), name="generated.txt")
    assert len(read.reports) == 12
    assert (read.reports["department"] != "").all()
    assert len(read.metrics) > 12 * 20
    assert read.metrics["redacted"].any()
    assert len(read.progress) > 12
    assert generate.compilation(12, seed=5) == text
    assert generate.compilation(12, seed=6) != text


def test_numbers_vary_and_dates_do_not(module):
    generate = module("generate")
    text = generate.compilation(40)
    sample = generate.SAMPLE.read_text(encoding="utf-8")
    assert not any(place in text for place in generate.PLACES)
    assert set(guoban.read(text.encode()).reports["year"]) == {2022, 2023, 2024, 2025}
    for kept in ("PM2.5", "832平台"):
        assert kept in sample
        assert kept in text
    assert "科技型中小企业评价入库186家" in sample
    assert "科技型中小企业评价入库186家" not in text


def test_the_yardstick_finds_numbers_and_units(module):
    found = module("number_and_unit").find("完成投资1.5亿元，增长3%，新建泵站十二座、水库1,204个。")
    assert [(value, unit) for _start, _end, value, unit in found] == [
        (150_000_000, "元"), (3, "%"), (12, "座"), (1204, "个"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("recorded", "now", "told"),
    [
        ({"a": 2.0}, {"a": 2.4, "b": 9.0}, []),
        ({"a": 2.0}, {"a": 2.6}, ["slower: a: 2 -> 2.6 (1.30 times)"]),
        ({"a": 2.0}, {"a": 0.5}, []),
        ({"a": 2.0}, {}, ["not measured: a"]),
    ],
)
def test_what_became_slower_is_told(module, recorded, now, told):
    assert module("compare").slower(recorded, now, dict.fromkeys(now, 1.25)) == told


def test_a_run_is_recorded_and_a_slower_one_ends_with_one(module, tmp_path, monkeypatch, capsys):
    compare, measuring = module("compare"), module("measuring")
    monkeypatch.setattr(compare, "RECORDED", tmp_path / "recorded.json")

    def run(seconds, *options):
        part = measuring.Part("Part", "command", ratios={"ratio": seconds})
        part.add("something", "s", [seconds])
        part.add("too short to be steady", "s", [measuring.STEADY / 2])
        part.compare(2.0, "work")
        (tmp_path / "run.json").write_text(json.dumps({"parts": [part.as_json()]}), encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["compare.py", str(tmp_path / "run.json"), *options])
        return compare.main(), capsys.readouterr().out.splitlines()

    assert run(3.0, "--record") == (0, ["2 ratios recorded"])
    assert json.loads((tmp_path / "recorded.json").read_text(encoding="utf-8")) == {
        "Part: ratio": 3.0, "Part: something / work": 1.5,
    }  # fmt: skip
    assert run(3.5) == (0, ["nothing is slower"])
    assert run(6.0) == (
        1, ["slower: Part: ratio: 3 -> 6 (2.00 times)", "slower: Part: something / work: 1.5 -> 3 (2.00 times)"],
    )  # fmt: skip
    assert run(1.0)[0] == 0


@pytest.mark.parametrize("file", sorted(BENCHMARKS.glob("*.py")), ids=lambda file: file.stem)
def test_every_program_is_listed(file):
    assert f"`{file.name}`" in (BENCHMARKS / "README.md").read_text(encoding="utf-8")


def test_growth_is_measured_in_a_process_of_its_own(module, tmp_path):
    (tmp_path / "a.txt").write_text(module("generate").compilation(2), encoding="utf-8")
    told = module("growth").child("--read", tmp_path / "a.txt")
    assert told["metrics"] > 40
    assert 0 < told["seconds"] < 60
    assert 20 < told["peak"] < 2_000


def test_a_goal_is_held_against_the_worst_that_was_found(module):
    goals, measuring = module("goals"), module("measuring")
    parts = [measuring.Part("Extraction, side by side: one", "-"), measuring.Part("Extraction, side by side: two", "-")]
    for part, ratio in zip(parts, (0.5, 1.2), strict=True):
        part.ratios["whole way / quantulum3"] = ratio
        part.ratios["whole way / jionlp"] = ratio / 2
    told = list(goals.told(parts))
    assert [line for line in told if "JioNLP" in line] == ["| faster than JioNLP | 0.25 times to 0.6 times | holds |"]
    assert [line for line in told if "quantulum3" in line and "0.5 times to 1.2 times | **missed**: " in line]
    assert not any("30-line" in line for line in told), "of what was not measured nothing is said"

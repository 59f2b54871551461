"""What was reached on labelled texts, field by field, and that it does not fall.

The floors stand in floors.yaml: the figure measured when it was last raised, less 0.005. After an improvement,
`python tests/golden/test_scores.py` raises those that can be raised, and lowers none.
"""

import json
import math
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

import guoban
from guoban.score import Tables, score

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
TEXTS = {
    "sample": (ROOT / "data" / "sample-2024h1.txt", HERE / "sample"),
    "domains": (HERE / "domains" / "text.txt", HERE / "domains"),
    "unseen": (HERE / "unseen" / "text.txt", HERE / "unseen"),
    "dev": (SHARED / "corpus" / "compilation-2023h1.txt", SHARED / "gold" / "dev"),
}
NAMES = ("reports", "sections", "metrics", "progress")
FLOORS = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))
HEAD = "# The lowest that each figure may fall to, by labelled text: what was measured when it was last raised, less 0.005.\n"


@cache
def labelled(folder):
    def rows(name):
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]

    return Tables(**{name: rows(name) for name in NAMES})


@cache
def extracted(path):
    """Return the rows of a file's tables as they are written to JSON lines."""
    tables = dict(guoban.read(path).tables)
    return Tables(**{name: json.loads(tables[name].to_json(orient="records")) for name in NAMES})


def figures(name):
    path, folder = TEXTS[name]
    if not folder.exists():
        pytest.skip(f"the labels of {name} are not part of the project and not here")
    return score(labelled(folder), extracted(path)).figures()


@pytest.mark.parametrize("name", TEXTS)
def test_no_figure_falls(name):
    reached = figures(name)
    assert {figure: reached[figure] for figure, floor in FLOORS[name].items() if reached[figure] < floor} == {}


@pytest.mark.parametrize("name", TEXTS)
def test_every_figure_has_a_floor(name):
    assert set(FLOORS[name]) == set(figures(name))


@pytest.mark.parametrize("name", TEXTS)
def test_figures_are_those_of_the_shared_scorer(name, tmp_path):
    scorer, (path, folder) = SHARED / "gold" / "score.py", TEXTS[name]
    if not scorer.exists():
        pytest.skip("the shared scorer is not part of the project and not here")
    for table in NAMES:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in getattr(extracted(path), table))
        (tmp_path / f"{table}.jsonl").write_text("".join(lines), encoding="utf-8")
    out = tmp_path / "figures.json"
    subprocess.run([sys.executable, scorer, folder, tmp_path, "--json", out], check=True, capture_output=True)
    wanted = {
        key: figure[2] if isinstance(figure, list) else figure for key, figure in json.loads(out.read_text()).items()
    }
    assert figures(name) == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("name", ["sample", "domains", "unseen"])
def test_labels_agree_with_themselves(name):
    labels = labelled(TEXTS[name][1])
    assert set(score(labels, labels).figures().values()) == {1.0}


@pytest.mark.parametrize("name", ["sample", "domains", "unseen"])
def test_nothing_found_scores_nothing(name):
    labels = labelled(TEXTS[name][1])
    assert set(score(labels, Tables([], [], [], [])).figures().values()) == {0.0}


def raised():
    """Return the floors with those raised that what is reached now allows."""
    now = {name: figures(name) for name, (_, folder) in TEXTS.items() if folder.exists()}
    lowest = {
        name: {figure: max(math.floor(1000 * reached - 5) / 1000, 0.0) for figure, reached in of.items()}
        for name, of in now.items()
    }
    return {
        name: {figure: max(floor, lowest.get(name, {}).get(figure, 0.0)) for figure, floor in floors.items()}
        for name, floors in FLOORS.items()
    }


if __name__ == "__main__":
    (HERE / "floors.yaml").write_text(HEAD + yaml.safe_dump(raised(), sort_keys=False), encoding="utf-8")

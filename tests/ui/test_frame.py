"""The words of open compilations."""

from guoban.ui.frame import choices
from guoban.ui.store import Summary


def test_no_two_compilations_read_the_same():
    given = [("a" * 16, "东.txt", 3), ("b" * 16, "西.txt", 3), ("c" * 16, "西.txt", 3), ("d" * 16, "南.txt", 4)]
    words = choices([Summary(key, name, "2024年上半年", reports, 9, 9, sample=False) for key, name, reports in given])
    assert len(set(words.values())) == 4
    assert words["a" * 16].startswith("东 · 2024年上半年")
    assert words["c" * 16].startswith("cccccc · 西 · ")
    assert words["d" * 16] == "2024年上半年·4篇"

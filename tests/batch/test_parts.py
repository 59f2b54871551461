"""Parts are written a row group at a time, so that a batch takes no more memory for more files."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guoban.batch import parts
from guoban.batch.columns import SCHEMAS, TABLES
from guoban.batch.packing import Told, pack
from guoban.batch.parts import Parts, row_groups


def numbers(*sizes: int) -> list[pa.Table]:
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    return [
        pa.table({"n": pa.array(range(start, start + size), pa.int64())})
        for start, size in zip(starts, sizes, strict=True)
    ]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((), []),
        ((0, 0), []),
        ((2, 1), [3]),
        ((3, 3), [3, 3]),
        ((1, 0, 5, 2), [3, 3, 2]),
        ((10,), [3, 3, 3, 1]),
    ],
)
def test_rows_are_gathered_in_order_into_groups_of_one_size(sizes: tuple[int, ...], expected: list[int]) -> None:
    groups = list(row_groups(numbers(*sizes), 3))

    assert [group.num_rows for group in groups] == expected
    assert [n for group in groups for n in group["n"].to_pylist()] == list(range(sum(sizes)))


def test_no_piece_is_asked_for_before_the_group_before_it_is_out() -> None:
    asked: list[pa.Table] = []

    def pieces() -> Iterator[pa.Table]:
        for piece in numbers(3, 3, 3):
            asked.append(piece)
            yield piece

    for count, _group in enumerate(row_groups(pieces(), 3), 1):
        assert len(asked) == count


def test_rows_are_taken_out_of_every_row_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "ROW_GROUP", 4)
    written = Parts(tmp_path)
    written.prepare(set())
    blocks = [written.keep(block(name, 3), name * 64) for name in "abc"]
    part = written.write(blocks, set())
    left = written.without(part, ["b" * 16], {part})

    before, after = (pq.ParquetFile(tmp_path / "sections" / name) for name in (part, left))
    assert [before.metadata.row_group(at).num_rows for at in range(before.num_row_groups)] == [4, 4, 1]
    owners = after.read()["report_id"].to_pylist()
    assert owners == ["a" * 16 + "-0001"] * 3 + ["c" * 16 + "-0001"] * 3
    for name in TABLES:
        assert pq.read_schema(tmp_path / name / left).equals(SCHEMAS[name])


def test_arrow_has_its_own_allocator_again(tmp_path: Path) -> None:
    usual = pa.default_memory_pool().backend_name
    written = Parts(tmp_path)
    written.prepare(set())
    written.write([written.keep(block("a", 1), "a" * 64)], set())

    assert pa.default_memory_pool().backend_name == usual


def block(letter: str, rows: int) -> bytes:
    """Return the block of a file with `rows` sections, and nothing in its other tables."""
    told = Told(f"{letter}.txt", letter * 64, "rules", "1", 9, 1, rows, 0, 0, 0, 0.1)
    tables = {name: schema.empty_table() for name, schema in SCHEMAS.items()}
    texts = {"report_id": f"{letter * 16}-0001"}
    tables["sections"] = pa.table(
        {
            one.name: pa.array([texts.get(one.name, "x" if one.type == pa.string() else 1)] * rows, one.type)
            for one in SCHEMAS["sections"]
        },
        schema=SCHEMAS["sections"],
    )
    return pack(told, tables)

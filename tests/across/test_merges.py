"""Merges beside the originals, and as a file."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guoban.across import (
    Member,
    Merge,
    MergesError,
    Proposal,
    apply_merges,
    mapping,
    merge_of,
    read_merges,
    write_merges,
)

MERGES = (
    Merge("department", "临沚市财政局", ("市财政局", "临沚市财政局")),
    Merge("indicator", "固定资产投资", ("固投",)),
)
NAMES = st.text(st.characters(codec="utf-8", categories=["Lo", "Nd"]), min_size=1, max_size=6)


def test_the_original_stays():
    frame = pd.DataFrame({"department": ["市财政局", "县财政局"]})
    merged = apply_merges(frame, mapping(MERGES, "department"), "department")
    assert list(merged["canonical_department"]) == ["临沚市财政局", "县财政局"]
    assert list(merged["department"]) == ["市财政局", "县财政局"]


@given(st.lists(NAMES, max_size=20), st.dictionaries(NAMES, NAMES, max_size=8))
def test_merges_undone_give_the_original(names, merged):
    frame = pd.DataFrame({"indicator": pd.Series(names, dtype="str")})
    done = apply_merges(frame, merged, "indicator")
    undone = apply_merges(done, {}, "indicator")
    assert list(undone["canonical_indicator"]) == names
    pd.testing.assert_frame_equal(undone[["indicator"]], frame)


def test_what_a_name_goes_by_may_go_by_another():
    chain = [Merge("department", "市经信局", ("市工信局",)), Merge("department", "市经济和信息化局", ("市经信局",))]
    assert mapping(chain, "department") == {"市工信局": "市经济和信息化局", "市经信局": "市经济和信息化局"}


def test_a_file_gives_back_what_was_written():
    text = write_merges(MERGES)
    assert json.loads(text)["version"] == 1
    again = read_merges(text)
    assert write_merges(again) == text
    assert mapping(again, "department") == mapping(MERGES, "department")
    assert read_merges("\ufeff" + write_merges([])) == ()


def test_a_proposal_becomes_a_merge_under_a_name_of_choice():
    members = (Member("固投", 5), Member("固定资产投资", 2))
    proposal = Proposal("indicator", "固定资产投资", members, ("abbreviation",), "high")
    assert merge_of(proposal) == Merge("indicator", "固定资产投资", ("固投", "固定资产投资"))
    assert merge_of(proposal, "固投").canonical == "固投"


def as_file(entries, **fields):
    return json.dumps({"schema": "guoban-merges", "version": 1, "merges": entries} | fields)


def entry(kind="department", canonical="甲局", names=("乙局",)):
    return {"kind": kind, "canonical": canonical, "names": list(names)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "merges_shape"),
        ("[]", "merges_shape"),
        ("[" * 100_000, "merges_shape"),
        (as_file([], schema="other"), "merges_shape"),
        (as_file({}), "merges_shape"),
        (as_file([], version=2), "merges_version"),
        (as_file([], version=True), "merges_version"),
        (as_file(["甲局"]), "merges_entry"),
        (as_file([entry(kind="region")]), "merges_entry"),
        (as_file([entry(canonical=" ")]), "merges_entry"),
        (as_file([entry(names=[])]), "merges_entry"),
        (as_file([entry(names=[3])]), "merges_entry"),
        (as_file([entry(names=["甲\n乙"])]), "merges_entry"),
        (as_file([entry(), entry(canonical="丙局")]), "merges_twice"),
        (as_file([entry(), entry(canonical="乙局", names=["甲局"])]), "merges_circle"),
    ],
)
def test_a_file_that_is_not_right_is_refused(text, code):
    with pytest.raises(MergesError) as refused:
        read_merges(text)
    assert refused.value.code == code
    assert str(refused.value)

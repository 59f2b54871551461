"""Corrections that come from elsewhere go where they belong."""

from dataclasses import replace

from libraries import another, confirmed, office

from guoban.library.exchanging import take_in

ELSEWHERE = "f" * 64


def test_corrections_go_to_their_own_file_alone(library):
    # Both files hold the same first report, so the words alone would fit either.
    one, other = office(), another(1)
    library.add(one)
    library.add(other)
    given = [confirmed(one), confirmed(other, 1)]
    found = take_in(library, given)
    assert (found.taken, found.unfit) == (2, ())
    assert library.corrections(one.id) == [given[0]]
    assert library.corrections(other.id) == [given[1]]
    assert take_in(library, given).taken == 0


def test_corrections_of_an_unknown_file_fit_where_they_are_asked_to_and_nowhere_else(library):
    one, other = office(), another(1)
    library.add(one)
    library.add(other)
    foreign = confirmed(one, sha256=ELSEWHERE, compilation_id=ELSEWHERE[:16])
    lost = replace(foreign, id="e" * 32, quote="九" * (foreign.end - foreign.start))
    assert take_in(library, [foreign]).unfit == (foreign,)
    found = take_in(library, [foreign, lost], other.id)
    assert (found.taken, found.unfit) == (1, (lost,))
    assert library.corrections(one.id) == []
    (kept,) = library.corrections(other.id)
    assert (kept.compilation_id, kept.quote, kept.by) == (other.id, foreign.quote, foreign.by)


def test_what_belongs_to_a_file_in_the_bin_is_listed_and_not_lost_among_others(library):
    one, other = office(), another(1)
    library.add(one)
    library.add(other)
    library.remove(one.id)
    given = confirmed(one)
    assert take_in(library, [given]).unfit == (given,)
    assert library.corrections(other.id) == []


def test_a_refusal_is_kept_among_the_undone_and_changes_no_name(library):
    refused = library.refuse_merge("department", "甲局", ["甲局", "乙局"], "张三")
    assert library.aliases("department") == {}
    assert library.merges("department") == []
    (kept,) = library.merges("department", undone=True)
    assert (kept.id, kept.refused, kept.names, kept.undone_by) == (refused, True, ("甲局", "乙局"), "张三")
    merged = library.record_merge("department", "甲局", ["甲局", "丙局"])
    library.undo_merge(merged)
    assert [one.refused for one in library.merges("department", undone=True)] == [True, False]
    library.forget_refusal(refused)
    assert [one.id for one in library.merges("department", undone=True)] == [merged]

"""Whatever is asked, the search finds what a plain scan of all texts finds, at the same places, on both databases."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_reports import HARD, ROLES
from plain_scan import inner_cuts, read_signs, scan

from guoban.documents.cleaning import invisible, readings
from guoban.documents.folding import fold
from guoban.documents.simplifying import simplify
from guoban.library.search import SearchFilters
from guoban.library.search.folding import read_over, searched
from guoban.library.search.matching import places
from guoban.library.search.query import Word

BLANK = " \t\n\u3000\v\f\xa0\u2028\x85\x1c\x1d\x1e"


def forms(word):
    """The forms of a word as they are to be found, from the words as typed; None where it is none."""
    signs = read_signs(fold(word), 0, [*invisible(word), *readings(word)]).signs
    return tuple(dict.fromkeys((signs, simplify(signs))))


def words_in(seed, laid_out, count):
    """Return words cut out of the texts, without blanks and quotation marks."""
    rng, found = random.Random(seed), []  # noqa: S311  (told by its seed)
    while len(found) < count:
        text = rng.choice(laid_out).compilation.text
        start = rng.randrange(len(text))
        word = text[start : start + rng.choice((1, 1, 2, 2, 3, 5, 8))]
        if forms(word)[0].strip() and not any(sign.isspace() or sign == '"' for sign in forms(word)[0]):
            found.append(word)
    return found


def answers(library, query, filters):
    """Everything that the search says: by report the places, and the totals."""
    found = library.search(query, filters, limit=1000)
    hits = {one.report_id: library.matches(query, one.report_id, filters) for one in found.page}
    for one in found.page:
        assert one.count == len(hits[one.report_id])
        assert [hit.number for hit in hits[one.report_id]] == list(range(1, one.count + 1))
        assert set(one.hits) <= set(hits[one.report_id])
    assert found.hits == sum(map(len, hits.values()))
    assert found.reports == len(hits)
    return hits


def check(library, laid_out, query, asked_forms, filters):
    hits = answers(library, query, filters)
    found = {report_id: [_told(hit, filters) for hit in own] for report_id, own in hits.items()}
    everything = {
        sheet.report_id: scan(sheet, asked_forms, filters.roles, any_word=filters.any_word)
        for compilation in laid_out
        for sheet in compilation.sheets
    }
    expected = {one: own.text if filters.within == "text" else own.metrics for one, own in everything.items()}
    assert found == {report_id: own for report_id, own in expected.items() if own}
    texts = {one.compilation.id: one.compilation.text for one in laid_out}
    for report_id, own in hits.items():
        for hit in own:
            assert_snippet(hit, texts[report_id[:16]])
    return len(hits)


def _told(hit, filters):
    return (hit.start, hit.end, hit.role) if filters.within == "text" else (hit.start, hit.role)


def assert_snippet(hit, text):
    assert text[hit.snippet.start : hit.snippet.end] == hit.snippet.text
    assert hit.snippet.start <= hit.start
    assert all(hit.snippet.start <= start < end <= hit.snippet.end for start, end in hit.snippet.marks)
    if hit.metric is None and hit.end - hit.start < 40:
        assert (hit.start, hit.end) in hit.snippet.marks


FILTERS = st.builds(
    SearchFilters,
    roles=st.lists(st.sampled_from(("", *ROLES)), max_size=2, unique=True).map(tuple),
    within=st.sampled_from(("text", "metrics")),
    any_word=st.booleans(),
    order=st.sampled_from(("hits", "place")),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 30), count=st.integers(1, 3), filters=FILTERS)
def test_words_of_the_texts(hard_library, laid_out, seed, count, filters):
    words = words_in(seed, laid_out, count)
    check(hard_library, laid_out, "  ".join(words), [forms(word) for word in words], filters)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 30), marks=st.sampled_from(('""', "“”", "＂＂", "「」")), filters=FILTERS)
def test_phrases_with_blanks(hard_library, laid_out, seed, marks, filters):
    words = words_in(seed, laid_out, 3)
    phrase = f"{words[0]} {words[1]}"
    query = f"{words[2]}\u3000{marks[0]}{phrase}{marks[1]}"
    check(hard_library, laid_out, query, [forms(words[2]), forms(phrase)], filters)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.lists(st.sampled_from(HARD), min_size=1, max_size=3).map("".join), min_size=1, max_size=2))
def test_any_words(hard_library, laid_out, words):
    kept = [word for word in words if not set(forms(word)[0]) & set(BLANK + '"') and forms(word)[0]]
    check(hard_library, laid_out, " ".join(kept), [forms(word) for word in kept], SearchFilters())


SIGNS = st.sampled_from("0123459..,,年水a\n ")


@settings(max_examples=1000)
@given(
    text=st.one_of(st.text(SIGNS, max_size=60), st.lists(st.sampled_from((*HARD, "\ud83d")), max_size=30).map("".join)),
    form=st.text(st.sampled_from("0123459.年水a"), min_size=1, max_size=4),
)
def test_one_word_in_one_text(text, form):
    signs = read_signs(fold(text), 0, [*invisible(text), *readings(text)])
    found, back = searched(fold(text), read_over(text))
    assert found == signs.signs
    assert [back.first(at) for at in range(len(found))] == list(signs.places)
    cuts = inner_cuts(found)
    naive, at = [], 0
    while at < len(found):
        end = at + len(form)
        if found[at:end] == form and at not in cuts and end not in cuts:
            naive.append((at, end))
            at = end
        else:
            at += 1
    assert places(found, Word((form,))) == naive


def test_next_and_previous_go_through_all_hits_in_order(hard_library):
    for filters in (SearchFilters(), SearchFilters(within="metrics", order="place"), SearchFilters(roles=("plan",))):
        found = hard_library.search("水", filters, limit=1000)
        way = [(one.report_id, hit) for one in found.page for hit in hard_library.matches("水", one.report_id, filters)]
        assert len(way) == found.hits > 10
        for number, (report_id, hit) in list(enumerate(way, 1))[:: max(1, len(way) // 25)]:
            here = hard_library.around("水", report_id, hit.start, filters)
            assert (here.number, here.total) == (number, len(way))
            before = way[number - 2] if number > 1 else None
            after = way[number] if number < len(way) else None
            assert (here.previous and (here.previous.report_id, here.previous.start)) == (
                before and (before[0], before[1].start)
            )
            assert (here.next and (here.next.report_id, here.next.start)) == (after and (after[0], after[1].start))

"""Filters by value: what they keep, count and offer to drop."""

import pandas as pd

from guoban.ui.facets import Facet, counts, keep, total, ways_out
from guoban.ui.filters import levels_in_order

FRAME = pd.DataFrame({"type": ["水利", "水利", "教育", "街道"], "level": ["县", "市", "县", "街道"]})
TYPE, LEVEL = Facet("type", "部门类型", "type"), Facet("level", "层级", "level", lambda value: f"{value}级")
FACETS = (TYPE, LEVEL)


def test_chosen_values_of_one_facet_add_up_and_facets_narrow_each_other():
    assert len(keep(FRAME, FACETS, {"type": ("水利", "教育")})) == 3
    assert len(keep(FRAME, FACETS, {"type": ("水利", "教育"), "level": ("县",)})) == 2
    assert len(keep(FRAME, FACETS, {})) == 4


def test_a_facet_counts_under_the_others_but_not_under_itself():
    chosen = {"type": ("水利",), "level": ("县",)}
    assert counts(FRAME, FACETS, chosen, TYPE) == {"水利": 1, "教育": 1, "街道": 0}
    assert counts(FRAME, FACETS, chosen, LEVEL) == {"县": 1, "市": 1, "街道": 0}


def test_every_active_facet_offers_what_would_remain_without_it():
    ways = ways_out(FRAME, FACETS, {"type": ("街道",), "level": ("县", "市")})
    assert [(way.name, way.words, way.remaining) for way in ways] == [
        ("type", ("街道",), 3),
        ("level", ("县级", "市级"), 1),
    ]


def test_nothing_chosen_keeps_the_frame_itself():
    assert keep(FRAME, FACETS, {"type": ()}) is FRAME
    assert total(FRAME, FACETS, {}) == 4
    assert total(FRAME, FACETS, {"type": ("水利",), "level": ("县",)}, leave_out="level") == 2


def test_a_value_that_is_not_there_keeps_nothing_and_counts_nothing():
    assert keep(FRAME, FACETS, {"type": ("税务",)}).empty
    assert counts(FRAME, FACETS, {"type": ("税务",)}, LEVEL) == {"县": 0, "市": 0, "街道": 0}


def test_levels_stand_from_the_province_down():
    assert levels_in_order(["县", "", "乡镇", "市", "街道", "省", "区"]) == ["省", "市", "区", "县", "街道", "乡镇", ""]

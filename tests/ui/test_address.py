"""What stands in the address and what is read from it."""

import pytest

from guoban.ui import address
from guoban.ui.address import FLAG, MANY, ONE, Parameter, format_value, parse
from guoban.ui.routing import ENTRIES

NUMBER = Parameter("number", 5)


@pytest.mark.parametrize(
    ("parameter", "texts", "value"),
    [
        (ONE, ["a", "b"], "a"),
        (ONE, [], None),
        (MANY, ["水利", "财政", "水利"], ("水利", "财政")),
        (NUMBER, ["15"], 15),
        (NUMBER, ["-3"], None),
        (NUMBER, ["9999999"], None),
        (NUMBER, ["<script>"], None),
        (FLAG, ["1"], True),
        (FLAG, ["yes"], False),
    ],
)
def test_parse(parameter, texts, value):
    assert parse(parameter, texts) == value


@pytest.mark.parametrize(
    ("parameter", "value", "texts"),
    [(ONE, None, []), (MANY, ("甲", "乙"), ["甲", "乙"]), (NUMBER, 5, []), (NUMBER, 8, ["8"]), (FLAG, True, ["1"])],
)
def test_defaults_are_left_out(parameter, value, texts):
    assert format_value(parameter, value) == texts


def test_what_is_written_is_read_again():
    given = {"department": ("县水利局", "a&b=c"), "yellow": 7, "status": ("behind",), "at": "x-1"}
    query = address.query("progress", **given)
    names = {**address.SHARED, **address.PARAMETERS["progress"]}
    assert {name: parse(names[name], texts) for name, texts in query.items()} == given


def test_every_page_of_the_router_has_its_parameters():
    assert {entry.name for entry in ENTRIES} == set(address.PARAMETERS)
    assert not any(set(own) & set(address.SHARED) for own in address.PARAMETERS.values())

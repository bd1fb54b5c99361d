import json

import pytest

from gipcrawler.cms.literals import assigned, read_literal


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('{"a": [1, -2.5, true, null]}', {"a": [1, -2.5, True, None]}),
        ("{a: 'it\\'s', \"b\": `c`, 3: undefined,} // end", {"a": "it's", "b": "c", "3": None}),
        ("[1, /* two, */ 3, // four\n 5,]", [1, 3, 5]),
        ('JSON.parse("[{\\"id\\": 1}]")', [{"id": 1}]),
        (r'"\u5e74\x41\/\n"', "年A/\n"),
        ("[] ; later()", []),
    ],
)
def test_what_scripts_write_is_read(script, expected):
    assert read_literal(script) == expected


@pytest.mark.parametrize(
    "script",
    ["", "{", "[1, 2", '{"a" 1}', '"open', "{a: function () { return 1 }}", "[[" * 500, "var x", '{"a": 1e}x', "[,,"],
)
def test_what_is_no_literal_is_null(script):
    assert read_literal(script) is None


def test_json_is_read_as_json_reads_it():
    value = {"title": "甲\"乙'丙\\丁", "list": [{"n": 1}, [], {}, ""], "float": 1.5, "no": False}
    assert read_literal(json.dumps(value)) == read_literal(json.dumps(value, ensure_ascii=False)) == value


@pytest.mark.parametrize(
    "script", ["var list = [7];", "window.list=[7]", "x({list: [7]})", '{"list": [7]}', "list = []; list = [7]"]
)
def test_a_name_is_found_as_variable_and_as_property(script):
    assert assigned(script, "list") == [7]


@pytest.mark.parametrize("script", ["if (list == [7])", "mylist = [7]", "list.push([7])", ""])
def test_what_only_looks_like_an_assignment_is_not(script):
    assert assigned(script, "list") is None


def test_an_empty_list_is_not_the_same_as_none():
    assert assigned("var list = [];", "list") == []


def test_halves_of_a_character_are_put_together_and_a_half_alone_is_none():
    assert read_literal(r'"\ud83d\ude00\u5e74"') == "😀年"
    read_literal(r'"甲\ud83d"').encode()

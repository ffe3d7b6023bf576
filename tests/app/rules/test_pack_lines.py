"""Every value of a pack has its line, however it is written."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from app.rules.pack_lines import depth, line_of, places

TEXT = '''\
# a comment with [brackets] and "quotes
[pack]
id = "x"  # "
note = """
several
lines"""
after = 1

[[rule]]
id = "a"
scope = [
  "one",  # ]
  "two",
]
thresholds = { first = 1, second = "}" }
[rule.thresholds2]
"quoted key" = 1
dotted.name = 2

[[rule]]
'odd' = 'it''s'
'''.replace("'it''s'", "'its'")


def test_each_value_stands_where_it_stands() -> None:
    assert tomllib.loads(TEXT)["rule"][1]["odd"] == "its"
    found = places(TEXT)
    lines = {
        ("pack",): 2,
        ("pack", "id"): 3,
        ("pack", "note"): 4,
        ("pack", "after"): 7,
        ("rule", 0): 9,
        ("rule", 0, "scope"): 11,
        ("rule", 0, "thresholds", "first"): 15,
        ("rule", 0, "thresholds", "second"): 15,
        ("rule", 0, "thresholds2"): 16,
        ("rule", 0, "thresholds2", "quoted key"): 17,
        ("rule", 0, "thresholds2", "dotted", "name"): 18,
        ("rule", 1): 20,
        ("rule", 1, "odd"): 21,
    }
    assert {path: found.get(path) for path in lines} == lines


def test_what_is_missing_is_looked_for_where_it_should_be() -> None:
    assert line_of(places(TEXT), ("rule", 1, "effective_from")) == 20
    assert line_of({}, ("pack",)) == 1


def test_brackets_in_strings_are_no_depth() -> None:
    assert depth('a = "[[[[" # [[[') == 0
    assert depth("a = [[1], {b = [2]}]") == 3


@given(st.text(alphabet="[]{}\"'#\\\n=a.", max_size=200))
def test_no_text_breaks_the_looking(text: str) -> None:
    assert all(line >= 1 for line in places(text).values())
    assert depth(text) >= 0

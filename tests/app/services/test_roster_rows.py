from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.services.cells import Broken, Cell
from app.services.roster_rows import Read, Roster, read_row
from app.words import Catalogue

TODAY = date(2026, 5, 21)
FIELDS = (
    "number",
    "name",
    "status",
    "joined_on",
    "full_on",
    "group",
    "office",
    "post",
    "id_suffix",
    "note",
)
ROSTER = Roster({name: at for at, name in enumerate(FIELDS)}, TODAY, date(1899, 12, 30))


def read(**cells: Cell) -> Read:
    found = read_row(ROSTER, [cells.get(name) for name in FIELDS])
    assert found is not None
    return found


def test_a_plain_row_leaves_no_doubt() -> None:
    found = read(name="张 三", status="中共党员", joined_on="2014.6.26", group=2.0)
    assert (found.name, found.group, found.doubts, found.refused) == (
        "张三",
        "第二党小组",
        (),
        False,
    )
    assert found.fields == {"name": "张三", "status": "full", "joined_on": "2014-06-26"}


def test_facts_that_contradict_each_other_are_doubts() -> None:
    assert read(name="张三", joined_on="2015-1-1", full_on="2014-1-1").doubts
    assert read(name="张三", status="预备党员", full_on="2014-1-1").doubts


def test_a_day_that_lies_ahead_is_left_empty() -> None:
    found = read(name="张三", joined_on="2062-6-26")
    assert "joined_on" not in found.fields
    assert len(found.doubts) == 1


def test_a_month_keeps_the_row_and_says_what_was_made_of_it() -> None:
    found = read(name="张三", joined_on="2014.06")
    assert found.fields["joined_on"] == "2014-06-01"
    said = found.doubts[0](Catalogue("en"))
    assert said == "Joined the Party on: “2014.06” names only the month; taken as its first day."


def test_what_is_no_name_is_not_taken() -> None:
    for name in (123, 45.5, date(2014, 6, 26), "138", "很" * 61, Broken("=A1")):
        assert read(name=name, post="x").refused


cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=9),
    st.integers(),
    st.floats(),
    st.dates(),
    st.booleans(),
    st.builds(Broken, st.text()),
)


@given(st.lists(cells, max_size=len(FIELDS) + 2))
def test_no_row_whatever_it_holds_stops_the_reader(row: list[Cell]) -> None:
    found = read_row(ROSTER, row)
    if found is not None:
        assert found.refused or found.name
        assert not found.refused or found.doubts
        assert all(doubt(Catalogue("en")) for doubt in found.doubts)

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kinds import FieldShape, discover
from app.services.cells import Cell
from app.services.values import Finder, brief, read, shown
from app.words import Catalogue
from db.model.change import Json
from db.model.errors import InvalidRecord

KINDS = discover()
EN = Catalogue("en")
TODAY = date(2026, 5, 21)
NAMES = {"1.1.0": "张三", "1.2.0": "李四", "1.3.0": "王五", "1.4.0": "王五"}
FIND = Finder(lambda _kind: NAMES)


def field(kind: str, name: str) -> FieldShape:
    found = KINDS[kind].field(name)
    assert found is not None
    return found


def name(record: str) -> str:
    return NAMES.get(record, "")


@pytest.mark.parametrize(
    ("kind", "of", "value", "words"),
    [
        ("member", "name", "张三", "张三"),
        ("member", "status", "probationary", "Probationary member"),
        ("member", "joined_on", "2014-06-26", "2014-06-26"),
        ("member", "number", 3, "3"),
        ("member", "vote_override", False, "No"),
        ("study_record", "hours", 2.5, "2.5"),
        ("study_record", "members", ["1.1.0", "1.2.0"], "张三、李四"),
        ("contact_entry", "by", "1.1.0", "张三"),
        ("sign_in_sheet", "printed_at", "2026-05-22T19:30:00", "2026-05-22 19:30"),
    ],
)
def test_what_is_said_can_be_read_back(kind: str, of: str, value: Json, words: str) -> None:
    assert shown(field(kind, of), value, EN, name) == words
    back = read(field(kind, of), words, EN, FIND, TODAY)
    assert str(back) == str(value)


def test_a_value_of_another_release_is_shown_as_it_stands() -> None:
    assert shown(field("member", "status"), "retired", EN, name) == "retired"
    assert shown(field("contact_entry", "by"), "9.9.9", EN, name) == "9.9.9"


def test_nothing_is_said_of_nothing() -> None:
    nothing: list[Json] = [None, "", []]
    assert [shown(field("member", "post"), v, EN, name) for v in nothing] == ["", "", ""]


@pytest.mark.parametrize(
    ("kind", "of", "cell"),
    [
        ("member", "status", "退休"),
        ("member", "joined_on", "2014-02-30"),
        ("member", "vote_override", "也许"),
        ("contact_entry", "by", "赵六"),
        ("contact_entry", "by", "王五"),
    ],
)
def test_what_fits_nothing_names_its_field(kind: str, of: str, cell: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        read(field(kind, of), cell, EN, FIND, TODAY)
    assert caught.value.field == of


def test_a_sealed_text_is_not_brought_in_and_one_left_unopened_is_left_alone() -> None:
    of = field("heart_to_heart_talk", "body")
    assert shown(of, "sealed1.AAAA", EN, name) == "Sealed, not opened"
    assert read(of, "Sealed, not opened", EN, FIND, TODAY) is None
    with pytest.raises(InvalidRecord):
        read(of, "他说老人病了", EN, FIND, TODAY)


def test_a_moment_is_read_from_a_cell_and_from_words() -> None:
    of = field("sign_in_sheet", "printed_at")
    moment = datetime(2026, 5, 22, 19, 30)  # noqa: DTZ001 - the site's own time
    assert read(of, moment, EN, FIND, TODAY) == "2026-05-22T19:30:00"
    assert read(of, "2026/05/22 19:30", EN, FIND, TODAY) == "2026-05-22T19:30:00"
    assert read(of, "2026年5月22日", EN, FIND, TODAY) == "2026-05-22T00:00:00"


def test_a_long_text_is_shown_by_its_first_line() -> None:
    assert brief("第一行\n第二行") == "第一行…"
    assert brief("短") == "短"
    assert len(brief("长" * 500)) == 81


anything: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)


@given(st.sampled_from([f for k in KINDS.values() for f in k.fields]), anything)
def test_every_cell_is_read_or_refused_by_name(of: FieldShape, cell: Cell) -> None:
    try:
        value = read(of, cell, EN, FIND, TODAY)
    except InvalidRecord as error:
        assert error.field == of.name  # noqa: PT017 - both ends are right
    else:
        assert value is None or isinstance(shown(of, value, EN, name), str)

"""People are found by the letters one would type for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.people import initials, matches

HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("次仁旺堆", "crwd"),
        ("曾国平", "zgp"),
        ("阿卜杜热合曼·买买提依明", "abdrhmmmtym"),
        ("John 王", "johnw"),
        ("", ""),
        ("123", "123"),
    ],
)
def test_a_name_has_the_initials_people_type(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("次仁旺堆", "crw"),
        ("次仁旺堆", "CRWD"),
        ("次仁旺堆", "ciren"),
        ("次仁旺堆", "crwangdui"),
        ("次仁旺堆", "仁旺"),
        ("次仁旺堆", ""),
        ("曾国平", "zeng"),
        ("曾国平", "cgp"),
        ("单雄", "dx"),
        ("单雄", "sx"),
        ("阿卜杜热合曼·买买提依明", "mmt"),
        ("阿卜杜热合曼·买买提依明", "abdrhm mmtym"),
        ("John Smith", "sm"),
    ],
)
def test_what_was_typed_finds_the_person(name: str, typed: str) -> None:
    assert matches(name, typed)


@pytest.mark.parametrize(
    ("name", "typed"), [("次仁旺堆", "rw"), ("次仁旺堆", "crwx"), ("高峻", "gaojunfeng"), ("", "a")]
)
def test_what_does_not_fit_finds_nobody(name: str, typed: str) -> None:
    assert not matches(name, typed)


@given(HANZI)
def test_everyone_is_found_by_their_own_initials(name: str) -> None:
    assert matches(name, initials(name))


@given(st.text(max_size=12), st.text(max_size=12))
def test_no_text_breaks_the_search(name: str, typed: str) -> None:
    assert matches(name, typed) in {True, False}
    assert initials(name).islower() or not any(sign.isalpha() for sign in initials(name))

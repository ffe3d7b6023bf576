"""What people read: the right language, and never an error because of what they typed."""

from hypothesis import given
from hypothesis import strategies as st

from app.words import Catalogue, fill


def test_english_is_the_msgid_itself() -> None:
    assert Catalogue("en")("Saved {n} records", n=3) == "Saved 3 records"


def test_english_chooses_between_one_and_many() -> None:
    t = Catalogue("en")
    assert t("1 change|{n} changes", n=1) == "1 change"
    assert t("1 change|{n} changes", n=0) == "0 changes"
    assert t("1 change|{n} changes", n=12) == "12 changes"


def test_a_language_that_is_not_shipped_is_english() -> None:
    assert Catalogue("tlh").language == "en"


def test_a_msgid_without_a_translation_is_shown_in_english() -> None:
    assert Catalogue("zh_CN")("Nobody translates {this}", this="it") == "Nobody translates it"


def test_nothing_is_said_for_nothing() -> None:
    # gettext keeps its own header under the empty msgid; it is no text for people.
    assert Catalogue("zh_CN")("") == ""


def test_a_place_without_a_parameter_stays_visible() -> None:
    assert fill("{who} signed", {}) == "{who} signed"


def test_a_parameter_is_put_in_once_and_never_read_again() -> None:
    assert fill("{a}", {"a": "{b}", "b": "no"}) == "{b}"


@given(text=st.text(), value=st.text())
def test_no_text_and_no_parameter_can_raise(text: str, value: str) -> None:
    Catalogue("en")(text, n=value, name=value)
    assert fill("<{name}>", {"name": value}) == f"<{value}>"

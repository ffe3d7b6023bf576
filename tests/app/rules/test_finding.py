"""A finding says itself, and its explanation has one place."""

from datetime import date

from app.rules.finding import told
from app.rules.rulebook import Ruling
from app.rules.shipped import usual
from app.words import Catalogue
from db.model.change import child_id

ENGLISH = Catalogue("en")


def ruling(rule: str) -> Ruling:
    found = usual().on(rule, date(2026, 5, 22))
    assert found is not None
    return found


def test_both_sentences_share_their_places() -> None:
    one = told(ruling("R08"), "{n} here", "{n} there", {"n": 3}, ("r", "activity", "title"))
    assert (one.said(ENGLISH), one.reason(ENGLISH)) == ("3 here", "3 there")
    assert (one.record, one.kind, one.field, one.about) == ("r", "activity", "title", "r")


def test_it_is_as_grave_as_its_ruling_unless_a_case_is_graver() -> None:
    warned = told(ruling("R01"), "x", "y", {}, about="2026-Q2")
    graver = told(ruling("R01"), "x", "y", {}, about="2026-Q2", severity="error")
    assert (warned.severity, graver.severity) == ("warning", "error")
    assert warned.ruling == graver.ruling == ruling("R01")


def test_an_error_is_never_explained_away() -> None:
    one = told(ruling("R08"), "x", "y", {}, ("r", "", ""))
    assert one.is_error
    assert not one.explained


def test_two_people_who_explain_the_same_thing_write_one_record() -> None:
    one = told(ruling("R01"), "x", "y", {}, about="2026-04")
    assert one.explanation_id == child_id("R01", "2026-04")

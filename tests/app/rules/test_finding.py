"""A finding says itself, and its explanation has one place."""

from app.rules.finding import found
from app.words import Catalogue
from db.model.change import child_id

ENGLISH = Catalogue("en")


def test_both_sentences_share_their_places() -> None:
    one = found("R1", "error", "{n} here", "{n} there", {"n": 3}, ("r", "activity", "title"))
    assert (one.said(ENGLISH), one.reason(ENGLISH)) == ("3 here", "3 there")
    assert (one.record, one.kind, one.field, one.about) == ("r", "activity", "title", "r")


def test_an_error_is_never_explained_away() -> None:
    one = found("R1", "error", "x", "y", {}, ("r", "", ""))
    assert one.is_error
    assert not one.explained


def test_two_people_who_explain_the_same_thing_write_one_record() -> None:
    one = found("R1", "info", "x", "y", {}, about="2026-04")
    assert one.explanation_id == child_id("R1", "2026-04")

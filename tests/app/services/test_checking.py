"""Checks of a real book: contradictions first, explanations kept, answers fresh after every write."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.records.meeting import Activity
from app.records.plan import Explanation
from app.services.checking import TWO_VALUES
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Change, Op, child_id
from tests.app.again import opened_again
from tests.app.samples import sampled

NOW = datetime(2026, 5, 21, 20, 14)  # noqa: DTZ001
YEAR = date(2026, 1, 1), date(2026, 5, 21)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    """The sample branch, five months of it."""
    book = sampled(tmp_path / "home", held=False, now=NOW).book
    mend(book)
    yield book
    book.close()


def mend(book: Workspace) -> None:
    """Put right the one sheet that the sample left open."""
    for error in book.checking.report(*YEAR).errors:
        opened_again(book, error.record)
        for member in error.people:
            book.records.change(child_id(error.record, member), {"status": "present"})


def spoil(book: Workspace) -> str:
    """Take one mark off a filed meeting's sheet; return the meeting."""
    held = book.records.all(Activity, where={"type": "committee_meeting", "state": "archived"})
    held = held or book.records.all(Activity, where={"type": "committee_meeting"})
    meeting = held[0].id
    opened_again(book, meeting)
    row = book.records.find(book.records.query("attendance", where={"activity": meeting}))[0]
    book.records.change(row.id, {"status": None})
    return meeting


def test_a_well_kept_branch_has_no_contradiction(book: Workspace) -> None:
    report = book.checking.report(*YEAR)
    assert report.errors == ()
    assert sum(report.passed.values()) > 100


def test_a_write_is_seen_by_the_next_check(book: Workspace) -> None:
    assert not book.checking.report(*YEAR).errors
    meeting = spoil(book)
    (error,) = book.checking.report(*YEAR).errors
    assert error.record == meeting
    book.records.undo()
    assert not book.checking.report(*YEAR).errors


def test_contradictions_come_before_reminders(book: Workspace) -> None:
    spoil(book)
    tones = [f.is_error for f in book.checking.report(*YEAR).findings]
    assert tones == sorted(tones, reverse=True)
    assert len(set(tones)) == 2


def test_a_finding_of_one_meeting_is_given_to_its_panel(book: Workspace) -> None:
    meeting = spoil(book)
    assert book.checking.of_meeting(meeting)[0].rule == "R14"
    assert book.checking.of_meeting("nothing") == ()


def test_a_late_entry_is_said_and_an_explanation_stays_with_it(book: Workspace) -> None:
    late = next(f for f in book.checking.report(*YEAR).findings if f.rule == "R15")
    assert not late.explained
    book.checking.explain(late, "封路六天")
    again = next(f for f in book.checking.report(*YEAR).findings if f.rule == "R15")
    assert again.explained
    assert again.explanation == "封路六天"
    assert book.records.get(Explanation, late.explanation_id) is not None


def test_an_explanation_can_be_changed_and_taken_back(book: Workspace) -> None:
    late = next(f for f in book.checking.report(*YEAR).findings if f.rule == "R15")
    for text in ("一", "二", ""):
        book.checking.explain(late, text)
    again = next(f for f in book.checking.report(*YEAR).findings if f.rule == "R15")
    assert not again.explained


def test_explaining_does_not_make_a_contradiction_go_away(book: Workspace) -> None:
    spoil(book)
    (error,) = book.checking.report(*YEAR).errors
    book.checking.explain(error, "x")
    (same,) = book.checking.report(*YEAR).errors
    assert not same.explained


def test_two_values_are_one_contradiction_for_each_record(book: Workspace) -> None:
    meeting = book.records.all(Activity, where={"type": "committee_meeting"})[0]
    opened_again(book, meeting.id)
    seen, pen = meeting.record.seen(), book.pen()
    theirs = [Op("activity", meeting.id, f, "x", seen.get(f, ())) for f in ("title", "place_text")]
    book.records.change(meeting.id, {"title": "y", "place_text": "z"})
    hlc = book.clock() << 16
    book.store.apply([Change(pen.scope, "b" * 16, 1, hlc, "达瓦次仁", "edit", tuple(theirs))])
    (both,) = [f for f in book.checking.report(*YEAR).errors if f.rule == TWO_VALUES]
    assert both.record == meeting.id
    assert dict(both.why.params)["n"] == 2


def test_every_finding_says_itself_in_both_languages(book: Workspace) -> None:
    spoil(book)
    for language in ("en", "zh_CN"):
        t = Catalogue(language)
        for finding in book.checking.report(*YEAR).findings:
            for text in (finding.said(t), finding.reason(t)):
                assert text
                assert "{" not in text


def test_a_check_across_two_years_reads_both(book: Workspace) -> None:
    report = book.checking.report(date(2025, 7, 1), date(2026, 5, 21))
    assert report.findings == book.checking.report(*YEAR).findings

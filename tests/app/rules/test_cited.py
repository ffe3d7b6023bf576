"""Documents are studied once they exist, go round, and leave a picture where one is asked for."""

from datetime import date
from typing import Any

import pytest

from app.records.evidence import SignInSheet
from app.records.study import Circulation, DocumentReceipt, StudyRecord
from app.rules import cited
from app.rules.pack import Entry, Pack, Text
from app.rules.rulebook import Rulebook
from app.rules.shelves import Papers
from app.rules.shipped import shipped
from tests.app.rules.conftest import facts, grouped, made, meeting, passed, told

PHOTOS = Rulebook(
    (*shipped(), Pack("hq", "1", Text("总部"), entries=(Entry("R35", thresholds={"photo": True}),)))
)


def receipt(**fields: Any) -> DocumentReceipt:
    return made(DocumentReceipt, "d", title="通知", **fields)


@pytest.mark.parametrize(("issued", "wrong"), [("2026-05-08", 0), ("2026-05-09", 1)])
def test_a_meeting_studies_nothing_that_was_issued_later(issued: str, wrong: int) -> None:
    held = meeting("m", "study_session", "2026-05-08T10:00:00", documents=["d", "gone"])
    given = facts([held], papers=Papers({"d": receipt(issued_on=issued)}))
    found = told(cited.issued_before, given)
    assert [(f.rule, f.severity, f.record) for f in found] == [("R18", "error", "m")] * wrong


def test_a_study_record_neither() -> None:
    study = made(StudyRecord, "s", topic="t", held_on="2026-05-08", documents=["d"])
    given = facts(studies=[study], papers=Papers({"d": receipt(issued_on="2026-06-01")}))
    (wrong,) = told(cited.issued_before, given)
    assert (wrong.record, wrong.kind) == ("s", "study_record")


def test_without_a_day_of_issue_nothing_is_said() -> None:
    held = meeting("m", "study_session", "2026-05-08T10:00:00", documents=["d"])
    assert not told(cited.issued_before, facts([held], papers=Papers({"d": receipt()})))


def test_pictures_are_asked_for_by_a_pack_alone() -> None:
    held = meeting("m", "study_session", "2026-05-08T10:00:00")
    assert not told(cited.pictured, facts([held]))
    assert [f.rule for f in told(cited.pictured, facts([held]), PHOTOS)] == ["R35"]
    shown = facts([held], papers=Papers(evidence={"m": frozenset({"photo"})}))
    assert passed(cited.pictured, shown, PHOTOS) == 1


def test_the_scan_of_the_signed_sheet_is_a_picture() -> None:
    held = meeting("m", "study_session", "2026-05-08T10:00:00")
    sheet = made(SignInSheet, "s", activity="m", serial="1")
    scanned = facts(
        [held], sheets={"m": [sheet]}, papers=Papers(evidence={"s": frozenset({"scan"})})
    )
    assert cited.has_picture(scanned, "m")
    assert not cited.has_picture(facts([held], sheets={"m": [sheet]}), "m")


def test_a_document_for_everybody_goes_round_in_time() -> None:
    shown = made(Circulation, "c", document="d", member="a", on="2026-04-02")
    papers = Papers(
        {"d": receipt(received_on="2026-04-01", all_members=True)}, grouped([shown], "document")
    )
    people: dict[str, Any] = {"a": {}, "b": {}, "new": {"joined_on": "2026-04-20"}}
    (left,) = told(cited.circulated, facts(members=people, papers=papers))
    assert (left.people, left.due) == (("b",), date(2026, 5, 1))


def test_what_may_still_go_round_is_not_told() -> None:
    papers = Papers({"d": receipt(received_on="2026-05-10", all_members=True)})
    assert not told(cited.circulated, facts(members={"a": {}}, papers=papers))

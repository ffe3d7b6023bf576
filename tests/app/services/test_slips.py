"""The register is open and has no word of any talk; a talk's paper is opened, and logged with its purpose."""

import pytest

from app.records.oversight import AccessWay
from app.workspace import Workspace
from db import keys
from db.model.errors import NotFound, WrongPassphrase
from tests.app.reports.book import words

CHEAP = keys.Cost(1, 1, 8)


@pytest.fixture
def talk(book: Workspace) -> str:
    book.confidential.begin("mishi-2026", cost=CHEAP)
    one, other = (book.records.add("member", {"name": n}) for n in ("周建国", "高峻"))
    fields = {"initiator": one, "partner": other, "on": "2026-05-02", "subject": "家里的事"}
    made = book.records.add("heart_to_heart_talk", fields)
    book.confidential.write(made, {"body": "他说老人病了"})
    return made


def test_the_register_says_that_they_talked_and_not_what(book: Workspace, talk: str) -> None:
    text = words(book.slips.register_pdf(2026))
    assert "周建国" in text
    assert "家里的事" in text
    assert "老人病了" not in text
    assert book.access.entries() == []
    assert "周建国" not in words(book.slips.register_pdf(2025))


def test_a_talk_is_printed_for_its_two_people_and_that_is_logged(
    book: Workspace, talk: str
) -> None:
    text = words(book.slips.talk_pdf(talk, purpose="本人核对", recipient="高峻"))
    assert "他说老人病了" in text
    (entry,) = book.access.of(talk)
    assert (entry.way, entry.purpose, entry.recipient) == (AccessWay.print, "本人核对", "高峻")
    with pytest.raises(NotFound):
        book.slips.talk_pdf("x", purpose="")


def test_a_locked_talk_is_not_printed(book: Workspace, talk: str) -> None:
    book.confidential.lock()
    with pytest.raises(WrongPassphrase):
        book.slips.talk_pdf(talk, purpose="本人核对")
    # The plain sheet of any record names the field and leaves it out.
    assert "老人病了" not in words(book.exporting.record_pdf(talk))

"""Who has what, and what is odd about a device's certificate."""

from app.hq import Headquarters
from app.workspace import Workspace
from db.model.progress import Silent
from sync import enrolment
from tests.app.services.test_syncing import deputy, enrol, hq, meeting, online

__all__ = ["deputy", "hq"]


def test_a_colleague_who_was_never_met_lacks_everything(
    book: Workspace, deputy: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    enrol(hq, deputy)
    meeting(book)
    online(hq, book).sync("http://hq", Silent())
    this, laptop, office = book.syncing.holders()
    assert (this.kind, this.lacks, this.standing) == ("this", 0, "")
    assert (laptop.name, laptop.holds, laptop.lacks, laptop.seen) == ("达瓦次仁", 0, 2, None)
    assert (office.kind, office.lacks) == ("hq", 0)


def test_a_colleague_whose_laptop_was_restored_is_marked_and_counted_once(
    book: Workspace, deputy: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    enrol(hq, deputy)
    online(hq, deputy).sync("http://hq", Silent())
    deputy.syncing._identity.renew()
    online(hq, deputy).sync(None, Silent())
    online(hq, book).sync("http://hq", Silent())
    laptops = [h for h in book.syncing.holders() if h.kind == "laptop"]
    assert [h.standing for h in laptops] == ["went on"]


def test_a_certificate_that_ran_out_is_marked(book: Workspace, hq: Headquarters) -> None:
    request = enrolment.asked(book.enrolling.request_bytes())
    root, ran_out = hq._office_keys.root, "2026-01-01T00:00:00Z"
    raw = enrolment.issued(request, request.scope, hq.office, root, 0, until=ran_out)
    book.enrolling.take_certificate(raw)
    assert book.syncing.holders()[0].standing == "ran out"


def test_a_revoked_computer_stays_in_sight_and_is_marked(
    book: Workspace, deputy: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    enrol(hq, deputy)
    online(hq, deputy).sync("http://hq", Silent())
    hq.authority.revoke("达瓦次仁", "电脑丢了")
    online(hq, book).sync("http://hq", Silent())
    laptops = [h for h in book.syncing.holders() if h.kind == "laptop"]
    assert [(h.name, h.standing) for h in laptops] == [("达瓦次仁", "revoked")]

"""A receipt opened: what it covers, whether HQ signed it, and a file that proves it elsewhere."""

import base64
import json

import pytest

from app.hq import Headquarters
from app.workspace import Workspace
from db.model.errors import NotFound
from db.model.progress import Silent
from sync.core import receipt
from tests.app.services.test_syncing import deputy, enrol, hq, meeting, online

__all__ = ["deputy", "hq"]


def test_a_receipt_says_what_it_covers_for_the_first_time(
    book: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    meeting(book)
    syncing = online(hq, book)
    syncing.sync("http://hq", Silent())
    meeting(book)
    meeting(book)
    syncing.sync(None, Silent())
    first, second = syncing.receipt(1), syncing.receipt(2)
    assert [(c.name, c.first, c.last) for c in first.covers] == [("周建国", 1, 2)]
    assert [(c.name, c.first, c.last) for c in second.covers] == [("周建国", 3, 4)]
    assert (first.before, first.after, second.before, second.after) == (None, 2, 1, None)
    assert first.genuine
    assert (first.hq, second.number) == ("党群工作部", 2)


def test_a_colleagues_changes_stand_under_the_colleagues_name(
    book: Workspace, deputy: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    enrol(hq, deputy)
    meeting(deputy)
    online(hq, deputy).sync("http://hq", Silent())
    here = online(hq, book)
    here.sync("http://hq", Silent())
    covers = [c.name for n in (1, 2) for c in here.receipt(n).covers]
    assert sorted(covers) == ["周建国", "达瓦次仁"]


def test_the_exported_paper_stands_by_itself(book: Workspace, hq: Headquarters) -> None:
    enrol(hq, book)
    syncing = online(hq, book)
    syncing.sync("http://hq", Silent())
    paper = json.loads(syncing.receipt_paper(1))
    assert (paper["format"], paper["number"], paper["hq"]) == ("suixing-receipt", 1, "党群工作部")
    said = receipt.read(base64.b64decode(paper["signed"]), bytes.fromhex(paper["key"])).statement
    assert [h.seq for h in said.holds] == [h["upto"] for h in paper["holds"]] == [1]
    assert paper["signed_at"].endswith("+08:00")


def test_a_receipt_that_is_not_here_is_said_to_be_missing(
    book: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    with pytest.raises(NotFound, match="Receipt 7"):
        book.syncing.receipt(7)


def test_a_receipt_that_was_altered_here_is_not_called_genuine(
    book: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    syncing = online(hq, book)
    syncing.sync("http://hq", Silent())
    kept = book.store.settings.of(book.pen().scope)
    raw = bytearray(base64.b64decode(kept.get("receipt/1")))
    raw[-1] ^= 1
    kept.put("receipt/1", base64.b64encode(bytes(raw)).decode())
    assert not syncing.receipt(1).genuine


def test_a_receipt_of_a_key_that_hq_uses_no_longer_stays_genuine(
    book: Workspace, hq: Headquarters
) -> None:
    enrol(hq, book)
    syncing = online(hq, book)
    syncing.sync("http://hq", Silent())
    before = json.loads(syncing.receipt_paper(1))["key"]
    hq.authority.rotate()
    meeting(book)
    online(hq, book).sync("http://hq", Silent())
    assert syncing.receipt(1).genuine
    assert syncing.receipt(2).genuine
    assert json.loads(syncing.receipt_paper(1))["key"] == before
    assert json.loads(syncing.receipt_paper(2))["key"] != before

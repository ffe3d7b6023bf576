"""Audiences stand in the branch's own record; what HQ sent and what was brought are read side by side."""

import pytest

from app.services.checking import UNREAD
from app.services.materials import KIND
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import NotFound
from db.model.record import Edit
from sync.core.papers import Office
from sync.identity import Identity
from tests.app.materials.test_reading import TEXT

HQ = "f" * 16


def arrives(book: Workspace, text: str = TEXT) -> None:
    """Let HQ's pack arrive."""
    Identity(book.store.settings, book.clock).trust(Office("总部", HQ, "", "", "", "", ""))
    fields = {"pack": "lectures", "version": "2026.1", "text": text, "sent": "2026-04-02"}
    book.store.write(HQ, HQ, [Edit(KIND, fields, "")], by="总部")


def test_what_hq_sent_stands_beside_what_was_brought(book: Workspace) -> None:
    arrives(book)
    book.records.add("material", {"title": "本支部讲稿", "audience": "青年党员，一线党员"})
    found = book.materials.here()
    assert {(m.title, m.sent) for m in found} == {
        ("法律维权二十问", True),
        ("读本", True),
        ("本支部讲稿", False),
    }
    own = next(m for m in found if not m.sent)
    assert own.audience == ("青年党员", "一线党员")
    assert len(book.records.find(book.records.query("material"))) == 1


def test_audiences_are_kept_in_the_branchs_record_and_undone_like_any_edit(
    book: Workspace,
) -> None:
    arrives(book)
    book.materials.want(["机关党员", " ", "机关党员"])
    branch = book.records.raw("branch")
    assert branch is not None
    assert branch.get("audiences") == "机关党员"
    assert [m.title for m in book.materials.here()] == ["读本"]
    assert book.materials.audiences() == ["机关党员", "一线党员"]
    book.records.undo()
    assert book.materials.wanted() == ()


def test_a_material_that_is_not_there_is_named(book: Workspace) -> None:
    with pytest.raises(NotFound, match="none"):
        book.materials.get("none")


def test_a_pack_that_this_release_cannot_read_is_told_in_the_checks(book: Workspace) -> None:
    arrives(book, TEXT.replace("[pack]", "[pack]\nformat = 9", 1))
    assert book.materials.here() == []
    (said,) = [f for f in book.checking.this_year().findings if f.rule == UNREAD]
    assert said.said(Catalogue("zh_CN")) == "总部下发的学习材料包 lectures 2026.1 本机读不了"
    assert "9" in said.reason(Catalogue("zh_CN"))

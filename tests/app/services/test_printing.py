import errno
import os
from pathlib import Path

import pytest

from app.reports.paper import Attached, Prose
from app.services.printing import Press, save
from db.model.errors import ExportError
from tests.app.reports.book import WHEN, paper_of, sheet_of, words

PRESS = Press(machine=False)
NAMES = {"m.1.0": "张😀三"}


def printed(text: str, *, draft: str = "", told: str = "") -> bytes:
    attached = (Attached("r.json", told, "The record"),) if told else ()
    paper = paper_of(sheet_of(Prose((text,))), attached=attached)
    return PRESS.printed(
        paper, [("m.1.0", text)], WHEN, name=lambda r: NAMES.get(r, ""), draft=draft
    )


def test_a_name_is_looked_at_while_it_is_typed() -> None:
    assert PRESS.unprintable("周建国") == ""
    assert PRESS.unprintable("张😀三😀\ue000") == "😀\ue000"


def test_the_error_names_the_character_and_the_record() -> None:
    with pytest.raises(ExportError, match=r"😀.*张😀三.*not touched.*draft"):
        printed("张😀三")


def test_a_character_in_no_record_is_named_with_the_paper() -> None:
    with pytest.raises(ExportError, match="Paper"):
        PRESS.printed(paper_of(sheet_of(Prose(("😀",)))), [], WHEN, name=str)


def test_a_draft_says_so_on_the_page_and_leaves_the_attached_record_alone() -> None:
    found = words(printed("张😀三", draft="Draft", told='"张😀三"'))
    assert found.startswith("Draft")
    assert "张〓三" in found


def test_nothing_is_marked_as_a_draft_that_lacks_nothing() -> None:
    assert "Draft" not in words(printed("张三", draft="Draft"))


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    save(b"old", target)
    save(b"new", target)
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "text"), [(errno.ENOSPC, "not enough room"), (errno.EROFS, "cannot be written")]
)
def test_what_cannot_be_written_leaves_what_was_there(
    number: int, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    save(b"old", target)

    def refuse(_: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(ExportError, match=text):
        save(b"new", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"a\.pdf cannot be written"):
        save(b"new", tmp_path / "gone" / "a.pdf")

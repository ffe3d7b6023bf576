"""A box becomes papers: one, or one a year where one would be too thick; file names any stick keeps."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.boxes import box
from app.services import binding
from app.services.binding import Binder, safe
from app.services.boxing import Shelf
from app.services.gathering import Sources
from app.words import Catalogue
from app.workspace import Workspace
from tests.app.services.folders import photo


@pytest.fixture
def binder(book: Workspace) -> Binder:
    sources = Sources(
        book.pen,
        book.now,
        lambda: Catalogue("en"),
        book.syncing.held_since,
        book.checking.report,
        book.attachments.is_here,
        book.blobs.chunks,
        book.attachments.seen_of,
        papers=lambda: book.press.rosters,
    )
    return Binder(book.records, sources)


def meeting(book: Workspace, day: str) -> str:
    fields = {"type": "group_meeting", "title": "小组会", "state": "minuted"}
    return book.records.add("activity", {**fields, "held_start": f"{day}T19:00:00"})


def shelf(book: Workspace) -> Shelf:
    return Shelf(book.records, (), date(2025, 1, 1), date(2026, 12, 31))


def test_a_box_is_one_paper(book: Workspace, binder: Binder) -> None:
    meeting(book, "2025-02-02")
    meeting(book, "2026-02-02")
    (volume,) = binder.volumes(shelf(book), box(6), sensitive=False)
    assert volume.name == "06 Group meetings.pdf"


def test_a_thick_box_of_several_years_is_bound_by_the_year(
    book: Workspace, binder: Binder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binding, "MOST_PAGES", 5)
    first = meeting(book, "2025-02-02")
    second = meeting(book, "2026-02-02")
    for record in (first, second):
        book.attachments.add_bytes(record, photo(len(record)), "照片.jpg")
    volumes = list(binder.volumes(shelf(book), box(6), sensitive=False))
    assert [v.name for v in volumes] == [
        "06 Group meetings (2025).pdf",
        "06 Group meetings (2026).pdf",
    ]
    # Their originals lie in one folder, so the numbers go on.
    paths = [original.path for volume in volumes for original in volume.originals]
    assert paths == ["evidence/06-001 照片.jpg", "evidence/06-002 照片.jpg"]


def test_a_list_is_a_table_of_the_same_columns_as_on_paper(book: Workspace, binder: Binder) -> None:
    held = meeting(book, "2026-02-02")
    book.records.add("notice", {"title": "=1+1", "activity": held})
    (volume,) = binder.volumes(shelf(book), box(6), sensitive=False)
    assert [(one.title, len(one.rows)) for one in volume.lists] == [
        ("Meeting or activity", 1),
        ("Notice", 1),
    ]
    assert "小组会" in volume.lists[0].rows[0]
    assert "=1+1" in volume.lists[1].rows[0]
    (empty,) = binder.volumes(shelf(book), box(17), sensitive=False)
    assert empty.lists == ()


def test_a_file_that_is_not_here_is_listed_without_an_original(
    book: Workspace, binder: Binder
) -> None:
    away = {"name": "远.jpg", "belongs_to": meeting(book, "2026-02-02"), "hash": "ab" * 32}
    book.records.add("attachment", away)
    (volume,) = binder.volumes(shelf(book), box(6), sensitive=False)
    assert volume.originals == ()
    assert "The original is not on this computer" in str(volume.parts)


def test_dues_are_ticks_by_month(book: Workspace, binder: Binder) -> None:
    member = book.records.add("member", {"name": "周建国"})
    book.records.add("dues_tick", {"member": member, "month": "2026-03"})
    (volume,) = binder.volumes(shelf(book), box(14), sensitive=False)
    assert str(volume.parts).count("'√'") == 1


def test_a_branch_without_such_a_box_gets_one_page_that_says_so(
    book: Workspace, binder: Binder
) -> None:
    book.records.change("branch", {"branch_type": "temporary"})
    (volume,) = binder.volumes(shelf(book), box(13), sensitive=False)
    assert "keeps no such box" in str(volume.parts)
    assert len(volume.parts) == 1


@given(st.text(max_size=200))
def test_every_name_becomes_one_that_any_file_system_keeps(name: str) -> None:
    made = safe(name)
    assert made
    assert not set(made) & set('<>:"/\\|?*\0\n')
    assert made == made.strip(" .") or made == "_"
    assert len(made.encode()) <= 200
    assert safe(made) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("说明:一/二?.txt", "说明_一_二_.txt"),
        ("CON", "_CON"),
        ("aux.jpg", "_aux.jpg"),
        ("...", "_"),
        ("长" * 90 + ".jpeg", "长" * 40 + ".jpeg"),
    ],
)
def test_names_that_systems_refuse(name: str, made: str, tmp_path: Path) -> None:
    assert safe(name) == made
    (tmp_path / made).write_bytes(b"")

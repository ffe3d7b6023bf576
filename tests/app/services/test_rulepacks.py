"""The packs of a book: HQ's newest readable one is in force, what cannot be read is told of."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.organisation import Branch, BranchType
from app.services.checking import UNREAD
from app.services.meeting import entered_late
from app.services.rulepacks import KIND, RULES, RulePacks, situation
from app.services.sample import StoppedClock
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json
from db.model.errors import NotFound
from db.model.record import Edit, Record
from sync.core.papers import Office
from sync.identity import Identity
from tests.app.samples import new_book

HQ = "f" * 16
TEXT = """\
[pack]
id = "group"
version = "2026.1"
title_zh = "集团规则包"

[[rule]]
id = "R15"
effective_from = 2026-01-01
thresholds = { late_days = 1 }
"""
LATER = TEXT.replace("2026.1", "2026.2").replace('id = "group"', 'id = "group"\nformat = 9')


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    """A book that knows its HQ."""
    clock = StoppedClock(datetime(2026, 5, 21, 9, 0))  # noqa: DTZ001 - site time is naive
    book = new_book(tmp_path / "home", branch="b", clock=clock)
    Identity(book.store.settings, book.clock).trust(Office("总部", HQ, "", "", "", "", ""))
    yield book
    book.close()


def arrives(book: Workspace, text: Json, **more: Json) -> None:
    """Let a record of HQ's channel arrive."""
    fields = {"pack": "group", "version": "2026.1", "text": text, "sent": "2026-05-20"} | more
    book.store.write(HQ, HQ, [Edit(KIND, fields, "")], by="总部")


def late_days(packs: RulePacks) -> float:
    """Return after how many days an entry is late."""
    ruling = packs.rulebook().on("R15", datetime(2026, 5, 21).date())  # noqa: DTZ001
    return ruling.number("late_days") if ruling else 0


def test_without_hq_the_programs_own_packs_apply(book: Workspace) -> None:
    assert [pack.id for pack in book.rules.in_force()] == ["national", "facts", "practice"]
    assert late_days(book.rules) == 3


def test_what_arrives_is_in_force_at_once(book: Workspace) -> None:
    assert late_days(book.rules) == 3
    arrives(book, TEXT)
    assert late_days(book.rules) == 1
    assert [pack.id for pack in book.checking.packs][-1] == "group"


def test_what_a_later_release_wrote_is_kept_and_told_and_the_one_before_applies(
    book: Workspace,
) -> None:
    arrives(book, TEXT)
    arrives(book, LATER, version="2026.2")
    assert late_days(book.rules) == 1
    (unread,) = book.rules.unread()
    assert (unread.id, unread.version) == ("group", "2026.2")
    said = [f for f in book.checking.this_year().findings if f.rule == UNREAD]
    zh = Catalogue("zh_CN")
    assert [(f.said(zh), f.reason(zh)) for f in said] == [
        (
            "总部下发的规则包 group 2026.2 本机读不了",
            "第 3 行：这个包为更新版本的程序编写（格式 9）。已保存，更新程序后或可读取",
        )
    ]


def test_a_withdrawn_version_is_neither_in_force_nor_told(book: Workspace) -> None:
    arrives(book, TEXT, withdrawn="2026-05-21")
    arrives(book, LATER, version="2026.2", withdrawn="2026-05-21")
    assert late_days(book.rules) == 3
    assert book.rules.unread() == ()


def test_a_pack_in_use_can_be_taken_out_again(book: Workspace) -> None:
    arrives(book, TEXT)
    assert book.rules.text("group") == TEXT
    with pytest.raises(NotFound):
        book.rules.text("other")


@given(
    text=st.one_of(st.none(), st.text(max_size=80), st.integers(), st.lists(st.text())),
    version=st.one_of(st.none(), st.text(max_size=8), st.integers()),
)
def test_no_record_of_the_channel_stops_the_checks(text: Json, version: Json) -> None:
    held = RULES.held_one("r", {"pack": "group", "version": version, "text": text})
    assert held is None or held.order


def branch(**fields: str) -> Branch:
    """Return a branch as a value."""
    body: dict[str, Json] = {"name": "b", **fields}
    return Branch.of(Record("s", "branch", "branch", body, {}, {}, False, (), 0, "a", 0, "a"))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "ordinary"),
        ({"branch_type": "joint"}, "joint"),
        ({"branch_type": "temporary"}, "temporary"),
        ({"branch_type": "mobile"}, "mobile"),
        ({"branch_type": "mobile", "rules_as": "temporary"}, "temporary"),
        ({"branch_type": "ordinary", "rules_as": "temporary"}, "ordinary"),
        ({"branch_type": "mobile_member"}, "ordinary"),
    ],
)
def test_a_mobile_branch_counts_as_what_its_approval_document_says(
    fields: dict[str, str], kind: str
) -> None:
    assert situation(branch(**fields), committee=True, groups=True).type == kind


def test_a_book_without_a_branch_record_is_an_ordinary_one() -> None:
    assert situation(None, committee=False, groups=False).type == BranchType.ordinary.value


def test_a_committee_that_is_elected_is_held_to_its_rules_at_once(book: Workspace) -> None:
    day = book.now().date()
    assert book.rules.rulebook().on("R02", day) is None
    book.records.change("branch", {"has_committee": True})
    assert book.rules.rulebook().on("R02", day) is not None


def test_typing_reads_no_pack_anew(book: Workspace) -> None:
    arrives(book, TEXT)
    meeting = book.records.add("activity", {"type": "committee_meeting"})
    before = book.rules.rulebook()
    book.records.change(meeting, {"minutes": "会议"}, typing=True)
    assert book.rules.rulebook() is before


def test_a_meetings_own_page_goes_by_hqs_word_too(book: Workspace) -> None:
    start = {"held_start": "2026-05-19T10:00:00", "held_end": "2026-05-19T11:00:00"}
    meeting = book.records.add(
        "activity", {"type": "committee_meeting", "state": "minuted", **start}
    )
    found = book.meetings.get(meeting, book.now().date())
    assert found is not None
    assert entered_late(found) == 0
    arrives(book, TEXT)
    found = book.meetings.get(meeting, book.now().date())
    assert found is not None
    assert entered_late(found) == 2


def test_the_study_page_goes_by_hqs_hours(book: Workspace) -> None:
    today = book.now().date()
    assert book.studying.required(today)("m") == 32
    arrives(book, TEXT.replace("R15", "R25").replace("late_days = 1", "member_hours = 40"))
    assert book.studying.required(today)("m") == 40
    for office in ("secretary", "publicity_member"):
        book.records.add("office_holding", {"member": office, "office": office})
    more = "member_hours = 32, secretary_hours = 56, committee_hours = 48"
    text = TEXT.replace("R15", "R25").replace("late_days = 1", more)
    arrives(book, text.replace("2026.1", "2026.2"), version="2026.2")
    required = book.studying.required(today)
    assert [required(m) for m in ("secretary", "publicity_member", "m")] == [56, 48, 32]

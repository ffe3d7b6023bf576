"""What hangs on a record stands under it, opens, and a new one begins from there."""

import pytest
from pytestqt.qtbot import QtBot

from app.services.hanging import Tie
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.hanging import Hangings
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.duerow import ListRow


@pytest.fixture
def hangings(qtbot: QtBot, desk: Desk) -> Hangings:
    made = Hangings(desk)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def show(hangings: Hangings, book: Workspace, record: str) -> None:
    hangings.show_record(book.records.raw(record))


def rows(hangings: Hangings) -> list[ListRow]:
    return [r for r in hangings.card.findChildren(ListRow) if r.isVisibleTo(hangings)]


def test_milestones_stand_under_their_apprenticeship_and_open(
    qtbot: QtBot, hangings: Hangings, book: Workspace, said: Recorder
) -> None:
    pair = book.records.add("mentorship", {"mentor": "甲", "apprentice": "乙"})
    step = book.records.add("milestone", {"mentorship": pair, "title": "独立点检"})
    show(hangings, book, pair)
    qtbot.waitUntil(lambda: len(rows(hangings)) == 1)
    (row,) = rows(hangings)
    assert row.accessibleName() == "独立点检"
    row.pressed.emit()
    assert said.routes == [Route("record", step)]


def test_a_new_one_begins_with_what_it_hangs_on(
    hangings: Hangings, book: Workspace, said: Recorder
) -> None:
    work = book.records.add("work", {"title": "微电影"})
    show(hangings, book, work)
    hangings.card.begin(Tie("honour", "work"))
    assert said.routes == [Route("record", "", f"new:honour:work={work}")]


def test_an_activity_begun_from_a_partner_has_it_already(
    qtbot: QtBot, hangings: Hangings, book: Workspace, said: Recorder
) -> None:
    unit = book.records.add("partner_organization", {"name": "甲公司"})
    show(hangings, book, unit)
    hangings.card.begin(Tie("activity", "partners", listed=True))
    qtbot.waitUntil(lambda: bool(said.routes))
    (route,) = said.routes
    found = book.records.raw(route.record)
    assert route.page == "meeting"
    assert found is not None
    assert found.get("partners") == [unit]
    assert found.get("type") == "joint_activity"


def test_many_are_folded_until_they_are_asked_for(
    qtbot: QtBot, hangings: Hangings, book: Workspace
) -> None:
    notice = book.records.add("disclosure", {"title": "公开"})
    for n in range(9):
        book.records.add("comment", {"about": notice, "text": f"意见{n}"})
    show(hangings, book, notice)
    qtbot.waitUntil(lambda: len(rows(hangings)) == 6)
    more = next(b for b in hangings.card.findChildren(Button) if b.text() == "显示全部 9 条")
    more.click()
    qtbot.waitUntil(lambda: len(rows(hangings)) == 9)


def test_numbers_are_typed_only_where_they_belong(hangings: Hangings, book: Workspace) -> None:
    show(hangings, book, book.records.add("competition", {"title": "竞赛"}))
    assert hangings.outcomes.isVisible()
    show(hangings, book, book.records.add("work", {"title": "歌"}))
    assert not hangings.outcomes.isVisible()
    assert hangings.card.isVisible()


def test_nothing_is_gathered_under_a_member_or_before_there_is_a_record(
    hangings: Hangings, book: Workspace
) -> None:
    show(hangings, book, book.records.add("member", {"name": "张三"}))
    assert not hangings.card.isVisible()
    hangings.show_record(None)
    assert not hangings.card.isVisible()
    assert not hangings.outcomes.isVisible()


def test_where_nothing_hangs_and_nothing_can_no_empty_card_stands(
    hangings: Hangings, book: Workspace
) -> None:
    show(hangings, book, book.records.add("work", {"title": "微电影"}))
    assert hangings.card.isVisible()
    room = book.records.add("shared_resource", {"name": "第一会议室"})
    hours = {"from_at": "2021-07-08T14:00:00", "to_at": "2021-07-08T16:00:00"}
    show(hangings, book, book.records.add("booking", {"resource": room, **hours}))
    assert not hangings.card.isVisible()

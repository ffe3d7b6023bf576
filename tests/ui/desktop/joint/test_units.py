"""共建，单位: units by where they stand, steps with undo, bodies, turns, coverage, rules, conferences."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.counting.alliance import state_on
from app.records.alliance import DutyRotation, PartnerOrganization, PartnerState, SystemDocument
from app.records.meeting import Activity
from app.workspace import Workspace
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.unitbodies import BodiesView
from ui.desktop.joint.unitconferences import LATE, ConferencesView
from ui.desktop.joint.unitcoverage import CoverageView
from ui.desktop.joint.unitregister import UnitsView
from ui.desktop.joint.unitrules import CHANGED, RulesView
from ui.desktop.joint.units import UnitsTab
from ui.desktop.ledger.kinds import KindChooser
from ui.desktop.ledger.registers import RegistersTab
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.duerow import ListRow

TODAY = date(2026, 5, 21)
Show = Callable[..., UnitsTab]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Show:
    def shown(detail: str = "", record: str = "") -> UnitsTab:
        tab = UnitsTab(desk)
        qtbot.addWidget(tab)
        tab.resize(1158, 600)
        tab.arrive(record, detail)
        # What is made before the tab is seen is seen with it.
        tab.show()
        return tab

    return shown


def unit(book: Workspace, name: str, **fields: object) -> str:
    return book.records.add("partner_organization", {"name": name, **fields})


def units_view(tab: UnitsTab) -> UnitsView:
    view = tab.inner
    assert isinstance(view, UnitsView)
    return view


def buttons(widget: QWidget) -> dict[str, Button]:
    found = widget.findChildren(Button)
    return {b.accessibleName(): b for b in found if b.isVisible()}


def test_an_empty_register_offers_to_begin_and_to_bring_in(show: Show, said: Recorder) -> None:
    tab = show()
    view = units_view(tab)
    assert view.empty.isVisible()
    assert tab.header_actions() == []
    view.empty.chosen.emit("new")
    view.empty.chosen.emit("bring")
    assert said.routes == [
        Route("record", detail="new:partner_organization"),
        Route("joint", detail="units:partner_organization"),
    ]


def test_the_list_is_sifted_by_where_units_stand_and_by_initials(
    show: Show, book: Workspace
) -> None:
    unit(book, "养护段党支部", joined_on="2019-06-01")
    unit(book, "村委会", intent_on="2020-01-01")
    unit(book, "物资公司", joined_on="2019-01-01", left_on="2022-01-01")
    tab = show()
    view = units_view(tab)
    assert tab.meta() == "成员 1 家，待加入 1 家"
    assert view.list.count() == 3
    view.filter.set_current(PartnerState.member)
    view._draw()
    assert view.list.count() == 1
    view.filter.set_current("all")
    view.search.setText("cwh")
    view._draw()
    assert view.list.count() == 1
    view.search.setText("无此单位")
    view._draw()
    assert view._none.isVisible()


def test_without_a_unit_chosen_the_growth_shows_from_seven_to_forty(
    show: Show, book: Workspace
) -> None:
    for n in range(7):
        unit(book, f"发起{n}", joined_on="2019-06-01")
    for n in range(33):
        unit(book, f"后来{n}", joined_on="2020-06-01")
    for n in range(27):
        unit(book, f"意向{n}", intent_on="2020-06-02")
    view = units_view(show())
    assert view.growth.isVisible()
    assert view.summary.text() == "2019年第2季度 7 家，现在 40 家；待加入 27 家"
    lines = view.growth.table_text().splitlines()
    assert lines[1] == "2019年第2季度\t7\t0\t7\t0"
    assert lines[-1] == "2026年第2季度\t40\t27\t0\t0"
    view.growth.keyPressEvent(_key(Qt.Key.Key_Left))
    assert view.growth.accessibleName().startswith("2026年第1季度")


def _key(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def test_an_opened_unit_shows_what_names_it_and_leads_there(
    show: Show, book: Workspace, said: Recorder
) -> None:
    one = unit(book, "养护段党支部", joined_on="2019-06-01")
    agreement = book.records.add("cobuild_agreement", {"title": "协议", "parties": [one]})
    held = book.records.add(
        "activity", {"type": "joint_activity", "title": "联合", "partners": [one]}
    )
    view = units_view(show(record=one))
    assert view.opened.isVisible()
    rows = [r for r in view.opened.about.findChildren(ListRow) if r.isVisible()]
    for row in rows:
        row.pressed.emit()
    assert {route.record for route in said.routes} == {agreement, held}
    assert Route("meeting", held) in said.routes
    view.opened.closed.emit()
    assert view.growth.isVisible()


def test_a_step_is_written_with_todays_day_and_can_be_undone(
    show: Show, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    one = unit(book, "村委会", intent_on="2020-01-01")
    view = units_view(show(record=one))
    buttons(view.opened)["申请加入"].click()
    qtbot.waitUntil(lambda: bool(said.undoables))
    assert said.undoables == ["村委会：2026年5月21日 申请加入"]
    qtbot.waitUntil(lambda: "加入" in buttons(view.opened))
    view.opened.step(PartnerState.member)
    qtbot.waitUntil(lambda: len(said.undoables) == 2)
    (found,) = book.records.all(PartnerOrganization)
    assert state_on(found, TODAY) == PartnerState.member
    book.records.undo()
    book.records.undo()
    (found,) = book.records.all(PartnerOrganization)
    assert state_on(found, TODAY) == PartnerState.intent


def test_the_growth_and_the_coverage_leave_as_excel(
    show: Show, book: Workspace, said: Recorder, qtbot: QtBot, tmp_path: Path
) -> None:
    unit(book, "养护段", joined_on="2019-06-01")
    book.records.add("covered_unit", {"name": "一标", "full_members": 4})
    for detail in ("list", "coverage"):
        file = tmp_path / f"{detail}.xlsx"
        said.files.append(str(file))
        view = show(detail).inner
        assert isinstance(view, UnitsView | CoverageView)
        view.export()
        qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: len(said.notes) == 2)


def test_the_lists_behind_stay_reachable_and_a_kind_begins_there(
    show: Show, book: Workspace, said: Recorder
) -> None:
    tab = show("bodies")
    tab.out.click()
    assert said.routes == [Route("joint", detail="units:duty_rotation")]
    tab.arrive("", "duty_rotation")
    assert isinstance(tab.inner, RegistersTab)
    chooser = tab.inner.findChild(KindChooser)
    assert chooser is not None
    assert chooser.current() == "duty_rotation"
    tab.arrive("", "new:budget_line")
    assert said.routes[-1] == Route("record", detail="new:budget_line")
    tab.arrive("", "")
    assert isinstance(tab.inner, UnitsView)


def notes(widget: QWidget) -> list[str]:
    found = widget.findChildren(NoteLine)
    return [n._words.text() for n in found if n.isVisible()]


def test_the_turns_tell_what_is_not_handed_over_what_begins_and_what_lies_between(
    show: Show, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    one, other = unit(book, "一公司"), unit(book, "二公司")
    add = book.records.add
    add("duty_rotation", {"unit": one, "from_on": "2026-01-01", "to_on": "2026-03-31"})
    now = add("duty_rotation", {"unit": other, "from_on": "2026-04-01", "to_on": "2026-06-10",
                                "activities": "筹备联合党日"})  # fmt: skip
    add("duty_rotation", {"from_on": "2026-06-15"})
    view = show("bodies").inner
    assert isinstance(view, BodiesView)
    assert notes(view.duty) == [
        "一公司：轮值 2026年3月31日 到期，还没有移交",
        "109国道改造项目部联合党支部 从 6月15日 起轮值，还有 25 天",
        "6月11日 至 6月14日 无人轮值",
    ]
    buttons(view.duty)["移交：二公司"].click()
    qtbot.waitUntil(lambda: bool(said.undoables))
    handed = book.records.get(DutyRotation, now)
    assert handed is not None
    assert (handed.handed_over_on, handed.to_on) == (TODAY, TODAY)
    assert said.notes == []


def test_the_last_turn_handed_over_asks_for_the_next(
    show: Show, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    book.records.add("duty_rotation", {"from_on": "2026-04-01"})
    view = show("bodies").inner
    buttons(view)["移交"].click()
    qtbot.waitUntil(lambda: bool(said.notes))
    assert said.notes[0][1] == "还没有安排下一轮"


def test_a_year_of_turns_is_leafed_through_and_a_row_opens_its_turn(
    show: Show, book: Workspace, said: Recorder
) -> None:
    turn = book.records.add("duty_rotation", {"from_on": "2026-04-01", "to_on": "2026-06-30"})
    view = show("bodies").inner
    assert isinstance(view, BodiesView)
    view.year.picture.keyPressEvent(_key(Qt.Key.Key_Return))
    assert said.routes == [Route("record", turn)]
    view.year.leafed.emit(1)
    assert view.year._title.text() == "2027 年轮值"
    assert view.year.picture.accessibleName() == "这一年没有轮值"
    view.grab()


def test_bodies_stand_as_a_tree_and_what_is_dissolved_is_folded(
    show: Show, book: Workspace, qtbot: QtBot
) -> None:
    add = book.records.add
    head = add("alliance_body", {"name": "领导小组", "kind": "leading_group"})
    add("alliance_body", {"name": "安全组", "kind": "task_group", "above": head})
    add("joint_organization", {"name": "防汛党支部", "dissolved_on": "2024-10-08"})
    add("joint_organization", {"name": "政企党支部", "to_on": "2026-03-31"})
    add("budget_line", {"purpose": "专家", "year": 2019, "planned": 3000, "spent": 2800.5})
    view = show("bodies").inner
    assert isinstance(view, BodiesView)

    def rows(card: QWidget) -> list[str]:
        found = card.findChildren(ListRow)
        return [r.accessibleName() for r in found if r.isVisible()]

    assert rows(view.bodies) == ["领导小组", "安全组"]
    assert rows(view.joint) == ["政企党支部"]
    buttons(view.joint)["显示已撤销的 1 个"].click()
    qtbot.waitUntil(lambda: rows(view.joint) == ["政企党支部", "防汛党支部"])
    assert rows(view.money) == ["专家"]


def test_coverage_shows_both_percentages_and_sifts_what_lacks(show: Show, book: Workspace) -> None:
    add = book.records.add
    add("covered_unit", {"name": "一标", "full_members": 5, "set_up_on": "2025-01-01"})
    add("covered_unit", {"name": "二标", "full_members": 4, "is_project": True})
    add("covered_unit", {"name": "三标", "full_members": 3, "can_set_up": False})
    tab = show("coverage:to_set_up")
    view = tab.inner
    assert isinstance(view, CoverageView)
    assert view.organised._figures.text() == "1/2，50%"
    assert view.worked._figures.text() == "1/3，33.3%"
    assert view.list.count() == 1
    view.filter.set_current("all")
    view._draw()
    can = [view.list._rows.source.row(n).cells[2].plain().strip() for n in range(3)]
    assert can == ["是", "否 与人数提示不同", "是（按人数）"]
    assert tab.meta() == "已摸底 3 个单位"


def test_a_charter_shows_which_version_holds_and_what_it_changed(
    show: Show, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    add = book.records.add
    add("system_document", {"title": "章程", "version": "第1版", "effective_from": "2019-06-01",
                            "text": "成员7家。"})  # fmt: skip
    second = add("system_document", {"title": "章程", "version": "第2版",
                                     "effective_from": "2021-06-01", "text": "成员40家。"})  # fmt: skip
    tab = show("rules")
    view = tab.inner
    assert isinstance(view, RulesView)
    shown = view.shown()
    assert shown is not None
    assert shown.id == second
    view.views.set_current(CHANGED)
    view._show_text()
    assert view._diff.isVisible()
    assert view._diff.toPlainText() == "成员740家。"
    view.new_version()
    qtbot.waitUntil(lambda: bool(said.routes))
    versions = {v.version: v for v in book.records.all(SystemDocument)}
    assert versions["第2版"].effective_to == date(2026, 5, 20)
    assert said.routes == [Route("record", versions["第3版"].id)]


def test_matters_of_all_conferences_stand_late_first_and_open_their_meeting(
    show: Show, book: Workspace, said: Recorder, qtbot: QtBot
) -> None:
    add = book.records.add
    held = add(
        "activity",
        {"type": "joint_conference", "title": "第一次", "held_start": "2026-03-10T14:30:00"},
    )
    add("resolution", {"text": "值班表", "activity": held, "due_on": "2026-06-01"})
    late = add(
        "resolution",
        {"text": "修路", "activity": held, "due_on": "2026-05-01", "owner_unit": "二公司"},
    )
    tab = show("conferences")
    view = tab.inner
    assert isinstance(view, ConferencesView)
    assert tab.meta() == "2 项未办结，1 件已过期"
    assert view.list._rows.source.row(0).id == late
    view.filter.set_current(LATE)
    view._draw()
    assert view.list.count() == 1
    view.list.opened.emit(late)
    assert said.routes == [Route("meeting", held)]
    tab.new()
    qtbot.waitUntil(lambda: len(said.routes) == 2)
    assert len(book.records.all(Activity, where={"type": "joint_conference"})) == 2


@pytest.mark.parametrize("detail", ["list", "bodies", "coverage", "rules", "conferences"])
def test_every_view_is_drawn_empty_and_answers_its_keys(
    show: Show, said: Recorder, detail: str
) -> None:
    tab = show(detail)
    assert not tab.grab().isNull()
    tab.refresh()
    tab.focus_filter()
    assert isinstance(tab.meta(), str)
    assert set(tab.writing_actions()) <= set(tab.inner.writing_actions())
    if detail != "conferences":
        tab.primary()
        assert said.routes


def test_a_second_unit_opens_although_another_one_was_chosen(show: Show, book: Workspace) -> None:
    one, other = unit(book, "桥梁一公司"), unit(book, "天路股份")
    tab = show("", one)
    assert units_view(tab).opened.unit == one
    tab.arrive(other, "")
    assert units_view(tab).opened.unit == other
    assert units_view(tab).list.selection() == [other]

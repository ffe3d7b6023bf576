"""Joint building and service in the real window, by its keys: from the first unit to the printed report."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.counting.agreements import Standing
from app.counting.openness import LEAST
from app.records.alliance import CobuildAgreement, PartnerOrganization
from app.records.meeting import State
from app.records.openness import Acknowledgement, Comment, Disclosure, Opinion
from app.records.resources import Booking
from app.records.service import Feedback, HandbookEntry, MatterState, ServiceMatter
from app.services.meeting import Meeting
from db.doctor import examine
from db.model.progress import Silent
from tests.journeys.conftest import Computer
from tests.journeys.hands import CTRL, Hands, opened
from tests.ui.desktop.strays import looking
from ui.desktop.desk import Route
from ui.desktop.forms.form import RecordForm
from ui.desktop.joint.bookings import BookingsView
from ui.desktop.meetings.filing import FileStep
from ui.desktop.meetings.prepare import PrepareStep
from ui.desktop.page import Page
from ui.desktop.pages.agreement import AgreementPage
from ui.desktop.pages.matter import MatterPage
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.pages.record import RecordPage
from ui.desktop.pages.visit import VisitPage
from ui.desktop.preview import Preview
from ui.desktop.service.box import BoxView
from ui.desktop.service.disclosures import DisclosuresView
from ui.desktop.service.notices import NoticesView
from ui.desktop.tabbed import TabbedPage
from ui.desktop.theme.theme import Theme
from ui.desktop.viewed import ViewsTab
from ui.desktop.widgets.buttons import Button

W = TypeVar("W", bound=QWidget)
UNIT, VILLAGE, TASK = "建工集团三标段党支部", "大王村党支部", "夜间卸车场地"
NAMES = ("周建国", "达瓦次仁", "王海燕", "次仁旺堆")


class Clerk(Hands):
    """Enters what a secretary enters, page by page."""

    def go(self, page: str, record: str = "", detail: str = "") -> None:
        self.window.go(Route(page, record, detail))
        self.rest()

    def page(self, kind: type[W]) -> W:
        assert isinstance(self.window.page, kind)
        return self.window.page

    def view(self, kind: type[W]) -> W:
        """Return the view that shows in the tab of a place."""
        self.rest()
        here: object = self.page(TabbedPage).inner
        while isinstance(here, ViewsTab):
            here = here.inner
        assert isinstance(here, kind), here
        return here

    def fill(self, form: RecordForm | None, **fields: str) -> None:
        """Type into fields of a form, each left with Tab."""
        assert form is not None
        for name, text in fields.items():
            self.into(form.fields[name].editor)
            self.type(text)
            self.key(Qt.Key.Key_Tab)
            self.rest()

    def begin(self, kind: str, **fields: str) -> str:
        """Begin a record of a kind where the window offers it; return its id."""
        self.go("record", detail=f"new:{kind}")
        form = self.page(RecordPage).form
        self.fill(form, **fields)
        assert form is not None
        self.until(lambda: bool(form.record))
        return form.record

    def into(self, editor: QWidget) -> None:
        """Put the cursor into a field."""
        self.front()
        editor.setFocus()

    def button(self, widget: QWidget, words: str) -> Button:
        """Wait for the button of these words, and return it."""

        def found() -> list[Button]:
            there = widget.findChildren(Button)
            return [b for b in there if b.isVisible() and b.accessibleName() == words]

        self.until(lambda: bool(found()))
        return found()[0]

    def press(self, button: Button) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def primary(self) -> None:
        self.front()
        self.key(Qt.Key.Key_Return, CTRL)
        self.rest()

    def printed(self, title: str) -> None:
        """Wait for the paper in its window, and close that."""

        def papers() -> list[Preview]:
            found = [w for w in QApplication.topLevelWidgets() if isinstance(w, Preview)]
            return [w for w in found if w.isVisible() and title in w.windowTitle()]

        self.until(lambda: bool(papers()))
        (paper,) = papers()
        assert len(paper.pages) >= 1
        paper.close()
        self.front()

    def front(self) -> None:
        """Come back to the window: without a window system nobody does when something over it closes."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)


@pytest.fixture
def clerk(qtbot: QtBot, theme: Theme, laptop: Callable[..., Computer]) -> Iterator[Clerk]:
    computer = laptop("周建国")
    computer.new("member", *({"name": name, "number": n} for n, name in enumerate(NAMES, 1)))
    with opened(qtbot, theme, computer.home) as window:
        yield Clerk(qtbot, window)


def test_a_half_year_of_joint_building_is_entered_shown_and_printed(clerk: Clerk) -> None:
    with looking() as strays:
        entered(clerk)
    assert strays.seen == []
    assert clerk.book.records.conflicts() == []
    report = examine(clerk.book.store, clerk.book.blobs, clerk.book.attachments.wanted(), Silent())
    assert report.ailments == ()


def entered(clerk: Clerk) -> None:
    unit = registered(clerk)
    agreement = signed(clerk, unit)
    held_together(clerk)
    matter = visited(clerk, unit, agreement)
    closed_with_feedback(clerk, matter)
    booked(clerk)
    spoken(clerk)
    known(clerk)
    laid_open(clerk)
    printed(clerk)


def registered(clerk: Clerk) -> str:
    """A unit is added from the empty register, by Ctrl+N."""
    clerk.key(Qt.Key.Key_5, CTRL)
    clerk.go("joint", detail="units")
    clerk.key(Qt.Key.Key_N, CTRL)
    form = clerk.page(RecordPage).form
    clerk.fill(form, name=UNIT, joined_on=str(clerk.book.now().date()))
    (unit,) = clerk.book.records.all(PartnerOrganization)
    assert (unit.name, unit.joined_on) == (UNIT, clerk.book.now().date())
    return unit.id


def signed(clerk: Clerk, unit: str) -> str:
    """An agreement is begun for a unit, and signed with the page's main key."""
    year = clerk.book.now().year
    clerk.go("agreement", detail=f"new:{unit}")
    page = clerk.page(AgreementPage)
    clerk.fill(page.form, title="结对共建协议")
    clerk.until(lambda: bool(page.record))
    clerk.fill(page.form, valid_from=f"{year}-01-01", valid_to=f"{year + 1}-12-31")
    clerk.primary()
    clerk.until(lambda: page.view is not None and page.view.line.stood.standing != Standing.draft)
    (agreement,) = clerk.book.records.all(CobuildAgreement)
    assert (agreement.parties, agreement.state) == ([unit], "signed")
    return agreement.id


def held_together(clerk: Clerk) -> None:
    """A joint activity with one unit of the register and a new one; its numbers; filed."""
    clerk.key(Qt.Key.Key_2, CTRL)
    clerk.key(Qt.Key.Key_N, CTRL)
    clerk.choose_kind("joint_activity")
    page = clerk.page(MeetingPage)
    step = page.stack.currentWidget()
    assert isinstance(step, PrepareStep)
    with_whom(clerk, step)
    page.leave()
    clerk.rest()
    day = clerk.book.now().date()
    times = {"held_start": f"{day}T09:00:00", "held_end": f"{day}T11:00:00"}
    clerk.book.records.change(
        clerk.window.route.record, {"title": "助农义卖", "place_text": "村口", **times}
    )
    clerk.rest()
    clerk.key(Qt.Key.Key_Return, CTRL)
    clerk.until(lambda: page.step == "signin")
    for letters in ("zjg", "dwcr", "why", "crwd"):
        clerk.type(letters)
        clerk.key(Qt.Key.Key_Space)
    clerk.rest()
    page.go_step("file")
    results(clerk, page)
    for noted in page.opened.noted:
        clerk.book.meetings.explain(noted.finding, "当日补记")
    clerk.rest()
    page.refresh()
    clerk.primary()
    clerk.until(lambda: read(clerk).activity.state == State.archived)


def with_whom(clerk: Clerk, step: PrepareStep) -> None:
    """Name two partners in the field: one by its initials, one that is new."""
    step.together.open()
    field = step.together.fields.bound["partners"].editor
    for letters in ("jgjt", VILLAGE):
        clerk.into(field)
        clerk.type(letters)
        clerk.key(Qt.Key.Key_Return)
        clerk.rest()
    clerk.until(lambda: len(read(clerk).shared.partners) == 2)
    assert [p.name for p in read(clerk).shared.partners] == [UNIT, VILLAGE]


def results(clerk: Clerk, page: MeetingPage) -> None:
    """Type two rows of numbers where the meeting is filed."""
    step = page.stack.currentWidget()
    assert isinstance(step, FileStep)
    adder = step.results.hangings.outcomes.adder
    adder.place.edit()
    for at, line in enumerate(("义卖 3000 元", "口罩 10000 只"), 1):
        clerk.type(line)
        clerk.key(Qt.Key.Key_Return)
        clerk.until(lambda at=at: len(read(clerk).results) == at)  # type: ignore[misc]
    assert [(r.label, r.number, r.unit) for r in read(clerk).results] == [
        ("义卖", 3000, "元"),
        ("口罩", 10000, "只"),
    ]


def read(clerk: Clerk) -> Meeting:
    found = clerk.book.meetings.get(clerk.window.route.record, clerk.book.now().date())
    assert found is not None
    return found


def visited(clerk: Clerk, unit: str, agreement: str) -> str:
    """A visit is answered and finished: handbook and task list are written at once."""
    clerk.go("visit", detail=f"new:{unit}")
    page = clerk.page(VisitPage)
    clerk.fill(page.form, leader="周建国")
    clerk.until(lambda: bool(page.record))
    assert page.view is not None
    clerk.fill(page.form, standing="主体完成六成", difficulties="夜里没处卸车", needs="讲清许可")
    line = page.finishing.lines.add_line()
    clerk.into(line.title)
    clerk.type(TASK)
    clerk.key(Qt.Key.Key_Tab)
    assert agreement or page.view.visit.agreement is None
    clerk.primary()
    clerk.until(lambda: bool(clerk.book.records.all(ServiceMatter)))
    (entry,) = clerk.book.records.all(HandbookEntry)
    (matter,) = clerk.book.records.all(ServiceMatter)
    assert "夜里没处卸车" in (entry.text or "")
    assert (matter.title, matter.visit) == (TASK, page.record)
    return matter.id


def closed_with_feedback(clerk: Clerk, matter: str) -> None:
    """Each press of the main key is a step; what a step lacks is asked for in place."""
    clerk.go("matter", matter)
    page = clerk.page(MatterPage)
    asked = page.handling.asked
    due = clerk.book.now().date() + timedelta(days=10)
    for to, answers in (
        (MatterState.assigned, {"owner_unit": "工程部", "due_on": str(due)}),
        (MatterState.in_progress, {}),
        (MatterState.done, {"result": "划出临时场地"}),
        (MatterState.verified, {"verified_by": "郭敏"}),
        (MatterState.closed, {"text": "场地可用"}),
    ):
        clerk.primary()
        for name, text in answers.items():
            clerk.until(lambda: not asked.isHidden())
            kind = "feedback" if to == MatterState.closed else "matter"
            put(clerk, page, (kind, name), text)
        if answers:
            clerk.primary()
        clerk.until(lambda to=to: state(clerk, matter) == to)  # type: ignore[misc]
        clerk.until(lambda to=to: page._opened is not None and page._opened.line.matter.state == to)  # type: ignore[misc]
    (told,) = clerk.book.records.all(Feedback)
    assert (told.to_whom, told.text) == (UNIT, "场地可用")


def put(clerk: Clerk, page: MatterPage, place: tuple[str, str], text: str) -> None:
    if place[1] == "due_on" and place not in page.handling.asked._fields:
        clerk.primary()
    clerk.into(page.handling.asked.editor(*place))
    clerk.type(text)
    clerk.key(Qt.Key.Key_Tab)


def state(clerk: Clerk, matter: str) -> MatterState:
    found = clerk.book.records.get(ServiceMatter, matter)
    assert found is not None
    return found.state


def booked(clerk: Clerk) -> None:
    """A room is put into the catalogue and booked from the week, beside an empty place."""
    room = clerk.begin("shared_resource", name="第一会议室")
    clerk.go("joint", detail="resources:week")
    view = clerk.view(BookingsView)
    clerk.into(view.grid)
    clerk.key(Qt.Key.Key_Return)
    clerk.fill(view.form, for_whom="一工区")
    clerk.until(lambda: bool(clerk.book.records.all(Booking)))
    (booking,) = clerk.book.records.all(Booking)
    assert (booking.resource, booking.for_whom) == (room, "一工区")


def spoken(clerk: Clerk) -> None:
    """Members drop slips without a name; the box opens when enough lie in it."""
    clerk.go("service", detail="openness:box:write")
    view = clerk.view(BoxView)
    for n in range(LEAST):
        clerk.into(view.form.text)
        clerk.type(f"夜班太密{n}")
        clerk.press(view.form.drop)
        clerk.until(lambda: view.form.text.toPlainText() == "")
    assert clerk.book.records.all(Opinion) == []
    clerk.key(Qt.Key.Key_Escape)
    clerk.go("service", detail="openness:box")
    view = clerk.view(BoxView)
    clerk.press(view._open)
    clerk.until(lambda: len(clerk.book.records.all(Opinion)) == LEAST)
    assert {o.author for o in clerk.book.records.all(Opinion)} == {None}


def known(clerk: Clerk) -> None:
    """A notice goes out; who knows of it is ticked by initials."""
    notice = clerk.begin("notice", title="防汛值守安排")
    clerk.go("service", notice, "openness:notices")
    view = clerk.view(NoticesView)
    clerk.into(view.search)
    for letters in ("zjg", "why"):
        clerk.type(letters)
        clerk.key(Qt.Key.Key_Return)
        clerk.rest()
    clerk.until(lambda: len(clerk.book.records.all(Acknowledgement)) == 2)
    assert {a.about for a in clerk.book.records.all(Acknowledgement)} == {notice}


def laid_open(clerk: Clerk) -> None:
    """What is laid open is asked about and answered below it."""
    shown = clerk.begin("disclosure", title="二季度节油奖", from_on=str(clerk.book.now().date()))
    clerk.go("service", shown, "openness:disclosures")
    view = clerk.view(DisclosuresView)
    clerk.into(view.remarks.text)
    clerk.type("标准是什么")
    clerk.key(Qt.Key.Key_Return)
    clerk.until(lambda: len(clerk.book.records.all(Comment)) == 1)
    clerk.rest()
    clerk.press(clerk.button(view.remarks, "答复"))
    clerk.type("按车组公开标准")
    clerk.key(Qt.Key.Key_Return)
    clerk.until(lambda: clerk.book.records.all(Comment)[0].reply == "按车组公开标准")
    assert clerk.book.records.all(Comment)[0].about == clerk.book.records.all(Disclosure)[0].id


def printed(clerk: Clerk) -> None:
    """The bulletin by its key, the report from the button of its place."""
    clerk.go("service", detail="openness:bulletin")
    clerk.key(Qt.Key.Key_P, CTRL)
    clerk.printed("简报")
    clerk.go("joint", detail="overview")
    page = clerk.page(Page)
    clerk.press(clerk.button(page, "共建工作报告"))
    clerk.key(Qt.Key.Key_Return)
    clerk.printed("共建")

"""One agreement: drafted, signed, planned, reviewed, renewed and ended on its page."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.records.alliance import AgreementReview, AgreementState, CobuildAgreement
from app.records.plan import PlanItem
from app.workspace import Workspace
from db.model.change import Json
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.agreement import AgreementPage
from ui.desktop.widgets.chips import StatusChip
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.longtext import LongTextField


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> AgreementPage:
    page = AgreementPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    return page


@pytest.fixture
def unit(book: Workspace) -> str:
    return book.records.add("partner_organization", {"name": "天路股份"})


def agreement(book: Workspace, **fields: Json) -> str:
    body: dict[str, Json] = {
        "title": "结对共建协议", "state": "signed", "signed_on": "2025-12-20",
        "valid_from": "2026-01-01", "valid_to": "2026-12-31",
    }  # fmt: skip
    return book.records.add("cobuild_agreement", {**body, **fields})


def chip(page: AgreementPage) -> str:
    (status,) = [c for c in page.chips() if isinstance(c, StatusChip)]
    return status.text()


def rows(qtbot: QtBot, card: QWidget, page: QWidget) -> list[ListRow]:
    # Rows that were just laid out show with the next turn of the loop.
    def there() -> list[ListRow]:
        return [r for r in card.findChildren(ListRow) if r.isVisibleTo(page)]

    qtbot.waitUntil(lambda: bool(there()))
    return there()


def test_a_new_one_begins_with_its_partner_and_exists_once_something_is_written(
    qtbot: QtBot, page: AgreementPage, book: Workspace, unit: str
) -> None:
    page.arrive("", f"new:{unit}")
    assert book.records.all(CobuildAgreement) == []
    assert page.form is not None
    title = page.form.fields["title"].editor
    assert isinstance(title, LineField)
    assert title.value() == "与天路股份的共建协议"
    title.setText("结对协议")
    title.settle()
    qtbot.waitUntil(lambda: page.view is not None)
    (made,) = book.records.all(CobuildAgreement)
    assert (made.title, made.parties, made.state) == ("结对协议", [unit], AgreementState.draft)
    assert chip(page) == "未签署"


def test_signing_says_at_the_field_what_is_lacking(
    qtbot: QtBot, page: AgreementPage, book: Workspace, unit: str, said: Recorder
) -> None:
    made = agreement(book, state="draft", signed_on=None)
    page.arrive(made, "")
    page.sign()
    assert page.form is not None
    field = page.form.fields["parties"]
    qtbot.waitUntil(lambda: field.wrong)
    book.records.change(made, {"parties": [unit]})
    page.refresh()
    page.primary()
    qtbot.waitUntil(lambda: said.undoables == ["已标为签署"])
    page.refresh()
    assert chip(page) == "有效"
    assert page.view is not None
    assert page.view.line.agreement.signed_on == date(2026, 5, 21)


def test_an_expired_one_is_renewed_and_the_draft_opened_the_second_time(
    qtbot: QtBot, page: AgreementPage, book: Workspace, said: Recorder
) -> None:
    old = agreement(book, valid_to="2026-04-30")
    page.arrive(old, "")
    assert page._renew in page.header_actions()
    page.primary()
    qtbot.waitUntil(lambda: bool(said.routes))
    (draft,) = [a for a in book.records.all(CobuildAgreement) if a.renews == old]
    assert said.routes == [Route("agreement", draft.id)]
    page.refresh()
    assert page._renew.text() == "打开续签协议"
    page.primary()
    qtbot.waitUntil(lambda: len(said.routes) == 2)
    assert len(book.records.all(CobuildAgreement)) == 2


def test_it_ends_early_with_a_reason_or_not_at_all(
    qtbot: QtBot, page: AgreementPage, book: Workspace, said: Recorder
) -> None:
    made = agreement(book)
    page.arrive(made, "")
    page.term.begin.click()
    page.term.act.click()
    assert page.term._asked.isVisibleTo(page)
    found = book.records.get(CobuildAgreement, made)
    assert found is not None
    assert found.state == AgreementState.signed
    page.term.reason.setText("项目撤场")
    page.term.act.click()
    qtbot.waitUntil(lambda: bool(said.undoables))
    assert chip(page) == "提前终止"
    assert "项目撤场" in page.term._days.text()


def test_what_was_begun_to_end_one_does_not_end_another(
    page: AgreementPage, book: Workspace
) -> None:
    first, other = agreement(book), agreement(book)
    page.arrive(first, "")
    page.term.begin.click()
    page.term.reason.setText("项目撤场")
    page.arrive(other, "")
    assert not page.term._asked.isVisibleTo(page)
    assert page.term.begin.isVisibleTo(page)


def test_a_line_half_typed_for_one_plan_is_not_added_to_another(
    page: AgreementPage, book: Workspace
) -> None:
    first, other = agreement(book), agreement(book)
    for one in (first, other):
        book.agreements.plan_year(one, 2026, page.t)
    page.arrive(first, "")
    page.plan.adder.field.setText("联合主题党日")
    page.arrive(other, "")
    assert page.plan.adder.field.text() == ""
    page.arrive(first, "")
    assert page.plan.adder.field.text() == "联合主题党日"


def test_this_years_plan_is_made_filled_and_ticked_off(
    qtbot: QtBot, page: AgreementPage, book: Workspace, said: Recorder
) -> None:
    page.arrive(agreement(book), "")
    page.plan.begin.click()
    qtbot.waitUntil(lambda: said.undoables == ["已建本年计划"])
    page.refresh()
    page.plan.adder.field.setText("联合主题党日")
    page.plan.adder.field.returnPressed.emit()
    qtbot.waitUntil(lambda: bool(book.records.all(PlanItem)))
    page.refresh()
    (row,) = rows(qtbot, page.plan, page)
    row.acted.emit()
    qtbot.waitUntil(lambda: book.records.all(PlanItem)[0].done_on == date(2026, 5, 21))
    page.refresh()
    assert page.plan._meta.whole() == "已完成 1 / 1"


def test_a_line_that_is_refused_stands_in_its_field_again(
    qtbot: QtBot, page: AgreementPage, book: Workspace, said: Recorder
) -> None:
    made = agreement(book)
    book.agreements.plan_year(made, 2026, page.t)
    page.arrive(made, "")
    book.inspecting.start("检查组", "抽查", NOW + timedelta(hours=2))
    page.plan.adder.field.setText("联合主题党日")
    page.plan.adder.field.returnPressed.emit()
    qtbot.waitUntil(lambda: len(said.problems) == 1)
    assert page.plan.adder.field.text() == "联合主题党日"


def test_a_review_is_written_in_place(qtbot: QtBot, page: AgreementPage, book: Workspace) -> None:
    made = agreement(book)
    page.arrive(made, "")
    page.reviews.begin()
    text = page.reviews.form.fields["text"].editor
    assert isinstance(text, LongTextField)
    text.setPlainText("全部兑现")
    text.settle()
    qtbot.waitUntil(lambda: bool(book.records.all(AgreementReview)))
    (review,) = book.records.all(AgreementReview)
    assert (review.agreement, review.text, review.on) == (made, "全部兑现", date(2026, 5, 21))


def test_what_was_done_under_it_leads_to_the_meeting(
    qtbot: QtBot, page: AgreementPage, book: Workspace, unit: str, said: Recorder
) -> None:
    held = book.records.add(
        "activity",
        {"type": "joint_activity", "partners": [unit], "held_start": "2026-03-01T10:00:00"},
    )
    page.arrive(agreement(book, parties=[unit]), "")
    (row,) = rows(qtbot, page.done, page)
    row.pressed.emit()
    assert said.routes == [Route("meeting", held)]


def test_it_prints_for_signature(
    qtbot: QtBot, page: AgreementPage, book: Workspace, unit: str, said: Recorder
) -> None:
    page.arrive(agreement(book, parties=[unit]), "")
    page.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs or said.problems), timeout=20_000)
    assert said.problems == []
    assert said.pdfs[0][1] == "结对共建协议"


def test_one_that_is_gone_says_so_and_deleting_goes_back_with_undo(
    qtbot: QtBot, page: AgreementPage, book: Workspace, said: Recorder
) -> None:
    page.arrive(agreement(book), "")
    page.remove()
    qtbot.waitUntil(lambda: said.backs == 1)
    page.refresh()
    assert page.gone.isVisibleTo(page)
    assert said.undoables == ["已删除“结对共建协议”"]

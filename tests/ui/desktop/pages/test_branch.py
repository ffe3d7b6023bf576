"""The branch card: a mobile branch is asked for its document's type; lists carry their dates."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.records.organisation import TermOfOffice
from app.words import Catalogue
from app.workspace import Workspace
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.pages.branch import BranchPage
from ui.desktop.people.branchlists import term_words
from ui.desktop.widgets.fields import ComboField

ZH = Catalogue("zh_CN")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, book: Workspace) -> BranchPage:
    who = book.records.add("member", {"name": "周建国"})
    book.records.add(
        "office_holding", {"member": who, "office": "secretary", "from_on": "2024-04-02"}
    )
    book.records.add("party_group", {"name": "第一党小组", "leader": who})
    page = BranchPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 696)
    page.show()
    page.arrive("", "")
    return page


def words(page: BranchPage) -> str:
    labels = [label for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    return "\n".join(label.text() for label in labels)


def test_a_mobile_branch_is_asked_what_its_document_made_it(
    page: BranchPage, book: Workspace
) -> None:
    rules = page.form.fields["rules_as"]
    assert not rules.isVisibleTo(page)
    book.records.change("branch", {"branch_type": "mobile"})
    page.refresh()
    assert rules.isVisibleTo(page)
    assert "按批准文件" in words(page)
    assert isinstance(rules.editor, ComboField)
    offered = [rules.editor.itemData(n) for n in range(rules.editor.count())]
    assert offered == ["", "ordinary", "joint", "temporary"]
    book.records.change("branch", {"rules_as": "temporary"})
    page.refresh()
    assert "临时党支部除另有规定外不接收党员" in words(page)


def test_offices_and_groups_stand_with_their_dates_and_open_their_records(
    page: BranchPage, said: Recorder
) -> None:
    assert "支部书记，周建国" in words(page)
    assert "2024-04-02 起" in words(page)
    assert "组长：周建国" in words(page)
    page._ending.click()
    assert said.routes == [Route("ending")]


def test_the_card_prints(page: BranchPage, qtbot: QtBot, said: Recorder) -> None:
    page.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs))
    assert said.pdfs[0][1] == "支部卡"


def test_a_term_is_announced_half_a_year_before_its_end_and_a_long_extension_named() -> None:
    def term(**fields: object) -> list[TermOfOffice]:
        return [TermOfOffice.model_validate({"number": "第二届", **fields})]

    today = NOW.date()
    assert term_words(term(end="2026-11-22"), today, ZH) == ("", "")
    assert term_words(term(end="2026-11-21"), today, ZH)[1] == "任期2026年11月21日届满，还有 184 天"
    assert term_words(term(end="2026-05-01"), today, ZH)[1] == "任期已于2026年5月1日届满"
    longer = {"end": "2026-01-01", "extension_document": "党发〔2026〕1号"}
    assert "不超过 1 年" in term_words(term(extended_to="2027-02-01", **longer), today, ZH)[1]
    bare = term(end="2026-01-01", extended_to="2026-12-31")
    assert term_words(bare, today, ZH)[1] == "延期的批准文件还没有记"
    assert term_words([], today, ZH) == ("", "")

"""The tab of agreements: what wants something first, filtered, opened; the lists one press away."""

import pytest
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from db.model.change import Json
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.joint.agreementlist import AgreementList
from ui.desktop.joint.agreements import AgreementsTab
from ui.desktop.ledger.registers import RegistersTab


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> AgreementsTab:
    tab = AgreementsTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 620)
    tab.show()
    return tab


def agreement(book: Workspace, title: str, **fields: Json) -> str:
    body: dict[str, Json] = {
        "title": title, "state": "signed", "signed_on": "2025-12-20",
        "valid_from": "2026-01-01", "valid_to": "2026-12-31",
    }  # fmt: skip
    return book.records.add("cobuild_agreement", {**body, **fields})


def front(tab: AgreementsTab) -> AgreementList:
    front = tab.view("list")
    assert isinstance(front, AgreementList)
    return front


def shown(tab: AgreementsTab) -> list[list[str]]:
    source = front(tab).list._rows.source
    return [[c.plain() for c in source.row(at).cells] for at in range(len(source))]


def test_without_an_agreement_the_page_says_how_to_begin(
    tab: AgreementsTab, said: Recorder
) -> None:
    tab.arrive("", "")
    assert front(tab)._empty.isVisibleTo(tab)
    assert tab.header_actions() == []
    front(tab)._empty.chosen.emit("new")
    assert said.routes == [Route("agreement", detail="new")]


def test_each_line_says_where_it_stands_and_how_many_days_are_left(
    tab: AgreementsTab, book: Workspace
) -> None:
    unit = book.records.add("partner_organization", {"name": "天路股份"})
    agreement(book, "到年底", parties=[unit])
    agreement(book, "快到期", valid_to="2026-06-09")
    agreement(book, "已过期", valid_to="2026-03-31")
    tab.arrive("", "")
    assert [row[0].split()[0] for row in shown(tab)] == ["已过期", "快到期", "到年底"]
    assert [row[2] for row in shown(tab)] == ["已过期", "即将到期", "有效"]
    assert [row[3] for row in shown(tab)] == ["51 天前", "还有 19 天", "还有 224 天"]
    assert "天路股份" in shown(tab)[2][0]
    assert tab.meta() == "3 份协议，2 份要办"


def test_the_filters_and_the_search_narrow_the_list(tab: AgreementsTab, book: Workspace) -> None:
    unit = book.records.add("partner_organization", {"name": "天路股份"})
    agreement(book, "甲", parties=[unit])
    agreement(book, "乙", valid_to="2026-06-09")
    agreement(book, "丙", state="draft")
    tab.arrive("", "")
    view = front(tab)
    wanted = {"due": ["乙"], "running": ["乙", "甲"], "drafts": ["丙"], "over": []}
    for key, titles in wanted.items():
        view.filter.set_current(key)
        view.filter.chosen.emit(key)
        assert [row[0].split()[0] for row in shown(tab)] == titles
    assert view._nothing.isVisibleTo(tab)
    view._nothing.acted.emit()
    assert len(shown(tab)) == 3
    view.search.setText("天路")
    view.search.typed.emit("天路")
    assert [row[0].split()[0] for row in shown(tab)] == ["甲"]


def test_a_line_opens_its_agreement(tab: AgreementsTab, book: Workspace, said: Recorder) -> None:
    made = agreement(book, "甲")
    tab.arrive(made, "")
    assert front(tab).list.selection() == [made]
    front(tab).list.opened.emit(made)
    assert said.routes == [Route("agreement", made)]


def test_the_lists_behind_are_one_press_away_and_so_is_the_way_back(
    tab: AgreementsTab, book: Workspace, said: Recorder
) -> None:
    agreement(book, "甲")
    tab.arrive("", "")
    tab.out.click()
    assert said.routes == [Route("joint", detail="agreements:lists")]
    tab.arrive("", "lists")
    assert isinstance(tab.inner, RegistersTab)
    assert tab.inner.list.count() == 1
    assert tab.beside() == [tab._back]
    tab.arrive("", "agreement_review")
    assert tab.inner.kind().name == "agreement_review"
    tab.arrive("", "")
    assert tab.here == "list"

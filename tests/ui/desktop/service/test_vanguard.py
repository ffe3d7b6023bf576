"""The vanguard tab: carriers with their looks, commitments, exemplars and rounds, files of evidence."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.records.vanguard import Commitment
from app.workspace import Workspace
from tests.app.reports.book import words
from tests.app.services.vanguard_book import Entered, enter
from tests.ui.desktop.conftest import NOW, Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.browser import KindBrowser
from ui.desktop.service.carrierview import CarrierView
from ui.desktop.service.commitmentview import CommitmentsView
from ui.desktop.service.evidenceview import EvidenceView
from ui.desktop.service.exemplarview import ExemplarsView
from ui.desktop.service.vanguard import VanguardTab
from ui.desktop.widgets.duerow import ListRow
from ui.desktop.widgets.rowlist import RowList

NAMES = ("周建国", "阿旺", "李娜", "王强")


@pytest.fixture
def people(book: Workspace) -> list[str]:
    return [book.records.add("member", {"name": n, "number": at}) for at, n in enumerate(NAMES)]


@pytest.fixture
def made(book: Workspace, people: list[str]) -> Entered:
    return enter(book)


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, made: Entered) -> VanguardTab:
    tab = VanguardTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1158, 620)
    tab.show()
    desk.feed.applied.connect(lambda _applied: tab.refresh())
    return tab


def told(rows: RowList) -> list[list[str]]:
    source = rows._rows.source
    return [[cell.plain() for cell in source.row(at).cells] for at in range(len(source))]


def at(tab: VanguardTab, detail: str, record: str = "") -> None:
    tab.arrive(record, detail)


def test_five_views_and_the_lists_behind_each_are_a_press_away(
    tab: VanguardTab, said: Recorder
) -> None:
    at(tab, "posts")
    assert [v.key for v in tab.views] == [
        *("posts", "teams", "commitments", "exemplars", "evidence")
    ]
    tab.chooser.chosen.emit("teams")
    assert said.routes[-1] == Route("service", detail="vanguard:teams")
    assert set(tab.behind) == {v.key for v in tab.views}


def test_a_list_behind_has_excel_and_new(tab: VanguardTab, said: Recorder) -> None:
    at(tab, "exemplar")
    assert isinstance(tab.inner, KindBrowser)
    assert tab.inner.kind().name == "exemplar"
    assert len(tab.header_actions()) == 2
    at(tab, "new:nomination")
    assert said.routes[-1] == Route("record", detail="new:nomination")


def test_carriers_due_come_first_and_what_ended_is_folded(tab: VanguardTab) -> None:
    at(tab, "posts")
    view = tab.inner
    assert isinstance(view, CarrierView)
    rows = told(view.list)
    assert [row[0].split(" ")[0] for row in rows] == ["养护一班党员示范岗", "隧道口责任区"]
    assert rows[0][3] == "应检查，2026年4月1日"
    assert tab.meta() == "在用 2 个，1 个该检查了"
    view.fold.click()
    assert [row[0].split(" ")[0] for row in told(view.list)][-1] == "旧示范岗"


def test_a_look_is_written_in_place_and_sets_the_next(
    qtbot: QtBot, tab: VanguardTab, made: Entered, book: Workspace, said: Recorder
) -> None:
    at(tab, "posts", made["post"])
    view = tab.inner
    assert isinstance(view, CarrierView)
    card = view.reviews
    card.more.click()
    card.write_it.click()
    assert card.form.isVisible()
    card.found.set_value("kept")
    card.text.setText("巡路记录齐全")
    card.next_on.setText("2026-11-01")
    card.write_it.click()
    qtbot.waitUntil(lambda: bool(book.vanguard.carriers.reviews(made["post"])))
    qtbot.waitUntil(lambda: bool(said.undoables))
    found = book.records.raw(made["post"])
    assert found is not None
    assert found.get("review_on") == "2026-11-01"
    assert not card.form.isVisible()
    qtbot.waitUntil(lambda: tab.meta() == "在用 2 个")


def test_a_file_is_attached_to_a_carrier(
    qtbot: QtBot, tab: VanguardTab, made: Entered, book: Workspace, said: Recorder, tmp_path: Path
) -> None:
    file = tmp_path / "照片.txt"
    file.write_bytes(b"x")
    at(tab, "teams", made["team"])
    view = tab.inner
    assert isinstance(view, CarrierView)
    said.files.append(str(file))
    view.files.more.click()
    qtbot.waitUntil(lambda: bool(book.attachments.of(made["team"])))
    qtbot.waitUntil(lambda: told(view.list)[0][4] == "1")


def test_commitments_stand_in_the_rosters_order_with_how_they_stand(tab: VanguardTab) -> None:
    at(tab, "commitments")
    view = tab.inner
    assert isinstance(view, CommitmentsView)
    rows = told(view.list)
    assert [row[0] for row in rows] == ["支部", "周建国", "阿旺", "李娜"]
    assert [row[3] for row in rows] == ["进行中", "已履行", "已过期限", "还没写"]
    assert tab.meta() == "4 条承诺，1 条已过期限，1 条还没写"


def test_a_years_commitments_are_begun_for_those_without_one(
    qtbot: QtBot, tab: VanguardTab, people: list[str], book: Workspace, said: Recorder
) -> None:
    at(tab, "commitments")
    view = tab.inner
    assert isinstance(view, CommitmentsView)
    tab.primary()
    card = view.begin
    assert card is not None
    card.write_it.click()
    assert len(book.records.all(Commitment)) == 4
    card.made_on.set_value(date(2027, 1, 5))
    card.made_on.settled.emit(date(2027, 1, 5))
    assert card.everyone.text() == "选上还没有承诺的 4 人"
    card.made_on.set_value(date(2026, 5, 21))
    card.made_on.settled.emit(date(2026, 5, 21))
    card.everyone.click()
    assert card.members.value() == [people[3]]
    card.write_it.click()
    qtbot.waitUntil(lambda: len(book.records.all(Commitment)) == 5)
    (new,) = [c for c in book.records.all(Commitment) if c.member == people[3]]
    assert (new.text, new.fulfilment) == ("", None)
    qtbot.waitUntil(lambda: bool(said.undoables))


def test_what_was_promised_is_written_beside_the_list(
    qtbot: QtBot, tab: VanguardTab, book: Workspace
) -> None:
    at(tab, "commitments")
    view = tab.inner
    assert isinstance(view, CommitmentsView)
    empty = next(c for c in book.records.all(Commitment) if not c.text)
    view.list.select(empty.id)
    view.form.fields["text"].editor.settled.emit("每周给工人讲一次安全")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: told(view.list)[3][3] != "还没写")
    assert told(view.list)[3][1].startswith("每周给工人讲一次安全")


def test_a_poster_and_the_fulfilment_are_two_papers(
    qtbot: QtBot, tab: VanguardTab, said: Recorder
) -> None:
    at(tab, "commitments")
    view = tab.inner
    assert isinstance(view, CommitmentsView)
    view.poster.click()
    qtbot.waitUntil(lambda: len(said.pdfs) == 1)
    view.kept.click()
    qtbot.waitUntil(lambda: len(said.pdfs) == 2)
    assert "到岗三次" not in words(said.pdfs[0][0])
    assert "到岗三次" in words(said.pdfs[1][0])


def test_the_screen_says_why_an_exemplar_stays_in_the_book(
    tab: VanguardTab, made: Entered, book: Workspace
) -> None:
    at(tab, "exemplars")
    view = tab.inner
    assert isinstance(view, ExemplarsView)
    assert {row[3] for row in told(view.exemplars)} == {"2026年3月20日同意", "仅内部留存"}
    assert "没有填本人同意日期" in view.note._words.text()
    book.records.change(made["silent"], {"consent_on": "2026-05-01"})
    tab.refresh()
    assert not view.note.isVisible()


def test_units_are_put_forward_one_after_another_and_nobody_is_counted(
    qtbot: QtBot, tab: VanguardTab, made: Entered, book: Workspace
) -> None:
    at(tab, "exemplars", made["round"])
    view = tab.inner
    assert isinstance(view, ExemplarsView)
    assert told(view.rounds)[0][2] == "24 个单位"
    assert len(told(view.nominations.list)) == 24
    card = view.nominations
    card.add_it.click()
    card.unit.setText("第25分公司")
    card.add_it.click()
    qtbot.waitUntil(lambda: told(view.rounds)[0][2] == "25 个单位")
    assert card.unit.text() == ""


def test_a_file_of_evidence_is_put_together_from_points_and_records(
    qtbot: QtBot, tab: VanguardTab, made: Entered, book: Workspace, said: Recorder
) -> None:
    at(tab, "evidence", made["sound"])
    view = tab.inner
    assert isinstance(view, EvidenceView)
    assert tab.meta() == "2 个要点，1 个有内容"
    deed = made["deed"]
    view.file.point.picker.search.setText("路灯")
    view.file.point.picker.show_found()
    view.file.point.link(deed)
    qtbot.waitUntil(lambda: tab.meta() == "2 个要点，2 个有内容")
    view.file.point.unlink(deed)
    qtbot.waitUntil(lambda: tab.meta() == "2 个要点，1 个有内容")
    view.file.word.setText("队伍过硬")
    view.file.add_word()
    qtbot.waitUntil(lambda: len(told(view.file.points)) == 3)
    tab.print_this()
    qtbot.waitUntil(lambda: bool(said.pdfs))
    assert "李桂芳" not in words(said.pdfs[0][0])
    view.file.back.click()
    assert len(told(view.list)) == 1


def test_a_point_that_could_not_be_added_stands_in_its_line_again(
    qtbot: QtBot, tab: VanguardTab, made: Entered, book: Workspace, said: Recorder
) -> None:
    at(tab, "evidence", made["sound"])
    view = tab.inner
    assert isinstance(view, EvidenceView)
    book.inspecting.start("检查组", "抽查", NOW + timedelta(hours=2))
    view.file.word.setText("队伍过硬")
    view.file.add_word()
    qtbot.waitUntil(lambda: len(said.problems) == 1)
    assert view.file.word.text() == "队伍过硬"


def test_a_record_that_shows_a_point_is_opened_on_its_own_page(
    qtbot: QtBot, tab: VanguardTab, made: Entered, book: Workspace, said: Recorder
) -> None:
    at(tab, "evidence", made["sound"])
    view = tab.inner
    assert isinstance(view, EvidenceView)
    matter = book.records.add("matter", {"title": "夜间卸车场地"})
    book.vanguard.evidence.link(made["sound"], matter)
    at(tab, "evidence", made["sound"])
    linked = view.file.point._linked
    last = linked.itemAt(linked.count() - 1)
    row = last.widget() if last is not None else None
    assert isinstance(row, ListRow)
    row.pressed.emit()
    assert said.routes[-1] == Route("matter", matter)


def test_a_tag_pack_gives_its_tags_as_points(
    qtbot: QtBot, tab: VanguardTab, book: Workspace, made: Entered
) -> None:
    at(tab, "evidence", made["file"])
    view = tab.inner
    assert isinstance(view, EvidenceView)
    pack = next(p for p in book.vanguard.evidence.packs() if p.id == "shuangqiang_liuhao")
    view.file.pack.set_value(pack.id)
    view.file.by_pack.click()
    qtbot.waitUntil(lambda: len(told(view.file.points)) == len(pack.tokens) + 2)
    titles = [row[0] for row in told(view.file.points)]
    assert all("." not in title for title in titles)
    assert titles[-2:] == ["组织健全", "服务群众"]


def test_an_empty_book_offers_each_kind_of_file(qtbot: QtBot, desk: Desk, book: Workspace) -> None:
    view = EvidenceView(desk)
    qtbot.addWidget(view)
    view.arrive("", "")
    assert view._new.property("kind") == "secondary", "the page has its own primary button"
    view.empty.chosen.emit("six_good")
    qtbot.waitUntil(lambda: bool(book.vanguard.evidence.every()))
    (file,) = book.vanguard.evidence.every()
    assert (file.kind, file.year, file.pack) == ("six_good", 2026, "shuangqiang_liuhao")
    qtbot.waitUntil(lambda: view.file.pack.value() == "shuangqiang_liuhao")
    assert view._new.property("kind") == "primary"
    view.file.by_pack.click()
    qtbot.waitUntil(lambda: len(book.vanguard.evidence.get(file.id).points) > 5)

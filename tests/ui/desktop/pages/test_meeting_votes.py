"""Votes and papers on a meeting's page: elections by keys, opinions, another outcome, typing off a scan."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.records.meeting import Motion, MotionKind, VoteMethod
from app.records.voting import ElectionCandidate, WrittenOpinion
from app.services.blanks import papers_of
from app.terms import Stance
from tests.ui.desktop.conftest import Recorder
from tests.ui.desktop.pages.test_meeting import Opened, opened, step
from ui.desktop.meetings.election import ElectionBlock
from ui.desktop.meetings.evidence import EvidenceStep
from ui.desktop.meetings.motion import MotionBlock
from ui.desktop.meetings.prepare import PrepareStep
from ui.desktop.meetings.signin import SignInStep
from ui.desktop.meetings.votes import VoteStep
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.duerow import ListRow

__all__ = ["opened"]


def voting(opened: Opened, kind: MotionKind) -> VoteStep:
    """The step with one vote of a kind, the six members all here but the last full one."""
    sign = opened.book.meetings.sign
    sign.mark_rest(opened.read(), opened.desk.now())
    opened.book.records.change(
        opened.book.meetings.write.add_motion(opened.read(), "选举支委会", kind=kind), {"issued": 5}
    )
    opened.rest()
    opened.page.refresh()
    opened.page.activateWindow()
    opened.until(opened.page.isActiveWindow)
    found = step(opened, "vote")
    assert isinstance(found, VoteStep)
    return found


def block_of(votes: VoteStep) -> ElectionBlock | MotionBlock:
    return next(iter(votes._blocks.values()))


@pytest.fixture
def election(opened: Opened) -> ElectionBlock:
    block = block_of(voting(opened, MotionKind.election))
    assert isinstance(block, ElectionBlock)
    for name in ("zjg", "达瓦次仁", "甲"):
        block.adder.place.edit()
        opened.type(name)
        opened.key(Qt.Key.Key_Return)
        opened.rest()
    opened.until(lambda: len(block._rows) == 3)
    return block


def test_names_come_from_the_roster_by_initials_or_as_typed(
    opened: Opened, election: ElectionBlock
) -> None:
    found = opened.read().candidates_of(election.motion.id)
    assert [c.name for c in found] == ["周建国", "达瓦次仁", "甲"]
    assert [bool(c.member) for c in found] == [True, True, False]


def test_an_election_is_typed_down_the_columns_and_decides_itself(
    opened: Opened, election: ElectionBlock
) -> None:
    election.numbers.fields["seats"].setFocus()
    opened.type("2")
    election.numbers.fields["returned"].setFocus()
    opened.type("5")
    first = next(iter(election._rows.values()))
    first.fields["yes"].setFocus()
    for number in ("5", "4", "1", "0", "1", "4", "0", "0", "0"):
        opened.type(number)
        opened.key(Qt.Key.Key_Return)
    opened.page.leave()
    opened.rest()
    meeting = opened.read()
    poll = meeting.judged(meeting.motions[0]).poll
    assert poll is not None
    assert [n.name for n in poll.elected] == ["周建国", "达瓦次仁"]
    assert election._outcome.isVisible()
    assert "周建国" in election._outcome._word.text()


def test_a_sum_that_is_off_names_the_candidate_and_no_outcome_is_written(
    opened: Opened, election: ElectionBlock
) -> None:
    election.numbers.fields["seats"].setFocus()
    opened.type("1")
    election.numbers.fields["returned"].setFocus()
    opened.type("5")
    first = next(iter(election._rows.values()))
    first.fields["yes"].setFocus()
    opened.type("5")
    first.fields["no"].setFocus()
    opened.type("1")
    assert "周建国" in election._problem._words.text()
    assert not election._outcome.isVisible()
    opened.page.leave()
    opened.rest()


def test_a_name_that_voters_wrote_in_has_one_number(
    opened: Opened, election: ElectionBlock
) -> None:
    election.writer.place.edit()
    opened.type("高峻")
    opened.key(Qt.Key.Key_Return)
    opened.rest()
    opened.until(lambda: len(election._rows) == 4)
    last = list(election._rows.values())[-1]
    assert list(last.fields) == ["yes"]
    last.out.click()
    opened.rest()
    assert [c.name for c in opened.book.records.all(ElectionCandidate)] == [
        "周建国",
        "达瓦次仁",
        "甲",
    ]


def test_an_opinion_is_entered_by_initials_and_counts_as_a_vote(opened: Opened) -> None:
    away = opened.members["胡胜利"]
    votes = voting(opened, MotionKind.conversion)
    opened.book.meetings.sign.mark(opened.read(), away, None)
    opened.rest()
    opened.page.refresh()
    block = block_of(votes)
    assert isinstance(block, MotionBlock)
    assert block.opinions is not None
    block.opinions.adder.setFocus()
    opened.type("hsl")
    opened.key(Qt.Key.Key_Return)
    opened.rest()
    opened.until(lambda: bool(block.opinions and block.opinions._rows))
    (found,) = opened.book.records.all(WrittenOpinion)
    assert (found.member, found.stance) == (away, None)
    opened.book.voting.add_opinion(found.motion, away, Stance.support, date(2026, 5, 19))
    opened.rest()
    meeting = opened.read()
    assert meeting.judged(meeting.motions[0]).ballot.written_yes == 1


def test_another_outcome_waits_for_its_reason(opened: Opened) -> None:
    block = block_of(voting(opened, MotionKind.ordinary))
    details = block.details
    details.unfold(shown=True)
    details.other.set_value("no")
    details.other.settled.emit("no")
    opened.rest()
    assert opened.book.records.all(Motion)[0].passed_override is None
    assert details._reason._error
    details.reason.setFocus()
    opened.type("主持人宣布下次再议")
    details.tellers.setFocus()
    opened.rest()
    stored = opened.book.records.all(Motion)[0]
    assert (stored.passed_override, stored.override_reason) == (False, "主持人宣布下次再议")


def test_ballots_are_printed_from_the_vote_itself(opened: Opened, said: Recorder) -> None:
    votes = voting(opened, MotionKind.election)
    motion = opened.book.records.all(Motion)[0].id
    votes._do(motion, "print-ballots")
    opened.rest()
    opened.until(lambda: bool(said.pdfs))
    assert [f.motion for f in opened.read().forms] == [motion]


def test_a_blank_form_is_chosen_from_the_menu_beside_the_preview(
    opened: Opened, said: Recorder
) -> None:
    prepare = step(opened, "prepare")
    assert isinstance(prepare, PrepareStep)
    prepare.preview.blanks.click()
    rows = [w for w in QApplication.allWidgets() if isinstance(w, ListRow) and w.isVisible()]
    row = next(r for r in rows if r.objectName().startswith("menu-minutes"))
    QTest.keyClick(row, Qt.Key.Key_Return)
    opened.rest()
    opened.until(lambda: bool(said.pdfs))
    opened.until(lambda: len(papers_of(opened.read())) == 1)


@pytest.fixture
def papers(opened: Opened, tmp_path: Path) -> EvidenceStep:
    """The files of a meeting whose sign-in sheet was printed, and a photograph of it dropped."""
    opened.book.exporting.sign_in_pdf(opened.activity, keep=True)
    opened.rest()
    opened.page.refresh()
    evidence = step(opened, "evidence")
    assert isinstance(evidence, EvidenceStep)
    image = QImage(40, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    file = tmp_path / "IMG_1.png"
    image.save(str(file))
    evidence.card.take([file])
    opened.rest()
    opened.until(lambda: bool(opened.page.opened.meeting.attachments))
    return evidence


def press(opened: Opened, of: EvidenceStep, words: str) -> None:
    """Press a button of the papers once it is seen."""

    def found() -> list[Button]:
        buttons = of.papers.findChildren(Button)
        return [b for b in buttons if words in b.text() and b.isVisible()]

    opened.until(lambda: bool(found()))
    found()[0].click()


def test_a_dropped_scan_is_asked_for_its_serial_and_stands_under_it(
    opened: Opened, papers: EvidenceStep
) -> None:
    (paper,) = papers_of(opened.read())
    assert paper.out
    press(opened, papers, paper.serial)
    opened.rest()
    (paper,) = papers_of(opened.read())
    assert paper.scan == opened.read().attachments[0].id
    assert opened.read().attachments[0].kind == "scan"


def test_a_sheet_is_typed_off_beside_its_picture(opened: Opened, papers: EvidenceStep) -> None:
    (paper,) = papers_of(opened.read())
    opened.book.blanks.came_back(paper.id, opened.read().attachments[0].id)
    opened.rest()
    opened.until(lambda: papers_of(opened.page.opened.meeting)[0].scan != "")
    press(opened, papers, "对照录入")
    assert papers.view is not None
    opened.until(lambda: papers.view is not None and papers.view.picture.count() == 1)
    assert not opened.page.panel.isVisible()
    sheet = papers.view._stack.currentWidget()
    assert isinstance(sheet, SignInStep)
    for _ in range(2):
        opened.key(Qt.Key.Key_Space)
    opened.rest()
    assert opened.read().tally.present == 2
    papers.view.done.click()
    opened.rest()
    assert papers_of(opened.read())[0].transcribed_on == opened.desk.today()
    assert papers.stack.currentWidget() is papers.page
    assert opened.page.panel.isVisible()


def test_beside_its_picture_a_filed_sheet_is_read_and_not_typed(
    opened: Opened, papers: EvidenceStep
) -> None:
    (paper,) = papers_of(opened.read())
    opened.book.blanks.came_back(paper.id, opened.read().attachments[0].id)
    opened.book.meetings.sign.mark_rest(opened.read(), opened.desk.now())
    opened.book.meetings.file(opened.read(), opened.desk.today(), opened.desk.t)
    opened.rest()
    opened.page.refresh()
    papers.transcribe(paper.id)
    assert papers.view is not None
    sheet = papers.view._stack.currentWidget()
    assert isinstance(sheet, SignInStep)
    assert not sheet.grid.isEnabled()


def test_after_the_numbers_the_tab_key_leads_to_the_method(opened: Opened) -> None:
    block = block_of(voting(opened, MotionKind.ordinary))
    assert isinstance(block, MotionBlock)
    for number in ("5", "0", "0"):
        opened.type(number)
        opened.key(Qt.Key.Key_Tab)
    opened.key(Qt.Key.Key_Down)
    opened.rest()
    stored = opened.book.records.all(Motion)[0]
    assert (stored.yes, stored.method) == (5, VoteMethod.show_of_hands)

"""Votes: empty until typed, summed as typed, and no outcome until the numbers agree."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.words import Catalogue
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.fields import NumberField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.vote import Counts, Tally, VoteBlock


def rule(counts: Counts) -> Tally:
    if counts.total() != 21:
        return Tally(problem="does not add up", chip=("error", "warning-octagon", "missing"))
    return Tally(entitled=24, threshold=12, outcome=("ok", "Carried", "more than half"))


def block(theme: Theme, t: Catalogue, qtbot: QtBot) -> VoteBlock:
    vote = VoteBlock(theme, t, "Vote 1", "Areas of duty", (("hands", "Hands"),), rule)
    qtbot.addWidget(vote)
    vote.show()
    return vote


def said(vote: VoteBlock) -> list[str]:
    return [label.text() for label in vote.findChildren(Label) if label.isVisible()]


def test_a_field_is_empty_until_typed(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    vote = block(theme, t, qtbot)
    assert vote.counts() == Counts(None, None, None)
    assert not vote.counts().complete()
    assert not [text for text in said(vote) if text.startswith("=")]


def test_the_sum_follows_each_key(theme: Theme, t: Catalogue, qtbot: QtBot) -> None:
    vote = block(theme, t, qtbot)
    yes, no, _ = vote.findChildren(NumberField)
    with qtbot.waitSignal(vote.counted):
        QTest.keyClicks(yes, "20")
    QTest.keyClicks(no, "1")
    assert "= 21" in said(vote)
    assert vote.counts() == Counts(20, 1, None)


def test_no_outcome_is_written_while_the_numbers_disagree(
    theme: Theme, t: Catalogue, qtbot: QtBot
) -> None:
    vote = block(theme, t, qtbot)
    vote.set_counts(Counts(19, 1, 0))
    assert "Carried" not in said(vote)
    assert "does not add up" in said(vote)
    vote.set_counts(Counts(20, 0, 1))
    assert "Carried" in said(vote)
    assert "does not add up" not in said(vote)

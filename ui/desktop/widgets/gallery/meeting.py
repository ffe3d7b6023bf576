"""A meeting: the sign-in step, and the step of votes and decisions."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button, IconButton
from ui.desktop.widgets.chips import SavedMark, StatusChip
from ui.desktop.widgets.counters import Count, CounterStrip
from ui.desktop.widgets.finding import Finding, FindingCard
from ui.desktop.widgets.gallery.frame import people
from ui.desktop.widgets.header import PageHeader
from ui.desktop.widgets.labels import IconLine, Rule
from ui.desktop.widgets.panel import SidePanel
from ui.desktop.widgets.roles import give
from ui.desktop.widgets.segmented import SegmentedControl
from ui.desktop.widgets.signcells import SignInCell, SignInGroup
from ui.desktop.widgets.signin import SignInGrid
from ui.desktop.widgets.signinbar import SignInBar
from ui.desktop.widgets.stepper import Step, Stepper
from ui.desktop.widgets.vote import Counts, Tally, VoteBlock

_LEAVE = {8: "duty", 15: "rotation", 27: "production"}
_OPEN = 25
_PROBATION, _GUEST = frozenset({5, 14, 24}), frozenset({9, 19, 29})


def meeting(theme: Theme, t: Translate) -> QWidget:
    """Return the sign-in step of a meeting under way."""
    counters = CounterStrip(theme)
    counters.show_counts(
        (
            Count(30, t("are due")),
            Count(26, t("are here"), "ok"),
            Count(3, t("are on leave"), "wait"),
            Count(1, t("not yet here")),
        )
    )
    counters.show_verdict(
        "ok", "check-circle", t("Quorum met"), t("24 entitled, 20 present, at least 12 needed")
    )
    grid = SignInGrid(theme, t)
    grid.set_groups(_groups(t))
    bar = SignInBar(theme, t, grid)
    bar.field.setText("hsl")
    bar.add_tool(
        SegmentedControl(
            theme,
            (
                ("all", t("All {n}", n=30)),
                ("open", t("Open {n}", n=1)),
                ("leave", t("On leave {n}", n=3)),
            ),
        )
    )
    bar.add_tool(Button(theme, t("Mark the rest present")))
    return _frame(theme, t, 1, (counters, bar, grid))


def voting(theme: Theme, t: Translate) -> QWidget:
    """Return the step of votes: one that adds up, one that does not."""
    methods = (("hands", t("Show of hands")), ("ballot", t("Secret ballot")))
    good = VoteBlock(
        theme,
        t,
        t("Vote {n}", n=1),
        t("Areas of duty in the rainy season"),
        methods,
        lambda counts: _tally(t, counts),
    )
    good.set_counts(Counts(20, 0, 1))
    bad = VoteBlock(
        theme,
        t,
        t("Vote {n}", n=2),
        t("Li Droma becomes a full member on time"),
        methods,
        lambda counts: _tally(t, counts),
    )
    bad.set_counts(Counts(19, 1, 0))
    bad.set_method("ballot")
    return _frame(theme, t, 3, (good, bad))


def _tally(t: Translate, counts: Counts) -> Tally:
    missing = 21 - counts.total()
    if missing:
        return Tally(
            must_text=t("entitled and present {n}", n=21),
            chip=("error", "warning-octagon", t("1 vote missing|{n} votes missing", n=missing)),
            problem=t(
                "The votes add up to {sum}, the valid ballots to {n}", sum=counts.total(), n=21
            ),
        )
    return Tally(
        must_text=t("entitled and present {n}", n=21),
        chip=("ok", "check-circle", t("Votes agree")),
        entitled=24,
        entitled_text=t("entitled {n}", n=24),
        threshold=12,
        threshold_text=t("more than {n}", n=12),
        outcome=(
            "ok",
            t("Carried"),
            t("{yes} in favour, more than half of {n} entitled", yes=counts.yes, n=24),
        ),
    )


def _frame(theme: Theme, t: Translate, at: int, parts: tuple[QWidget, ...]) -> QWidget:
    whole = QWidget()
    give(whole, part="page")
    header = PageHeader(
        theme,
        t,
        t("General meeting of the second quarter"),
        t("Fri 22 May 19:30 · Site 1 meeting room"),
        back=True,
    )
    header.add_chip(StatusChip(theme, "info", "circle-half-tilt", t("Running")))
    header.add_chip(StatusChip(theme, "wait", "laptop", t("Only here")))
    saved = SavedMark(theme)
    saved.show_saved(t("Saved {time}", time="20:14"))
    actions: tuple[QWidget, ...] = (
        saved,
        IconButton(theme, "arrow-counter-clockwise", t("Undo"), "Ctrl+Z"),
        IconButton(theme, "dots-three", t("More")),
        Button(theme, t("Next: minutes"), "primary", "arrow-right"),
    )
    for part in actions:
        header.add_action(part)
    body = QVBoxLayout()
    body.setContentsMargins(24, 14, 20, 16)
    body.setSpacing(12)
    for part in parts:
        body.addWidget(part)
    body.addStretch(1)
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addLayout(body, 1)
    row.addWidget(_panel(theme, t))
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(header)
    column.addWidget(Stepper(theme, _steps(t, at)))
    column.addLayout(row, 1)
    return whole


def _steps(t: Translate, at: int) -> tuple[Step, ...]:
    names = (
        t("Prepare"),
        t("Sign-in"),
        t("Minutes"),
        t("Votes and decisions"),
        t("Proof"),
        t("Check and file"),
    )
    states = ["done" if step < at else "current" if step == at else "open" for step in range(6)]
    return tuple(
        Step(str(n), name, state) for n, (name, state) in enumerate(zip(names, states, strict=True))
    )


def _panel(theme: Theme, t: Translate) -> SidePanel:
    panel = SidePanel(theme, t, t("Check"), t("1 reminder|{n} reminders", n=2))
    panel.body.addWidget(
        FindingCard(
            theme,
            t,
            Finding(
                "error",
                "warning-octagon",
                t("Contradiction"),
                t("Vote 2: the sum differs from the ballots by 1"),
                t("Put it right, or write the reason before filing"),
                (("fix", t("Put right")), ("explain", t("Explain"))),
            ),
        )
    )
    panel.body.addWidget(Rule())
    panel.body.addWidget(
        FindingCard(
            theme,
            t,
            Finding(
                "wait",
                "clock",
                t("Reminder"),
                t("Hu Shengli is not marked yet"),
                t("The meeting began 44 minutes ago"),
                (("leave", t("Mark on leave")), ("absent", t("Mark absent"))),
            ),
        )
    )
    panel.body.addWidget(Rule())
    for text in (t("All 3 on leave have a reason"), t("Nobody is at another meeting")):
        done = IconLine(theme, "check-circle", text, "meta", color="state.ok_text")
        done.setContentsMargins(16, 5, 16, 0)
        panel.body.addWidget(done)
    return panel


def _groups(t: Translate) -> tuple[SignInGroup, ...]:
    known = {
        "duty": t("away on duty"),
        "rotation": t("on rotation"),
        "production": t("production"),
    }
    cells = []
    for at, (name, initials) in enumerate(people(t)):
        tag = t("probationary") if at in _PROBATION else t("attached") if at in _GUEST else ""
        state = "leave" if at in _LEAVE else "open" if at == _OPEN else "present"
        note = known[_LEAVE[at]] if at in _LEAVE else "" if at == _OPEN else f"19:{18 + at % 12}"
        cells.append(SignInCell(str(at), name, initials, tag, state, note))
    names = (t("Party group 1"), t("Party group 2"), t("Party group 3"))
    return tuple(
        SignInGroup(str(n), name, tuple(cells[n * 10 : n * 10 + 10]))
        for n, name in enumerate(names)
    )

"""The step 签到: everyone on one sheet, one key a person; the numbers follow in the same frame."""

from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from app.counting.attendance import Attendee, Quorum
from app.records.meeting import Presence
from app.records.member import LeaveReason
from app.services.filing import reason_words
from app.services.people import initials
from app.services.signing import marked, waiting
from db.model.words import Translate
from ui.desktop.desk import Route
from ui.desktop.meetings.opened import OpenMeeting
from ui.desktop.meetings.step import Step
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.counters import Count, CounterStrip
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl
from ui.desktop.widgets.signcells import SignInCell, SignInGroup
from ui.desktop.widgets.signin import SignInGrid
from ui.desktop.widgets.signinbar import SignInBar

_REASONS = {
    "duty": LeaveReason.business,
    "rotation": LeaveReason.rotation,
    "sick": LeaveReason.illness,
    "production": LeaveReason.production,
    "other": LeaveReason.other,
}
_STATUS = {
    "present": Presence.present,
    "leave": Presence.leave,
    "absent": Presence.absent,
    "open": None,
}


class SignInStep(Step):
    """One field has the cursor from the moment the step opens."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__(opened)
        theme, t = self.theme, self.t
        self.strip = CounterStrip(theme)
        self.grid = SignInGrid(theme, t)
        self.bar = SignInBar(theme, t, self.grid)
        self.filter = SegmentedControl(theme, [("all", t("All")), ("open", t("Not yet")), ("leave", t("On leave"))])  # fmt: skip
        self.filter.chosen.connect(self.grid.show_only)
        self.rest = Button(theme, t("Mark the rest present"))
        self.rest.clicked.connect(self.mark_rest)
        # Beside a scan there is less room than on the page.
        self.bar.field.setMinimumWidth(theme.px(132))
        self.bar.field.setMaximumWidth(theme.px(232))
        self.bar.add_tool(self.filter)
        self.bar.add_tool(self.rest)
        self.words = LineField(theme, "", t("Reason in words"))
        self.words.setAccessibleName(t("Reason in words"))
        self.words.settled.connect(self._give_words)
        self.words.returnPressed.connect(self._close_words)
        self.words.hide()
        self._worded = ""
        self.nobody = EmptyLine(
            theme, "users", t("Nobody is due here yet"), "", t("See the roster")
        )
        self.nobody.acted.connect(self._see_roster)
        page = ScrollPage(margins=(24, 14, 20, 20))
        for part in (self.strip, self.bar, self.words, self.grid, self.nobody):
            page.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self.grid.marked.connect(self._mark)
        self.grid.reasoned.connect(self._reason)

    @override
    def show_meeting(self) -> None:
        meeting = self.opened.meeting
        self.grid.set_groups(grouped(meeting.people, meeting.groups_by_id(), self.t))
        self.grid.setVisible(bool(meeting.people))
        self.nobody.setVisible(not meeting.people)
        self._count()

    def _count(self) -> None:
        """Show the numbers of the meeting as it is held now, written or on its way."""
        meeting, t = self.opened.meeting, self.t
        count = meeting.tally
        self.strip.show_counts(
            (
                Count(count.due, t("due")),
                Count(count.present, t("present"), "ok"),
                Count(count.leave, t("on leave"), "wait"),
                *((Count(count.absent, t("Absent")),) if count.absent else ()),
                Count(count.open, t("not here yet")),
            )
        )
        self.strip.show_verdict(*verdict(meeting.quorum, t))
        self.filter.set_text("all", t("All {n}", n=len(meeting.people)))
        self.filter.set_text("open", t("Not yet {n}", n=count.open))
        self.filter.set_text("leave", t("On leave {n}", n=count.leave))
        self.rest.explain("" if count.open else t("Everybody has a mark"))

    @override
    def show_closed(self, *, closed: bool) -> None:
        self.grid.setEnabled(not closed)
        self.bar.setVisible(not closed)

    @override
    def begin(self, record: str = "", field: str = "") -> None:
        if record and record in {p.id for p in self.opened.meeting.people}:
            self.grid.set_current(record)
        elif not self.grid.current():
            # The roll can be called at once: a key marks the first who has no mark.
            self.grid.jump()
        self.bar.setFocus()
        if field == "reason":
            self._ask_words(record)

    @override
    def settle(self) -> None:
        self.words.settle()

    def _mark(self, member: str, state: str) -> None:
        status, now = _STATUS[state], self.desk.now().replace(second=0, microsecond=0)
        at = now if status == Presence.present else None
        before, sign = self.opened.meeting, self.desk.book.meetings.sign
        self.opened.foresee(marked(before, member, status, at))
        self._show_cell(member)
        self._count()
        self.opened.write(lambda _records: sign.mark(before, member, status, at=at))

    def _reason(self, member: str, code: str) -> None:
        reason = self.t(_REASONS[code].title_)
        if code == "other":
            self._ask_words(member)
        self._write_reason(member, reason)

    def _write_reason(self, member: str, reason: str) -> None:
        before, sign = self.opened.meeting, self.desk.book.meetings.sign
        entry = before.entries.get(member)
        status = entry.status if entry is not None else Presence.leave
        self.opened.foresee(marked(before, member, status or Presence.leave, None, reason))
        self._show_cell(member)
        held = self.opened.meeting
        self.opened.write(lambda _records: sign.give_reason(held, member, reason))

    def _show_cell(self, member: str) -> None:
        person = self.opened.meeting.person(member)
        if person is not None:
            cell = cell_of(person, self.t)
            self.grid.update_cell(member, cell.state, cell.note)

    def _ask_words(self, member: str) -> None:
        self._worded = member
        name = self.opened.meeting.name(member)
        self.words.setPlaceholderText(self.t("{name}: why", name=name))
        self.words.set_value("")
        self.words.show()
        self.words.setFocus()

    def _give_words(self, words: object) -> None:
        if self._worded and words:
            self._write_reason(self._worded, str(words))

    def _close_words(self) -> None:
        self.words.settle()
        self.words.hide()
        self.bar.setFocus()

    def mark_rest(self) -> None:
        """Mark everybody else present: one change, with undo."""
        before, sign, now = self.opened.meeting, self.desk.book.meetings.sign, self.desk.now()
        rest = waiting(before.people)
        if not rest:
            return
        after = before
        for person in rest:
            after = marked(after, person.id, Presence.present, now)
        self.opened.foresee(after)
        self.show_meeting()
        self.opened.write(
            lambda _records: sign.mark_rest(before, now),
            toast=self.t("1 person marked present|{n} people marked present", n=len(rest)),
        )
        self.bar.setFocus()

    def _see_roster(self) -> None:
        self.desk.window.go(Route("members"))


def grouped(
    people: tuple[Attendee, ...], names: dict[str, str], t: Translate
) -> tuple[SignInGroup, ...]:
    """Return the people by their groups in the groups' order; those without one stand last."""
    columns: dict[str, list[SignInCell]] = {group: [] for group in names}
    for person in people:
        group = person.group or ""
        columns.setdefault(group if group in names else "", []).append(cell_of(person, t))
    return tuple(
        SignInGroup(group, names.get(group) or t("Without a group"), tuple(cells))
        for group, cells in columns.items()
        if cells
    )


def cell_of(person: Attendee, t: Translate) -> SignInCell:
    """Return one cell: the state, the tag of those without a vote, the time or the reason."""
    member, entry, status = person.member, person.entry, person.status
    tag = t("probationary") if person.probationary else t("placed") if person.placed else ""
    # Who floats out is shown, and not waited for.
    tag = t("floating out") if person.afloat else tag
    note = ""
    if person.present:
        state = "present"
        note = f"{entry.arrival:%H:%M}" if entry is not None and entry.arrival else ""
    elif status is None:
        state = "open"
    else:
        state = "leave" if status == Presence.leave else "absent"
        note = reason_words(person, t)
    return SignInCell(member.id, member.name, initials(member.name), tag, state, note)


def verdict(asked: Quorum | None, t: Translate) -> tuple[str, str, str, str]:
    """Return what the numbers mean for deciding, with the arithmetic."""
    if asked is None:
        return "mute", "", "", ""
    if asked.committee:
        sums = t("Committee {due}, here {present}, at least {needed}", **_numbers(asked))
    else:
        sums = t("With a vote {due} due, {present} here, at least {needed}", **_numbers(asked))
    if asked.met:
        return "ok", "check-circle", t("Quorum met"), sums
    return "wait", "clock", t("{n} more needed", n=asked.missing), sums


def _numbers(asked: Quorum) -> dict[str, int]:
    return {"due": asked.due, "present": asked.present, "needed": asked.needed}

"""The last three steps: the year's folder, the dissolution by its document, everything at HQ."""

from datetime import date
from pathlib import Path

from typing_extensions import override

from app.dates import say_year_date
from app.said import listed
from app.services.ending import EndingState
from app.services.folder_order import FolderOrder
from db.model.progress import Progress
from ui.desktop.desk import Desk, Route
from ui.desktop.people.step import EndingStep, day_of
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import LineField


class FolderStep(EndingStep):
    """Makes the inspection folder of the last year and notes that it was made."""

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(
            desk,
            t("The year's folder"),
            t(
                "The boxes of the last year with their records, originals and findings; sensitive ones are left out"
            ),
            t("Make the folder"),
        )
        self._year, self._dissolved = desk.today().year, False
        self.note = NoteLine(desk.theme, "ok", "")
        self.card.add(self.note)
        self.add_action()

    @override
    def show_state(self, state: EndingState) -> None:
        self._year, made = state.year, state.folder
        self._dissolved = state.dissolved
        self.note.setVisible(made is not None)
        if made is not None and made.handed_on is not None:
            day = say_year_date(made.handed_on, self.t)
            self.note.say("ok", self.t("{what}, made on {day}", what=made.what, day=day))

    @override
    def do(self) -> None:
        desk, year, note = self.desk, self._year, not self._dissolved
        name = self.t("Folder of {year}", year=year)
        chosen = desk.window.choose_folder(self.t("Where to put the folder"))
        if not chosen:
            return
        book, path = desk.book, Path(chosen) / name
        order = FolderOrder(date(year, 1, 1), min(date(year, 12, 31), desk.today()), purpose=name)

        def make(progress: Progress) -> None:
            book.foldering.make(order, path, progress)
            if note:
                # The book of a dissolved branch takes no note any more.
                book.ending.folder_made(name)

        desk.work.job(name, make, lambda _none: self._made(path), desk.window.problem)

    def _made(self, path: Path) -> None:
        self.desk.window.note("ok", self.t("The folder is in {path}", path=str(path)))


class DissolveStep(EndingStep):
    """The day and the document; from then on the book is read-only."""

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(
            desk,
            t("Dissolution"),
            t(
                "By its document, from its day the book is read-only; a correction can still be appended"
            ),
            t("Dissolve the branch"),
        )
        self.action.set_kind("danger")
        self.day = DateField(desk.theme, t, desk.today)
        self.document, self.receiving = LineField(desk.theme), LineField(desk.theme)
        self.left = NoteLine(desk.theme, "wait", "")
        self.done = NoteLine(desk.theme, "ok", "")
        self.card.add(self.left)
        self.card.add(self.done)
        self.add_fields(
            ("dissolved_on", t("Dissolved on"), self.day),
            ("dissolution_document", t("Dissolution document"), self.document),
            ("receiving_branch", t("Receiving branch"), self.receiving),
        )
        self.back = Button(desk.theme, t("Take the dissolution back"), "quiet")
        self.back.clicked.connect(self.take_back)
        self.add_action(self.back)

    @override
    def show_state(self, state: EndingState) -> None:
        t, branch = self.t, state.branch
        parts = []
        if state.members_left:
            parts.append(
                t(
                    "{n} member is not handed over|{n} members are not handed over",
                    n=state.members_left,
                )
            )
        if state.matters_left:
            parts.append(t("{n} matter is open|{n} matters are open", n=state.matters_left))
        if state.folder is None:
            parts.append(t("the folder is not made"))
        self.left.say("wait", t("Still to do: {what}", what=listed(parts, t)))
        self.left.setVisible(bool(parts) and not state.dissolved)
        self.done.setVisible(state.dissolved)
        if state.dissolved and branch.dissolved_on is not None:
            day, paper = say_year_date(branch.dissolved_on, t), branch.dissolution_document or ""
            self.done.say("ok", t("Dissolved on {day} by {document}", day=day, document=paper))
        for name, field in self.fields.items():
            field.setVisible(not state.dissolved or name == "receiving_branch")
        if not self.receiving.hasFocus():
            self.receiving.set_value(branch.receiving_branch)
        self.action.setVisible(not state.dissolved)
        self.back.setVisible(state.dissolved)

    @override
    def do(self) -> None:
        self.clear_errors()
        day, ending = day_of(self.day), self.desk.book.ending
        document, receiving = self.document.text().strip(), self.receiving.text().strip()
        self.desk.work.edit(
            lambda: ending.dissolve(day, document, receiving),
            lambda _applied: self.desk.window.undoable(self.t("The branch is dissolved")),
            self.failed,
        )

    def take_back(self) -> None:
        """Take the dissolution back; the history keeps its day and document."""
        ending, text = self.desk.book.ending, self.t("The dissolution was taken back")
        self.desk.work.edit(
            ending.revoke,
            lambda _applied: self.desk.window.undoable(text),
            self.desk.window.problem,
        )


class WholeStep(EndingStep):
    """Whether HQ has signed for everything, and the two ways to get there."""

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(
            desk,
            t("Everything at HQ"),
            t("The book goes to HQ whole: the last sync or stick, and HQ's receipt for it"),
            t("Sync now"),
        )
        self.note = NoteLine(desk.theme, "wait", "")
        self.card.add(self.note)
        self.stick = Button(desk.theme, t("Write to stick"), "secondary", "usb-stick")
        self.stick.clicked.connect(lambda: desk.window.go(Route("sync", "", "write")))
        self.add_action(self.stick)

    @override
    def show_state(self, state: EndingState) -> None:
        t = self.t
        if state.whole_at_hq:
            words = t(
                "HQ has everything up to the last change, receipt no. {n}", n=state.receipt or 0
            )
            self.note.say("ok", words)
        elif not state.enrolled:
            self.note.say("wait", t("Not enrolled with HQ yet"))
        else:
            words = t("{n} change is only here|{n} changes are only here", n=state.only_here)
            self.note.say("wait", words)

    @override
    def do(self) -> None:
        self.desk.window.go(Route("sync", "", "now"))

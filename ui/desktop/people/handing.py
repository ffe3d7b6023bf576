"""Members and open matters handed to another branch: who, what, to whom, by which document."""

from typing_extensions import override

from app.services.ending import EndingState, Open, Transfer
from app.services.people import initials
from ui.desktop.desk import Desk
from ui.desktop.people.step import EndingStep, day_of, first_words
from ui.desktop.widgets.checks import CheckRow
from ui.desktop.widgets.dates import DateField
from ui.desktop.widgets.fields import LineField
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.tickgrid import TickCell, TickGrid, TickGroup


class _Handing(EndingStep):
    """Who receives, by which document, on which day."""

    def __init__(self, desk: Desk, title: str, sentence: str, action: str) -> None:
        super().__init__(desk, title, sentence, action)
        t = self.t
        self.to_whom, self.document = LineField(desk.theme), LineField(desk.theme)
        self.day = DateField(desk.theme, t, desk.today)
        self.day.set_value(desk.today())
        self.add_fields(
            ("to_whom", t("Receiving branch"), self.to_whom),
            ("document", t("Document"), self.document),
            ("handed_on", t("Date"), self.day),
        )
        self.add_action()

    def transfer(self) -> Transfer:
        """Return what is entered."""
        self.clear_errors()
        return Transfer(self.to_whom.text().strip(), self.document.text().strip(), day_of(self.day))

    def suggest(self, state: EndingState) -> None:
        """Take the receiving branch from the branch's own record, where nothing is typed."""
        if not self.to_whom.text() and state.branch.receiving_branch:
            self.to_whom.set_value(state.branch.receiving_branch)


class PeopleStep(_Handing):
    """Ticks of those who are still here; those handed over say to whom."""

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(
            desk,
            t("Members"),
            t(
                "Each gets a transfer record: receiving branch, document, day; they leave the roster with it"
            ),
            t("Hand over"),
        )
        self.grid = TickGrid(desk.theme, t)
        self.grid.ticked.connect(lambda _member, _on: self._fit())
        self.grid.group_ticked.connect(lambda _group, _on: self._fit())
        self.gone = Label("", "meta", "secondary", wrap=True)
        self.card.add(self.grid)
        self.card.add(self.gone)

    @override
    def show_state(self, state: EndingState) -> None:
        self.suggest(state)
        ticked = set(self.grid.checked())
        groups = {g.id: g.name for g in self.desk.book.members.groups()}
        columns: dict[str, list[TickCell]] = {}
        for one in state.members:
            if one.item is None:
                m = one.member
                cell = TickCell(m.id, m.name, initials(m.name), m.id in ticked)
                columns.setdefault(m.group if m.group in groups else "", []).append(cell)
        self.grid.set_groups(
            [
                TickGroup(g, groups.get(g) or self.t("In no group"), tuple(columns[g]))
                for g in (*groups, "")
                if g in columns
            ]
        )
        self.grid.setVisible(bool(columns))
        handed = [(m.member.name, m.item.to_whom) for m in state.members if m.item is not None]
        said = [self.t("{name} to {branch}", name=n, branch=b or "") for n, b in handed]
        self.gone.setText("\n".join(said))
        self.gone.setVisible(bool(said))
        self._fit()

    def _fit(self) -> None:
        n, t = len(self.grid.checked()), self.t
        self.action.set_label(t("Hand over {n} member|Hand over {n} members", n=n))
        self.action.explain("" if n else t("Nobody is ticked yet"))

    @override
    def do(self) -> None:
        chosen, to, ending = self.grid.checked(), self.transfer(), self.desk.book.ending
        text = self.t(
            "{n} member handed over to {branch}|{n} members handed over to {branch}",
            n=len(chosen), branch=to.to_whom,
        )  # fmt: skip
        self.desk.work.edit(
            lambda: ending.hand_members(chosen, to),
            lambda _applied: self.desk.window.undoable(text),
            self.failed,
        )


class MatterStep(_Handing):
    """Open resolutions, rectification items, plan items, searches; each to whom."""

    def __init__(self, desk: Desk) -> None:
        t = desk.t
        super().__init__(
            desk,
            t("Open matters"),
            t("What is not done goes to somebody, or is done or dropped where it stands"),
            t("Hand over"),
        )
        self.rows: dict[str, CheckRow] = {}
        self.none = Label(t("Nothing is open"), "meta", "secondary")
        self.card.add(self.none)

    @override
    def show_state(self, state: EndingState) -> None:
        self.suggest(state)
        ticked = {r for r, row in self.rows.items() if row.state()}
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.rows = {o.record: self._row(o, o.record in ticked) for o in state.matters}
        for row in self.rows.values():
            self.card.add(row)
        self.none.setVisible(not self.rows)
        self._fit()

    def _row(self, one: Open, ticked: bool) -> CheckRow:
        kind = self.desk.book.kinds.get(one.kind)
        title = self.t(kind.shape.title) if kind else one.kind
        words = self.t("{kind}: {what}", kind=title, what=first_words([one.what]))
        meta = ""
        if one.item is not None:
            meta = self.t("to {branch}", branch=one.item.to_whom or "")
        row = CheckRow(self.desk.theme, words, meta, checked=ticked and one.item is None)
        row.explain(meta)
        row.toggled.connect(lambda _on: self._fit())
        return row

    def chosen(self) -> list[str]:
        """Return the records that are ticked."""
        return [r for r, row in self.rows.items() if row.state()]

    def _fit(self) -> None:
        n, t = len(self.chosen()), self.t
        self.action.set_label(t("Hand over {n} matter|Hand over {n} matters", n=n))
        self.action.explain("" if n else t("Nothing is ticked yet"))

    @override
    def do(self) -> None:
        chosen, to, ending = self.chosen(), self.transfer(), self.desk.book.ending
        text = self.t(
            "{n} matter handed over to {branch}|{n} matters handed over to {branch}",
            n=len(chosen), branch=to.to_whom,
        )  # fmt: skip
        self.desk.work.edit(
            lambda: ending.hand_matters(chosen, to),
            lambda _applied: self.desk.window.undoable(text),
            self.failed,
        )

"""Which matters show: how far along, words, kind, source, partner, who is responsible."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.service import MatterKind, MatterSource, MatterState
from app.services.matterlists import Offered, Pick, Sift
from ui.desktop.desk import Desk
from ui.desktop.widgets.fields import ComboField, SearchBox
from ui.desktop.widgets.scroll import FlowRow
from ui.desktop.widgets.segmented import SegmentedControl

_SEARCH, _COMBO = 220, 186


class Sifting(QWidget):
    """Emits `changed` when something else is to show. `views` stand at the left of the first line."""

    changed = Signal()

    def __init__(self, desk: Desk, views: QWidget) -> None:
        super().__init__()
        theme, t = desk.theme, desk.t
        self.t = t
        self._offered: Offered | None = None
        self.search = SearchBox(theme, t("Search matters"), "Ctrl+F")
        self.search.setMinimumWidth(theme.px(_SEARCH // 2))
        self.search.setMaximumWidth(theme.px(_SEARCH))
        self.search.typed.connect(lambda _text: self.changed.emit())
        self.picks = SegmentedControl(theme, [(p.value, t(p.title_)) for p in Pick])
        self.kind = ComboField(theme, [("", t("All kinds of matters")), *((k.value, t(k.title_)) for k in MatterKind)])  # fmt: skip
        self.source = ComboField(theme, [("", t("From everywhere")), *((s.value, t(s.title_)) for s in MatterSource)])  # fmt: skip
        self.state = ComboField(
            theme, [("", t("All states")), *((s.value, t(s.title_)) for s in MatterState)]
        )
        self.scope = ComboField(theme, [("", t("Common or not")), ("common", t("Common problems"))])
        self.partner, self.owner = ComboField(theme), ComboField(theme)
        self._combos = {
            self.state: t("State"),
            self.kind: t("Kind"),
            self.source: t("Where it came from"),
            self.partner: t("Partner unit"),
            self.owner: t("Responsible"),
            self.scope: t("Whose problem it is"),
        }
        # How far along and a single state say the same in two ways: the one chosen last holds.
        self.state.settled.connect(lambda _state: self.picks.set_current(Pick.all.value))
        self.picks.chosen.connect(lambda _pick: self.state.set_value(""))
        self.picks.chosen.connect(lambda _pick: self.changed.emit())
        for combo, name in self._combos.items():
            combo.setAccessibleName(name)
            # Of a long name as much as its place has; the list below the field shows all of it.
            combo.setMaximumWidth(theme.px(_COMBO))
            combo.settled.connect(lambda _value: self.changed.emit())
        self._lay(views)

    def _lay(self, views: QWidget) -> None:
        self._views, self._first, self._between = views, QHBoxLayout(), QHBoxLayout()
        self._first.setSpacing(8)
        self._first.addWidget(views)
        self._first.addWidget(self.picks)
        self._first.addStretch(1)
        self._first.addWidget(self.search)
        self._between.addStretch(1)
        self._second = FlowRow(8)
        for combo in self._combos:
            self._second.add(combo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._first)
        column.addLayout(self._between)
        column.addWidget(self._second)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        taken = sum(w.sizeHint().width() + 8 for w in (self._views, self.picks))
        fits = taken + self.search.minimumWidth() <= self.width()
        line, at = (self._first, 1) if fits else (self._between, 0)
        if line.indexOf(self.picks) < 0:
            line.insertWidget(at, self.picks)

    def offer(self, offered: Offered) -> None:
        """Offer the partners and the responsible people that there are among all matters."""
        if offered == self._offered:
            return
        self._offered = offered
        for combo, all_, found in (
            (self.partner, self.t("Partners and others"), offered.partners),
            (self.owner, self.t("Responsible: all"), offered.owners),
        ):
            combo.set_options([("", all_), *found])
            combo.setVisible(bool(found))

    def sift(self, *, picked: bool = True) -> Sift:
        """Return what is chosen; the board shows every state, so there ``picked`` is False."""
        pick = next((p for p in Pick if p == self.picks.current()), Pick.all)
        return Sift(
            pick if picked else Pick.all,
            self.state.value() if picked else "",
            source=self.source.value(),
            kind=self.kind.value(),
            partner=self.partner.value(),
            owner=self.owner.value(),
            common=bool(self.scope.value()),
            text=self.search.text().strip(),
        )

    def set_view(self, *, board: bool, sifts: bool) -> None:
        """Show what a view can be sifted by: the board has its states as columns."""
        self.picks.setVisible(sifts and not board)
        self.state.setVisible(not board)
        self._second.setVisible(sifts)
        self.search.setVisible(sifts)

    def clear(self) -> None:
        """Sift nothing."""
        for combo in self._combos:
            combo.set_value("")
        self.search.clear()
        self.changed.emit()

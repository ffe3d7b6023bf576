"""A tab of registers: a handful of kinds that belong together, as lists with the kinds beside them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from ui.desktop.desk import Desk, Route
from ui.desktop.ledger.browser import KindBrowser, Rows
from ui.desktop.ledger.kinds import KindChooser

Groups = tuple[tuple[str, tuple[str, ...]], ...]
"""Kinds under a word (a msgid) each."""


class RegistersTab(KindBrowser):
    """`page` and `key` say where it stands, `groups` which kinds it shows; given, or of the class.

    `hints` and `rows` are as in `KindBrowser`.

    Details: a kind's name; `new:<kind>` begins a record of it.
    """

    page: ClassVar[str] = ""
    key: ClassVar[str] = ""
    groups: ClassVar[Groups] = ()
    hints: ClassVar[Mapping[str, str]] = MappingProxyType({})
    rows: ClassVar[Mapping[str, Rows]] = MappingProxyType({})

    def __init__(self, desk: Desk, page: str = "", key: str = "", groups: Groups = ()) -> None:
        super().__init__(desk, self._show_groups, hints=self.hints, rows=self.rows)
        self._groups = groups or self.groups
        at, here = page or self.page, key or self.key
        self.asked.connect(lambda kind: desk.window.go(Route(at, detail=f"{here}:{kind}")))

    def _show_groups(self, chooser: KindChooser) -> None:
        book = self.desk.book
        groups = [(word, [book.kinds[name] for name in names]) for word, names in self._groups]
        chooser.show_groups(groups, book.records.counts())

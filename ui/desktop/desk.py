"""What every page is given: the opened book, the look, the words, the lanes, the way elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from app.workspace import Workspace
from db.model.errors import SuixingError
from db.model.words import Translate
from ui.desktop.feed import Feed
from ui.desktop.theme.theme import Theme
from ui.desktop.work import Work


class Route(NamedTuple):
    """Where to go: a page, a record on it, and a detail that the page understands.

    Pages: home meetings meeting members study ledger record checks sync conflicts history
    settings roster. `record` is a record id; `detail` for example a step, a kind, a member filter.
    """

    page: str
    record: str = ""
    detail: str = ""


class Remedy(NamedTuple):
    """A way on from an error: the word on its button, and what it does."""

    text: str
    act: Callable[[], object]


class Messenger(Protocol):
    """How a page speaks to the person outside its own frame; the window implements it."""

    def go(self, route: Route) -> None:
        """Show a page."""

    def back(self) -> None:
        """Show the page before."""

    def undoable(self, text: str) -> None:
        """Say what was done, with an undo, for 8 seconds."""

    def undo(self) -> None:
        """Take back the last change, as Ctrl+Z does, and say what it was."""

    def problem(self, error: SuixingError, *ways: Remedy) -> None:
        """Show an error in the banner: what happened, what is safe, what can be done, and ways on."""

    def note(self, tone: str, title: str, sentence: str = "", *ways: Remedy) -> None:
        """Show a banner without an error; tones ok, wait, info, error; at most two ways on."""

    def show_details(self, text: str) -> None:
        """Show a text of several lines to read and to copy, as a supporter asks for."""

    def choose_file(self, title: str, pattern: str, *, save_as: str = "") -> str:
        """Ask for a file to open, or to save under a suggested name; empty when declined."""

    def choose_folder(self, title: str) -> str:
        """Ask for a folder; empty when declined."""

    def show_pdf(self, pdf: bytes, name: str) -> None:
        """Show a made PDF in the preview window, with print and save."""


@dataclass(frozen=True)
class Desk:
    """Given to every page, never looked up."""

    book: Workspace
    theme: Theme
    t: Translate
    feed: Feed
    work: Work
    window: Messenger
    now: Callable[[], datetime]
    """The site's own time (UTC+8), naive."""

    def today(self) -> date:
        """Return the site's day."""
        return self.now().date()

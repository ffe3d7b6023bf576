"""Goes the way forward from a fault of syncing."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from db.model.errors import SuixingError
from ui.desktop.desk import Desk, Remedy, Route
from ui.desktop.exchange.faults import Way, plain, way_on
from ui.desktop.messages import details

_ROUTES = {
    Way.ADDRESS: Route("settings", "", "sync"),
    Way.STICK: Route("sync", "", "write"),
    Way.BACKUP: Route("settings", "", "backup"),
}


def tell(desk: Desk, error: SuixingError, again: Callable[[], object]) -> None:
    """Say what went wrong, with its one way forward; `again` begins anew what failed."""
    said = plain(error)
    desk.window.problem(said, remedy(desk, said, again))


def remedy(desk: Desk, error: SuixingError, again: Callable[[], object]) -> Remedy:
    """Return the way forward from an error."""
    way, go = way_on(error), desk.window.go
    acts: dict[Way, Callable[[], object]] = {
        **{on: partial(go, route) for on, route in _ROUTES.items()},
        Way.BROWSER: lambda: _browse(desk),
        Way.ENROL: lambda: _enrol(desk),
        Way.ROOM: lambda: open_url(QUrl.fromLocalFile(str(desk.book.home))),
        Way.DETAILS: lambda: desk.window.show_details(details(error)),
    }
    return Remedy(desk.t(way.value), acts.get(way, again))


def browser(desk: Desk) -> Remedy:
    """Return the way to a network's own log-in page."""
    return Remedy(desk.t(Way.BROWSER.value), lambda: _browse(desk))


def _browse(desk: Desk) -> None:
    """Ask for HQ without TLS: a log-in page puts itself in the way of that, and of nothing else."""
    host = urlsplit(desk.book.syncing.status().hq_url).hostname
    if host:
        open_url(QUrl(f"http://{host}/"))
    else:
        desk.window.go(_ROUTES[Way.ADDRESS])


def _enrol(desk: Desk) -> None:
    enrolled = desk.book.syncing.status().enrolled
    desk.window.go(Route("settings", "", "enrolment") if enrolled else Route("sync"))


def open_url(url: QUrl) -> None:
    """Give an address or a folder to the system."""
    QDesktopServices.openUrl(url)

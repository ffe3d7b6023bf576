"""Notices by itself when HQ can be reached, and syncs in the background or asks first.

Where the platform says when a network comes (QNetworkInformation) that is listened to; elsewhere,
and beside it, a cheap probe goes out, ever more seldom while nothing answers. What looks like a
network is believed only once HQ itself has answered: many only show a login page.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QNetworkInformation

from app.services.delivery import Outcome, Reach
from db.model.errors import Offline, SuixingError, TimedOut
from db.model.progress import Progress
from ui.desktop.exchange.faults import plain
from ui.desktop.exchange.remedies import browser, remedy
from ui.desktop.exchange.results import onward, result
from ui.desktop.exchange.underway import EXCHANGE
from ui.desktop.window import Window

FIRST, MOST = 30, 15 * 60
"""Seconds to the next look after one that found nothing: the first, and the longest."""
AFTER_SYNC = 5 * 60
"""Seconds to the next look when HQ answers and nothing waits."""
MODE, URL = "sync_mode", "hq_url"


@dataclass(frozen=True, slots=True)
class BackOff:
    """How long until the next look: it doubles while nothing answers, and begins anew when one did."""

    seconds: int = FIRST

    def after(self, reach: Reach) -> "BackOff":
        """Return the pause after a look that found `reach`."""
        return BackOff() if reach == "ok" else BackOff(min(self.seconds * 2, MOST))


class Connection(QObject):
    """Serves one window. `found` tells what each look found: ok, offline or captive."""

    found = Signal(str)

    def __init__(self, window: Window, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._told, self._aside = "", tuple[str, ...]()
        self._pause, self._reach, self._looking, self._stopped = BackOff(), "", False, False
        self._timer = QTimer(self, singleShot=True, interval=FIRST * 1000)
        self._timer.timeout.connect(self.look)
        self._system = self._listen()
        self.serve(window)
        self._timer.start()

    def serve(self, window: Window) -> None:
        """Go on for another window of the same book."""
        self._window = window
        window.messages.acted.connect(self._answered)

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        self._timer.stop()
        if self._system is not None:
            self._system.reachabilityChanged.disconnect(self._system_said)

    def _listen(self) -> QNetworkInformation | None:
        feature = QNetworkInformation.Feature.Reachability
        if not QNetworkInformation.loadBackendByFeatures(feature):
            return None
        system = QNetworkInformation.instance()
        system.reachabilityChanged.connect(self._system_said)
        return system

    def _system_said(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability != QNetworkInformation.Reachability.Disconnected:
            self._pause = BackOff()
            self.look()

    # Looking

    def look(self) -> None:
        """Ask HQ whether it hears us, off the screen's thread; nothing is asked before enrolment."""
        desk = self._window.desk
        if self._looking or self._stopped:
            return
        if not desk.book.syncing.status().enrolled:
            self._timer.start(MOST * 1000)
            return
        self._looking = True
        self._window.quiet.edit(desk.book.syncing.probe, self._looked, self._failed)

    def _failed(self, _error: SuixingError) -> None:
        self._looked("offline")

    def _looked(self, reach: Reach) -> None:
        self._looking = False
        before, self._reach = self._reach, reach
        self._pause = self._pause.after(reach)
        if not self._stopped:
            self._timer.start((AFTER_SYNC if reach == "ok" else self._pause.seconds) * 1000)
            self._speak(before)
            self.found.emit(reach)

    def _speak(self, before: str) -> None:
        desk, t = self._window.desk, self._window.desk.t
        if self._reach == "captive" and before != "captive":
            said = t("Log in to it in a browser first; the records wait here meanwhile.")
            title = t("This network shows a login page and leads nowhere yet.")
            self._window.messages.note("wait", title, said, browser(desk), whole=True)
        if self._reach != "ok":
            return
        status = desk.book.syncing.status()
        if desk.book.store.settings.get(MODE, "auto") == "ask":
            if status.only_here and before != "ok":
                title = t("There is a network. {n} changes can go to HQ.", n=status.only_here)
                way = ("sync-now", t("Sync now"))
                self._window.messages.note("info", title, "", way, whole=True)
        elif status.only_here or before != "ok":
            self.sync()

    def _answered(self, key: str) -> None:
        if key == "sync-now":
            self.sync()

    # Syncing

    def sync(self) -> None:
        """Meet HQ in the background; typing goes on, and what came in is announced by the store.

        The sidebar's card says how far it is, and what came of it; nothing else moves.
        """
        desk = self._window.desk
        if desk.work.running(EXCHANGE) is not None:
            return

        def meet(progress: Progress) -> Outcome:
            return desk.book.syncing.sync(None, progress)

        title = desk.t("Syncing with HQ")
        desk.work.job(title, meet, self._met, self._unmet, quiet=True, subject=EXCHANGE)

    def _met(self, outcome: Outcome) -> None:
        if self._stopped:
            return
        self._told = ""
        desk, t = self._window.desk, self._window.desk.t
        self._window.standings.refresh()
        self._window.standings.say(t("Synced by itself at {time}", time=f"{desk.now():%H:%M}"))
        if outcome.forked:
            title = t("This looks like a restored copy; it now writes under a new number.")
            ways = onward(outcome, desk)
            self._window.messages.note("wait", title, t("Both are kept."), *ways, whole=True)
        elif outcome.conflicts_new:
            said = t(
                "1 field has two values now.|{n} fields have two values now.",
                n=outcome.conflicts_new,
            )
            way = ("conflicts", t("Choose"))
            self._window.messages.note("error", said, t("Neither is lost."), way, whole=True)
        elif outcome.set_aside and outcome.set_aside != self._aside:
            # It comes again with every exchange until somebody has seen to it; said once.
            self._aside, told = outcome.set_aside, result(outcome, t)
            ways = onward(outcome, desk)
            self._window.messages.note(told.tone, told.title, told.sentence, *ways, whole=True)

    def _unmet(self, error: SuixingError) -> None:
        if self._stopped:
            return
        desk, t = self._window.desk, self._window.desk.t
        if isinstance(error, Offline | TimedOut):
            # A network that went away again is no news; anything else is, once.
            said = t("{time}: tried, no network", time=f"{desk.now():%H:%M}")
            self._window.standings.say(said)
        elif error.text != self._told:
            self._told = error.text
            fault = plain(error)
            way = remedy(desk, fault, self.sync)
            self._window.messages.problem(fault, way, whole=True)

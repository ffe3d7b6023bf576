"""What an exchange did, in a title and a sentence."""

from typing import NamedTuple

from app.services.delivery import Outcome, Reason
from db.model.words import N_, Translate
from ui.desktop.desk import Desk, Remedy, Route
from ui.desktop.exchange.words import size_words

_TITLES = {
    "http": N_("Synced"),
    "stick-out": N_("Written to the stick and read back; it may be pulled out"),
    "stick-in": N_("Read from the stick"),
}


class Result(NamedTuple):
    """Tone, title and sentence for the banner."""

    tone: str
    title: str
    sentence: str


def result(done: Outcome, t: Translate) -> Result:
    """Return what to say of an exchange: only a receipt says that HQ has it."""
    parts = list(_parts(done, t))
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = t("{first}; {then}", first=text, then=part)
    tone = "wait" if done.set_aside or done.forked or done.conflicts_new else "ok"
    return Result(tone, t(_TITLES.get(done.way, _TITLES["http"])), text)


def onward(done: Outcome, desk: Desk) -> tuple[Remedy, ...]:
    """Return the way on after an exchange that left something to look at, if it did."""
    t, window = desk.t, desk.window
    if done.conflicts_new:
        return (Remedy(t("Choose"), lambda: window.go(Route("conflicts"))),)
    details = [r.said(t) if isinstance(r, Reason) else r for r in done.set_aside]
    if done.forked:
        details.insert(
            0,
            t(
                "Changes of another computer bear this one's number: its disk was copied, or a backup "
                "was opened on both. Every change of both is kept; this computer goes on under a new "
                "number. Whoever uses the copy enrols it at HQ anew."
            ),
        )
    if details:
        said = "\n".join(details)
        return (Remedy(t("Details"), lambda: window.show_details(said)),)
    return ()


def _parts(done: Outcome, t: Translate) -> list[str]:
    said: list[str] = []
    if done.sent:
        said.append(
            t(
                "{n} change sent, {size}|{n} changes sent, {size}",
                n=done.sent,
                size=size_words(done.up, t),
            )
        )
    if done.got:
        said.append(t("{n} change received|{n} changes received", n=done.got))
    if not done.sent and not done.got:
        said.append(t("nothing was missing on either side"))
    if done.files:
        said.append(t("{n} file|{n} files", n=done.files))
    if done.receipt is not None:
        said.append(t("HQ has signed for it: receipt {number}", number=done.receipt))
    elif done.way == "stick-out":
        said.append(t("HQ's receipt comes back with its answer"))
    if done.conflicts_new:
        said.append(
            t(
                "{n} place where two laptops differ|{n} places where two laptops differ",
                n=done.conflicts_new,
            )
        )
    if done.forked:
        said.append(
            t("This looks like a restored copy; it now writes under a new number, both are kept")
        )
    said += [r.said(t) if isinstance(r, Reason) else r for r in done.set_aside[:2]]
    return said

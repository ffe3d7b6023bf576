"""Amounts of bytes and time as people say them, and how far an exchange is."""

from db.model.words import N_, Translate

_KB, _MB, _GB = 1_000, 1_000_000, 1_000_000_000
_SLOW = 2_500
"""Bytes a second that 2G gives at a site, on a day when it works."""

BYTES = {
    "sending": N_("{pair} sent"),
    "receiving": N_("{pair} received"),
    "writing": N_("{pair} written"),
    "reading": N_("{pair} read"),
    "checking": N_("{pair} checked"),
    "attached files": N_("Files: {pair}"),
}
"""Steps of long work that count bytes, by what they are called where they are made."""


def size_words(size: int, t: Translate) -> str:
    """Return an amount: `18 KB`, `6.2 MB`; what is less than a kilobyte counts as one."""
    if size < _MB:
        return t("{n} KB", n=f"{max(1, round(size / _KB)) if size else 0:,}")
    if size < _GB:
        return t("{n} MB", n=f"{size / _MB:.1f}")
    return t("{n} GB", n=f"{size / _GB:.1f}")


def pair_words(done: int, total: int, t: Translate) -> str:
    """Return how much of an amount: `18 / 28 KB`, in the unit of the whole."""
    if total < _MB:
        whole = max(1, round(total / _KB))
        part = whole if done >= total else done // _KB
        return t("{done} / {total} KB", done=f"{part:,}", total=f"{whole:,}")
    return t("{done} / {total} MB", done=f"{done / _MB:,.1f}", total=f"{total / _MB:,.1f}")


def time_words(seconds: float, t: Translate) -> str:
    """Return a duration: `7 s`, `12 min`, `3 h`; never less than a second."""
    if seconds < 90:
        return t("{n} s", n=max(1, round(seconds)))
    if seconds < 90 * 60:
        return t("{n} min", n=round(seconds / 60))
    return t("{n} h", n=round(seconds / 3600))


def link_words(size: int, speed: int, t: Translate) -> str:
    """Return how long an amount takes at the last link's speed (bytes a second); unknown: on 2G."""
    if speed <= 0:
        return slow_words(size, t)
    return t("{time} at the last speed", time=time_words(size / speed, t))


def slow_words(size: int, t: Translate) -> str:
    """Return how long it takes over a slow mobile network."""
    seconds = max(1, round(size / _SLOW))
    if seconds < 90:
        return t("{n} s on 2G", n=seconds)
    return t("{n} min on 2G", n=round(seconds / 60))


def step_words(done: int, total: int, what: str, rest: int, t: Translate) -> str:
    """Return how far long work is: `已发 18 / 28 KB，还要约 4 秒`; empty where nothing is counted."""
    if not total:
        return ""
    if what in BYTES:
        text = t(BYTES[what], pair=pair_words(done, total, t))
    else:
        text = t("{done} of {total}", done=done, total=total)
    return t("{counts}, about {time} more", counts=text, time=time_words(rest, t)) if rest else text


def detail_words(done: int, total: int, what: str, t: Translate) -> str:
    """Return what long work does just now, in a few words."""
    if what == "sending" and total and done >= total:
        return t("All of it is sent; waiting for HQ's answer.")
    if not what or what in BYTES:
        return t("You can go on working.")
    return t(what)

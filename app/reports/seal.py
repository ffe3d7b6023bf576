"""What a printed record says of itself at its foot: its hash, when it was written, who holds it."""

from app.reports.fingerprint import grouped, qr
from app.reports.paper import Seal
from app.reports.wording import at, on, plain
from app.services.delivery import Held
from db.model.words import Translate


def seal(
    digest: str, held: Held, t: Translate, *, by: str, late: str = "", attached: str = ""
) -> Seal:
    """Return the seal of a record.

    ``by`` who wrote first, ``late`` says a late entry, ``attached`` names the record's file inside
    the PDF where there is one.
    """
    written = t("First written {time} by {name}", time=at(held.first_written, t), name=plain(by))
    file = t("The record itself is attached to this file as {name}.", name=attached)
    lines = (
        t("Check value (SHA-256): {hash}", hash=grouped(digest)),
        t("{text}; {more}", text=written, more=late) if late else written,
        received(held, t),
        file if attached else "",
    )
    return Seal(qr(digest), t("QR code of the check value"), tuple(line for line in lines if line))


def received(held: Held, t: Translate) -> str:
    """Return HQ's receipt, or that there is none yet."""
    if held.received is None or held.receipt is None:
        return t("HQ's receipt: no receipt yet")
    return t("HQ's receipt: no. {n}, {date}", n=held.receipt, date=on(held.received.date(), t))


def together(parts: list[Held]) -> Held:
    """Return when a record of many parts was first written and when HQ had all of it."""
    missing = any(part.received is None for part in parts)
    return Held(
        min(part.first_written for part in parts),
        None if missing else max(part.received for part in parts if part.received),
        None if missing else max(part.receipt or 0 for part in parts),
    )

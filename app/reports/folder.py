"""What stands before the boxes of a folder: cover, overview, receipts, files; and the check page."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from app.reports.fingerprint import grouped
from app.reports.ledger import Contents, Cover
from app.reports.paper import Block, Facts, Head, Note, Part, Prose, Sheet, Table
from app.reports.wording import at, numbered, on, or_blank, plain
from app.sizes import sized
from db.model.words import N_, Translate


class About(NamedTuple):
    """Whose folder it is, for whom, of which period, made when by whom."""

    branch: str
    above: str
    first: date
    last: date
    made: datetime
    by: str
    recipient: str
    purpose: str
    until: date | None


class Row(NamedTuple):
    """One box in the overview; ``state`` is a msgid, empty for a box that is in the folder."""

    number: int
    title: str
    state: str
    meetings: int
    records: int
    pages: int
    contradictions: int
    reminders: int
    explained: int


class Delivered(NamedTuple):
    """What HQ signed for: its name, the latest receipt, and how many of all changes it covers."""

    hq: str
    number: int | None
    at: datetime | None
    covered: int
    total: int


class File(NamedTuple):
    """A file of the folder, as the cover lists it."""

    name: str
    pages: int
    size: int
    sha: str


class Keys(NamedTuple):
    """Fingerprints to compare aloud: of this device, and of HQ's root key (empty: not enrolled)."""

    device: str
    root: str


def mark(about: About, t: Translate) -> str:
    """Return the line that lies lightly on every page: for whom, and until when."""
    who = plain(about.recipient) or t("internal use")
    words = t("For {who} only · {date}", who=who, date=about.made.date().isoformat())
    if about.until is None:
        return words
    return t("{text} · to be destroyed after {date}", text=words, date=about.until.isoformat())


def cover_parts(
    about: About,
    rows: Sequence[Row],
    delivered: Delivered,
    t: Translate,
    *,
    files: Sequence[File],
    originals: tuple[int, int],
    pictures: Sequence[Part] = (),
    unplaced: Sequence[Part],
    late: int,
    device: str,
) -> list[Part]:
    """Return the parts of the cover.

    ``originals`` how many files of evidence, and their bytes; ``pictures`` the years at a glance; ``late`` how many records of meetings
    were entered late.
    """
    lines = (
        (t("Party branch"), plain(about.branch)),
        (t("Superior organisation"), plain(about.above)),
        (t("For whom"), plain(about.recipient)),
        (t("Purpose"), plain(about.purpose)),
        (t("To be destroyed after"), on(about.until, t) if about.until else ""),
        (t("Made"), at(about.made, t)),
    )
    signed = (
        t("Electronic signature of {name}", name=plain(about.branch)),
        t("By {name}, {time}", name=plain(about.by) or "____", time=at(about.made, t)),
        t("Key of this device: {words}", words=device),
        t("It shows that nothing was changed since. It is no seal and no handwriting."),
    )
    front = Cover(
        title=t("Inspection folder"),
        period=t("{start} to {end}", start=on(about.first, t), end=on(about.last, t)),
        lines=tuple((label, value) for label, value in lines if value),
        foot=t("{n} box|{n} boxes", n=sum(not row.state for row in rows)),
        signed=signed,
    )
    return [
        front,
        Contents(title=t("Contents")),
        _overview(rows, late, t),
        *pictures,
        _receipts(delivered, t),
        _files(files, originals, t),
        *unplaced,
    ]


def _overview(rows: Sequence[Row], late: int, t: Translate) -> Sheet:
    head = (
        *(t("No."), t("Box"), t("Number of pages"), t("Meetings"), t("Records")),
        *(t("Contradictions"), t("Reminders"), t("Explained")),
    )
    cells = tuple(_row(row, t) for row in rows)
    held = [_counts(row) for row in rows if not row.state]
    sums = [sum(counts) for counts in zip(*held, strict=True)]
    foot = ("", t("Total"), *(str(n) for n in sums))
    widths = (11.0, -3.0, *(-1.0 for _ in range(6)))
    blocks: tuple[Block, ...] = (
        Table(widths, head, (*cells, foot), wide=(1,), size=10),
        Note(t("Entered late: {n} record|Entered late: {n} records", n=late)),
        Note(t("Numbers count what is recorded; they rank nobody.")),
    )
    return Sheet(title=t("Overview"), blocks=blocks)


def _row(row: Row, t: Translate) -> tuple[str, ...]:
    number = f"{row.number:02d}"
    if row.state:
        said = t("{name} ({note})", name=row.title, note=t(row.state))
        return (number, said, *("" for _ in _counts(row)))
    return (number, row.title, *(str(n) for n in _counts(row)))


def _counts(row: Row) -> tuple[int, ...]:
    found = (row.contradictions, row.reminders, row.explained)
    return (row.pages, row.meetings, row.records, *found)


def _receipts(delivered: Delivered, t: Translate) -> Sheet:
    title = t("What HQ signed for")
    if not delivered.hq:
        said = t("This computer is not enrolled with HQ yet.")
        return Sheet(title=title, blocks=(Prose((said,)),))
    last = t("no receipt yet")
    if delivered.number is not None and delivered.at is not None:
        last = t("no. {n}, {date}", n=delivered.number, date=on(delivered.at.date(), t))
    rows = (
        (t("HQ"), plain(delivered.hq), t("Last receipt"), last),
        (
            *(t("Changes in the book"), f"{delivered.total:,}"),
            *(t("Of these received by HQ"), f"{delivered.covered:,}"),
        ),
    )
    waiting = delivered.total - delivered.covered
    text = (
        t("HQ has signed for every change.")
        if not waiting
        else t("{n} change is only here so far|{n} changes are only here so far", n=waiting)
    )
    note = t(
        "The foot of each record says which receipt covers it. The receipts are in manifest.json."
    )
    return Sheet(title=title, blocks=(Facts(rows), Prose((text,)), Note(note)))


def _files(files: Sequence[File], originals: tuple[int, int], t: Translate) -> Sheet:
    head = (t("File"), t("Number of pages"), t("Size"), t("Check value (SHA-256)"))
    rows = tuple((plain(f.name), str(f.pages or ""), sized(f.size), grouped(f.sha)) for f in files)
    count, size = originals
    blocks: list[Block] = [Table((-2, 14, 20, -3), head, rows, wide=(0, 3), size=9)]
    if count:
        said = t(
            "Beside them {n} original in “evidence”, {size}|Beside them {n} originals in “evidence”, {size}",
            n=count,
            size=sized(size),
        )
        blocks.append(Note(said))
    return Sheet(title=t("List of files"), blocks=tuple(blocks))


STEPS = (
    N_(
        "On any computer with this program: suixing verify FOLDER. It needs no record book and no passphrase."
    ),
    N_(
        "It names each file that is missing, was added, renamed or changed, and says what that means."
    ),
    N_(
        "It reads out HQ's key words. Compare them with HQ by telephone: only then is it certain whose receipts these are."
    ),
    N_(
        "Each PDF is signed as well (PAdES B-B). A reader may call the issuer unknown: the certificate is the device's own, and manifest.json binds it to HQ's certificate."
    ),
    N_(
        "No time-stamp authority was asked, since there is no network on site: the times are this computer's."
    ),
)
"""How a folder is checked, and what its signatures are worth."""


def check_parts(about: About, keys: Keys, t: Translate) -> list[Part]:
    """Return the check page: how to verify, and the words to compare."""
    steps = tuple(numbered(n, t("(1)")) + t(text) for n, text in enumerate(STEPS, 1))
    root = keys.root or t("This computer is not enrolled with HQ: nobody vouches for its key.")
    facts = (
        (t("HQ's key words"), root),
        (t("Key words of this device"), keys.device),
        (t("Made"), at(about.made, t)),
        (t("Made by"), or_blank(about.by)),
    )
    title = t("Check page")
    blocks = (
        Head(numbered(1, t("1.")) + t("How the folder is checked")),
        Prose(steps),
        Head(numbered(2, t("1.")) + t("Words to compare")),
        Facts(facts),
    )
    return [Sheet(title=title, under=(plain(about.branch),), blocks=blocks)]

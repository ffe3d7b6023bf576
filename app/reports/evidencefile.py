"""A file of evidence as one paper: cover, contents, a sheet a point, the records, the attachments.

There is no score in it. The superior's decision is a line that stays empty until it was entered.
"""

from collections.abc import Mapping, Sequence

from app.kinds import FieldShape, Kind
from app.records.evidence import Attachment
from app.reports.fingerprint import grouped
from app.reports.ledger import Contents, Cover
from app.reports.paper import Block, Facts, Head, Note, Part, Prose, Sheet, Table
from app.reports.record import Name, said
from app.reports.wording import BLANK, numbered, on, or_blank, paragraphs, plain
from app.services.evidence import FileView, Linked, PointView
from app.sizes import sized
from db.model.record import Record
from db.model.words import Translate

_LONGEST = 400
"""So many characters of a long text stand on a record's short sheet; its own paper has the whole."""


def evidence_parts(
    view: FileView,
    files: Sequence[Attachment],
    t: Translate,
    name: Name,
    *,
    branch: str,
) -> tuple[Part, ...]:
    """Return the parts; ``files`` hang on the file itself and on the records it shows, held-back ones aside."""
    numbers = numbered_records(view)
    parts: list[Part] = [_cover(view, t, branch), Contents(title=t("Contents"))]
    if view.file.summary:
        title = t("Summary")
        parts.append(Sheet(title=title, blocks=(Prose(paragraphs(view.file.summary)),)))
    parts += [_point(n, one, numbers, t) for n, one in enumerate(view.points, 1)]
    if numbers:
        parts.append(_records(view, numbers, t, name))
    if files:
        parts.append(_attachments(files, numbers, t))
    return tuple(parts)


def numbered_records(view: FileView) -> dict[str, int]:
    """Return the records that the paper shows with their numbers: each once, as the points name them."""
    shown = [
        linked.id
        for one in view.points
        for linked in one.linked
        if linked.record is not None and linked.kind is not None and not linked.held_back
    ]
    return {record: n for n, record in enumerate(dict.fromkeys(shown), 1)}


def _cover(view: FileView, t: Translate, branch: str) -> Cover:
    file = view.file
    lines = [
        (t("Party branch"), plain(branch)),
        (t("Which organisation"), plain(file.unit or "") or plain(branch)),
        (t("Kind"), t(file.kind.title_) if file.kind else BLANK),
    ]
    if view.pack:
        lines.append((t("Tag pack"), plain(view.pack)))
    lines += [
        (t("Handed in on"), on(file.handed_in_on, t)),
        (t("Decision of the superior"), or_blank(file.decision)),
        (t("Decided on"), on(file.decided_on, t)),
    ]
    if file.document:
        lines.append((t("Document"), plain(file.document)))
    return Cover(
        title=plain(file.title),
        period=t("Year {year}", year=file.year) if file.year else "",
        lines=tuple(lines),
        foot=t("{n} point|{n} points", n=len(view.points)),
    )


def _point(n: int, one: PointView, numbers: Mapping[str, int], t: Translate) -> Sheet:
    blocks: list[Block] = []
    if one.point.text and one.point.text.strip():
        blocks.append(Prose(paragraphs(one.point.text)))
    rows = tuple(
        (
            t("Record {n}", n=numbers[linked.id]),
            t(linked.kind.shape.title) if linked.kind else "",
            plain(linked.name),
        )
        for linked in one.linked
        if linked.id in numbers
    )
    if rows:
        head = (t("No."), t("Kind"), t("Which record"))
        blocks += [
            Head(t("Records that show it")),
            Table((28, 40, -1), head, rows, wide=(2,), size=10.5),
        ]
    left_out = sum(linked.held_back for linked in one.linked)
    if left_out:
        blocks.append(
            Note(
                t(
                    "{n} record is left out: nobody said that it may be passed on.|"
                    "{n} records are left out: nobody said that they may be passed on.",
                    n=left_out,
                )
            )
        )
    if not blocks:
        blocks.append(Note(t("Nothing is written for this point.")))
    title = numbered(n, t("1.")) + plain(one.title)
    return Sheet(title=title, listed=title, blocks=tuple(blocks))


def _records(view: FileView, numbers: Mapping[str, int], t: Translate, name: Name) -> Sheet:
    found: dict[str, Linked] = {
        linked.id: linked for one in view.points for linked in one.linked if linked.id in numbers
    }
    blocks: list[Block] = []
    for record, n in numbers.items():
        linked = found[record]
        if linked.record is not None and linked.kind is not None:
            words = t("Record {n}", n=n)
            kind = t(linked.kind.shape.title)
            blocks.append(Head(t("{one}, {next}", one=words, next=kind)))
            blocks += _short(linked.record, linked.kind, t, name)
    title = t("The records")
    return Sheet(title=title, listed=title, blocks=tuple(blocks))


def _short(record: Record, kind: Kind, t: Translate, name: Name) -> list[Block]:
    rows = tuple(
        (t(f.title), said(f, record.get(f.name), t, name))
        for f in kind.fields
        if f.type not in {"long", "sealed"} and record.get(f.name) not in (None, "", [])
    )
    blocks: list[Block] = [Facts(rows)] if rows else []
    blocks += [
        Prose(_cut(field, str(record.get(field.name)), t))
        for field in kind.fields
        if field.type == "long" and record.get(field.name) and not field.mark.sensitive
    ]
    return blocks


def _cut(field: FieldShape, text: str, t: Translate) -> tuple[str, ...]:
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    lines = paragraphs(short) or (BLANK,)
    return (t("{name}: {text}", name=t(field.title), text=lines[0]), *lines[1:])


def _attachments(files: Sequence[Attachment], numbers: Mapping[str, int], t: Translate) -> Sheet:
    rows = tuple(
        (
            str(n),
            plain(a.name),
            _owner(a.belongs_to or "", numbers, t),
            sized(a.size or 0),
            grouped(a.hash) if a.hash else BLANK,
        )
        for n, a in enumerate(files, 1)
    )
    head = (t("No."), t("File name"), t("Belongs to record"), t("Size"), t("Check value (SHA-256)"))
    title = t("Attachments")
    table = Table((10, -1, 26, 20, -1.6), head, rows, wide=(1, 4), size=9)
    note = Note(
        t("The files themselves are handed over beside this paper, or lie with the branch.")
    )
    return Sheet(title=title, listed=title, blocks=(table, note))


def _owner(record: str, numbers: Mapping[str, int], t: Translate) -> str:
    return t("Record {n}", n=numbers[record]) if record in numbers else t("This file")

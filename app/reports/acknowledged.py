"""The acknowledgement list of one notice: blank to be signed on paper, or filled as it is on record."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.records.member import Member
from app.records.openness import Acknowledgement
from app.records.plan import Notice
from app.reports.paper import Block, Facts, Head, Note, Prose, Sheet, Signing, Table
from app.reports.wording import on, or_blank, paragraphs, plain
from db.model.words import Translate

_TALL = 11.0


def acknowledgement_list(
    notice: Notice,
    members: Sequence[Member],
    known: Mapping[str, Acknowledgement] | None,
    t: Translate,
    *,
    branch: str,
    groups: Mapping[str, str],
) -> Sheet:
    """Return the list of those who are to know; ``known`` is None for the blank one."""
    blocks: list[Block] = [
        Facts(
            (
                (t("Notice"), plain(notice.title)),
                (t("Issued on"), on(notice.issued_on, t), t("To whom"), or_blank(notice.audience)),
            )
        )
    ]
    text = paragraphs(notice.body)
    if text:
        blocks += [Head(t("Text")), Prose(text)]
    blocks.append(_table(members, known, groups, t))
    if known is None:
        blocks.append(Note(t("Signed by each in person; who was told by phone is noted as such.")))
    blocks.append(Signing(((t("Recorder (signature):"), ""),), t("Date:")))
    title = t("Acknowledgement list")
    return Sheet(title=title, under=(plain(branch),), blocks=tuple(blocks))


def _table(
    members: Sequence[Member],
    known: Mapping[str, Acknowledgement] | None,
    groups: Mapping[str, str],
    t: Translate,
) -> Table:
    head = (t("No."), t("Name"), t("Party group"), t("How"), t("Date"), t("Signature"))
    rows = []
    for n, member in enumerate(members, 1):
        mark = (known or {}).get(member.id)
        how = t(mark.way.title_) if mark and mark.way else ""
        day = _day(mark.on, t) if mark else ""
        group = plain(groups.get(member.group or "", ""))
        rows.append((str(n), plain(member.name), group, how, day, ""))
    if known is None:
        widths = (10.0, 30.0, 32.0, 26.0, 22.0, -1.0)
        return Table(widths, head, tuple(rows), wide=(2,), size=11, tall=_TALL)
    return Table((10, -1, -1, 34, 34), head[:-1], tuple(r[:-1] for r in rows), wide=(2,), size=11)


def _day(day: date | None, t: Translate) -> str:
    return on(day, t) if day else ""

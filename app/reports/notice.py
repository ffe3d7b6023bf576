"""The notice of a meeting: when, where, what about, who is to come."""

from datetime import date, datetime

from app.counting.shapes import Due
from app.reports.paper import Part
from app.reports.wording import BLANK, numbered, on, or_blank, paragraphs, plain, weekday_on
from app.said import listed
from app.services.meeting import Meeting
from db.model.words import Translate


class Notice(Part, frozen=True, kw_only=True, tag="notice"):
    """A letter: title, whom it addresses, paragraphs (indented), who signs and when.

    ``sections`` are headings with the lines below them, ``more`` paragraphs after the opening.
    """

    title: str
    to: str
    opening: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    signed: str
    on: str
    more: tuple[str, ...] = ()


def notice(
    meeting: Meeting, t: Translate, *, branch: str, issued: date | None, body: str = ""
) -> Notice:
    """Return the notice of a meeting, dated `issued`; what is not arranged yet is a blank.

    `body` is the text of the unit's own template, filled in: it stands instead of ours.
    """
    held = meeting.activity
    name = plain(held.title or t(held.type.title_))
    if body:
        opening, *rest = paragraphs(body) or ("",)
        return Notice(
            title=t("Notice of the meeting: {name}", name=name),
            to=_to(meeting, t),
            opening=opening,
            sections=(),
            more=tuple(rest),
            signed=plain(branch),
            on=on(issued, t),
        )
    sections: list[tuple[str, tuple[str, ...]]] = []
    if meeting.items:
        last = len(meeting.items)
        lines = [
            numbered(n, t("(1)")) + t("{item}." if n == last else "{item};", item=or_blank(x.title))
            for n, x in enumerate(meeting.items, 1)
        ]
        sections.append((t("Agenda"), tuple(lines)))
    who = t(
        "{people}. Whoever cannot come asks the group leader for leave beforehand.",
        people=_due(meeting, t),
    )
    sections.append((t("Who is to attend"), (who,)))
    return Notice(
        title=t("Notice of the meeting: {name}", name=name),
        to=_to(meeting, t),
        opening=_opening(meeting, name, t),
        sections=tuple(
            (numbered(n, t("1.")) + words, lines) for n, (words, lines) in enumerate(sections, 1)
        ),
        signed=plain(branch),
        on=on(issued, t),
    )


def _opening(meeting: Meeting, name: str, t: Translate) -> str:
    held = meeting.activity
    text = t(
        "{name} will be held on {time} at {place}.",
        name=name,
        time=_when(held.held_start, t),
        place=or_blank(held.place_text),
    )
    if any(item.prior_committee_item for item in meeting.items):
        text = t("As the branch committee has considered, {text}", text=text)
    if meeting.linked:
        others = listed([plain(a.title or t(a.type.title_)) for a in meeting.linked], t)
        return t(
            "{text} It is held together with {others}. The particulars:", text=text, others=others
        )
    return t("{text} The particulars:", text=text)


def _when(start: datetime | None, t: Translate) -> str:
    if start is None:
        return BLANK
    return t("{date} {time}", date=weekday_on(start.date(), t), time=f"{start:%H:%M}")


def _to(meeting: Meeting, t: Translate) -> str:
    match meeting.shape.due:
        case Due.committee:
            return t("To the members of the branch committee:")
        case Due.group:
            return t("To the members of {group}:", group=_group(meeting))
    return t("To the Party groups and all Party members:")


def _due(meeting: Meeting, t: Translate) -> str:
    match meeting.shape.due:
        case Due.committee:
            return t("All members of the branch committee")
        case Due.group:
            return t("All Party members of {group}", group=_group(meeting))
    return t("All Party members")


def _group(meeting: Meeting) -> str:
    return or_blank(next((g.name for g in meeting.groups if g.id == meeting.activity.group), None))

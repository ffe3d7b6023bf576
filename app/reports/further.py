"""What a meeting's record holds beside the usual parts: its kind's own entries, lists, corrections."""

from collections.abc import Iterable

from app.kinds import FieldShape, Kind
from app.records.meeting import Activity, State
from app.records.oversight import Correction
from app.reports.paper import Block, Head, Prose, Spoken, Table
from app.reports.wording import on, or_blank, paragraphs, plain
from app.services.life import Life
from app.services.meeting import Meeting
from db.model.change import Json
from db.model.words import Translate

_SAID_ELSEWHERE = frozenset(
    {"theme", "lecturer", "lecturer_capacity", "outline", "documents", "group"}
)
_KIND = Kind(Activity)


def own_rows(meeting: Meeting, t: Translate) -> Iterable[tuple[str, ...]]:
    """Yield the entries that the meeting's kind has of its own, where they are written."""
    for name in meeting.shape.fields:
        value = getattr(meeting.activity, name)
        field = _KIND.field(name)
        if field is None or name in _SAID_ELSEWHERE or value in (None, "", []):
            continue
        yield (t(field.title), _said(field, value, t))


def _said(field: FieldShape, value: Json, t: Translate) -> str:
    if field.type == "yes-no":
        return t("Yes") if value else t("No")
    choice = next((c.title_ for c in field.choices if c == value), "")
    return t(choice) if choice else plain(str(value))


def course_rows(meeting: Meeting, t: Translate) -> Iterable[tuple[str, ...]]:
    """Yield what became of the record: its version and why, when it was reviewed and filed."""
    held = meeting.activity
    if held.state == State.reopened or (held.version or 1) > 1:
        yield (t("Version of the record"), str(held.version or 1))
    if held.state_reason:
        yield (t("Reason"), plain(held.state_reason))
    if held.reviewed_on:
        yield (t("Reviewed on"), on(held.reviewed_on, t))
    if held.filed_on:
        yield (t("Filed on"), on(held.filed_on, t))


def outline(meeting: Meeting) -> tuple[str, ...]:
    """Return the outline of a lecture."""
    return paragraphs(meeting.activity.outline)


def life_blocks(life: Life, meeting: Meeting, t: Translate) -> list[Block]:
    """Return the list of an organisational-life meeting: what is written, and what is to be put right."""
    found: list[Block] = []
    for step in life.steps:
        lines = paragraphs(life.text(step.key))
        told = (plain(step.told(t)),) if step.told else ()
        if lines or told:
            found += [Head(t(step.title), 3), Prose((*lines, *told))]
        if step.key == "opinions" and life.opinions:
            found.append(Prose(tuple(plain(o.text or "") for o in life.opinions if o.text)))
        if step.key == "items" and life.items:
            found.append(_items(life, meeting, t))
        if step.key == "last_year" and life.last_items:
            found.append(_last_items(life, t))
    return found


def _items(life: Life, meeting: Meeting, t: Translate) -> Table:
    head = (t("No."), t("Problem"), t("Measure"), t("Responsible"), t("Due on"))
    rows = tuple(
        (
            str(n),
            or_blank(i.problem),
            or_blank(i.measure),
            or_blank(meeting.name(i.owner)),
            on(i.due_on, t),
        )
        for n, i in enumerate(life.items, 1)
    )
    return Table((12, -1, -1, 24, 30), head, rows, wide=(1, 2), size=11)


def _last_items(life: Life, t: Translate) -> Table:
    head = (t("No."), t("Problem"), t("Result and evidence"), t("Done on"))
    rows = tuple(
        (str(n), or_blank(i.problem), or_blank(i.result), on(i.done_on, t))
        for n, i in enumerate(life.last_items, 1)
    )
    return Table((12, -1, -1, 30), head, rows, wide=(1, 2), size=11)


def correction_blocks(corrections: Iterable[Correction], t: Translate) -> list[Block]:
    """Return what was appended after filing, each with its day and who wrote it."""
    found: list[Block] = []
    for one in corrections:
        who = t("{name}, {day}", name=or_blank(one.by), day=on(one.on, t))
        text = list(paragraphs(one.text))
        if one.field and text:
            text[0] = t("{label}: {text}", label=plain(one.field), text=text[0])
        if one.reason:
            text.append(t("Reason: {text}", text=plain(one.reason)))
        found.append(Spoken(t("{name}:", name=who), tuple(text)))
    return [Head(t("Corrections after filing")), *found] if found else []

"""Matters as rows: the list, the common problems with their solutions, what is compared."""

from datetime import date

from app.counting.matters import By, Compared
from app.records.service import MatterKind
from app.services.matterlists import Line
from db.model.words import Translate
from ui.desktop.service.standing import TONES, day_cell, due_words, origin_words
from ui.desktop.widgets.rows import Chip, Column, Row, Text


def columns(t: Translate) -> tuple[Column, ...]:
    """Return the columns of the list."""
    return (
        Column("raised_on", t("Raised on"), 100, sort="date"),
        Column("title", t("Matter"), sort="name"),
        Column("kind", t("Kind"), 130),
        Column("who", t("Responsible"), 110),
        Column("due_on", t("Due on"), 100, sort="date"),
        Column("state", t("State"), 150),
    )


def row_of(line: Line | None, today: date, t: Translate) -> Row:
    """Return a matter as a row; an empty one where it is gone since the list was read."""
    if line is None:
        return Row("", tuple(Text("") for _ in columns(t)))
    matter = line.matter
    tone, icon, words = due_words(line, today, t)
    state = t(matter.state.title_)
    if line.left is None:
        tone, icon = TONES[matter.state]
        chip = Chip(tone, icon, state)
    else:
        chip = Chip(tone or "info", icon or TONES[matter.state][1], words)
    return Row(
        line.id,
        (
            day_cell(matter.raised_on, today, t),
            Text(matter.title, origin_words(line, t)),
            Text(t(matter.kind.title_) if matter.kind else "", role="meta"),
            Text(line.responsible, role="strong"),
            day_cell(matter.due_on, today, t),
            chip,
        ),
    )


def compared_columns(name: str, t: Translate) -> tuple[Column, ...]:
    """Return the columns of a comparison."""
    return (
        Column("name", name),
        Column("matters", t("Matters"), 90, "right"),
        Column("timely", t("Done by their day"), 170, "right"),
        Column("satisfied", t("Satisfied"), 170, "right"),
    )


def compared_row(by: By, one: Compared, t: Translate) -> Row:
    """Return what a kind's or unit's matters come to as a row."""
    name = one.name
    if by == By.kind:
        name = next((t(k.title_) for k in MatterKind if k == one.name), one.name)
    share = t("{n} of {total} in time", n=one.timely, total=one.judged) if one.judged else ""
    if one.share is not None:
        share = f"{share}  {one.share:.0%}"
    mean = ""
    if one.satisfaction is not None:
        mean = t("{mean} of 5, {n} said|{mean} of 5, {n} said", mean=f"{one.satisfaction:.1f}", n=one.said)  # fmt: skip
    return Row(one.name, (Text(name), Text(str(one.matters)), Text(share), Text(mean)))

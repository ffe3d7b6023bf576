"""The closed-loop list (闭环清单): each matter from who raised it to what they were told of it."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.records.service import Feedback
from app.reports.paper import Block, Note, Sheet, Table
from app.reports.wording import paragraphs, plain
from app.services.matterlists import Line
from db.model.words import Translate

_LONG = 40


def closed_loop_sheet(
    lines: Sequence[Line],
    feedback: Mapping[str, Sequence[Feedback]],
    t: Translate,
    *,
    branch: str,
    under: Sequence[str] = (),
) -> Sheet:
    """Return matters as a list; ``under`` says what it was sifted by, ``feedback`` is by matter."""
    title = t("Closed-loop list of matters")
    rows = tuple(
        (str(n), *closed_loop_row(line, feedback.get(line.id, ()), t))
        for n, line in enumerate(lines, 1)
    )
    head = (t("No."), *closed_loop_heads(t))
    table = Table((7, -1.5, -1, -0.9, 19, 19, -1.4, 10, 15), head, rows, (1, 2, 3, 6), size=9)
    closed = sum(bool(feedback.get(line.id)) for line in lines)
    told = t(
        "{n} matter, {closed} answered|{n} matters, {closed} answered", n=len(lines), closed=closed
    )
    body: tuple[Block, ...] = (table, Note(told)) if rows else (Note(t("None.")),)
    lines_under = tuple(plain(line) for line in (branch, *under) if line)
    listed = t("{name} ({note})", name=title, note=len(lines))
    return Sheet(title=title, listed=listed, under=lines_under, blocks=body)


def closed_loop_heads(t: Translate, day: date | None = None) -> tuple[str, ...]:
    """Return the heads of the list; that of a day that has passed names it."""
    state = t("State") if day is None else t("State on {day}", day=day.isoformat())
    return (
        *(t("Matter"), t("Came from"), t("Responsible"), t("Due on"), t("Done on")),
        *(t("What was told"), t("Satisfied"), state),
    )


def closed_loop_row(line: Line, feedback: Sequence[Feedback], t: Translate) -> tuple[str, ...]:
    """Return one matter as the list tells it; the latest feedback stands for all of them."""
    m = line.matter
    source = t(m.source.title_) if m.source else ""
    return (
        plain(m.title),
        plain(line.partner or m.raised_by or "") or source,
        plain(line.responsible),
        m.due_on.isoformat() if m.due_on else "",
        m.done_on.isoformat() if m.done_on else "",
        _told(feedback[-1], t) if feedback else "",
        str(m.satisfaction or ""),
        t(m.state.title_),
    )


def _told(feedback: Feedback, t: Translate) -> str:
    text = " ".join(paragraphs(feedback.text))
    short = text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
    return t("{day} {to_whom}: {text}", day=feedback.on.isoformat(), to_whom=plain(feedback.to_whom), text=short)  # fmt: skip

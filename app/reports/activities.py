"""What was done with others in a period, on paper: each with its partners and numbers, and their sums."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.counting.lectured import Lectures
from app.counting.outcomes import Total, amount, said
from app.records.meeting import LectureDirection, LecturerCapacity
from app.reports.paper import Block, Head, Note, Sheet, Table
from app.reports.wording import numbered, on, or_blank, plain
from app.said import listed
from app.services.activities import Held, sums
from db.model.words import N_, Translate

_LIST = (9, 22, -3, 24, -4, 14, -3)
_SUMS = (10, -1, 44, 24)


def activities_sheet(
    held: Sequence[Held],
    lectured: Lectures,
    t: Translate,
    *,
    branch: str,
    first: date,
    last: date,
) -> Sheet:
    """Return the register of a period: the list, the sums, the lectures; what there is none of is left out."""
    title = t("Register of joint activities")
    span = t("{first} to {last}", first=on(first, t), last=on(last, t))
    parts: list[tuple[str, list[Block]]] = []
    if held:
        parts.append((t("What was done together"), [_list(held, t)]))
    if totals := sums(held):
        parts.append((t("Results added up"), [_sums(totals, t), Note(t(_UNITS_APART))]))
    if lectured.how_many():
        parts.append((t("Lectures by who speaks"), [_lectures(lectured, t)]))
    blocks: list[Block] = []
    for n, (words, body) in enumerate(parts, 1):
        blocks += [Head(numbered(n, t("1.")) + words), *body]
    if not parts:
        blocks.append(Note(t("Nothing was held with others in this period.")))
    return Sheet(
        title=title,
        listed=t("{name} ({note})", name=title, note=len(held)),
        under=(plain(branch), span),
        blocks=tuple(blocks),
    )


_UNITS_APART = N_("Numbers of different units are not added; shares and comparisons stand alone.")


def _list(held: Sequence[Held], t: Translate) -> Table:
    head = (
        t("No."), t("Date"), t("Title"), t("Kind"), t("Partner units"), t("Hosted or visited"),
        t("Results in numbers"),
    )  # fmt: skip
    rows = tuple(
        (
            str(n),
            one.day.isoformat(),
            or_blank(one.activity.title),
            t(one.kind.title_),
            listed([plain(name) for name in one.names], t),
            t(one.activity.direction.title_) if one.activity.direction else "",
            listed([plain(said(row, t)) for row in one.rows], t),
        )
        for n, one in enumerate(sorted(held, key=lambda h: h.day), 1)
    )
    return Table(_LIST, head, rows, wide=(2, 4, 6), size=10)


def _sums(totals: Iterable[Total], t: Translate) -> Table:
    head = (t("No."), t("What was counted"), t("In all"), t("Rows added"))
    rows = tuple(
        (
            str(n),
            plain(x.label),
            plain(amount(x.number, x.unit, t, at_least=x.at_least)),
            str(len(x.rows)),
        )
        for n, x in enumerate((x for x in totals if x.number is not None), 1)
    )
    return Table(_SUMS, head, rows, wide=(1,), size=11)


def lecture_rows(lectured: Lectures, t: Translate) -> tuple[tuple[str, ...], ...]:
    """Return lectures by capacity (a row) and direction (a column), in all at the end."""
    capacities: list[LecturerCapacity | None] = list(LecturerCapacity)
    if lectured.of(None):
        capacities.append(None)
    return tuple(
        (
            t(c.title_) if c else t("Capacity not written"),
            *(str(len(lectured.of(c, d))) for d in LectureDirection),
            str(len(lectured.of(c))),
        )
        for c in capacities
    )


def lecture_heads(t: Translate) -> tuple[str, ...]:
    """Return the heads of these rows."""
    return (t("Lecturer's capacity"), *(t(d.title_) for d in LectureDirection), t("In all"))


def _lectures(lectured: Lectures, t: Translate) -> Table:
    rows = (
        *lecture_rows(lectured, t),
        (t("Micro-lectures"), *("" for _ in LectureDirection), str(len(lectured.micro))),
    )
    return Table((-1, 32, 32, 32, 20), lecture_heads(t), rows, wide=(0,), size=11)

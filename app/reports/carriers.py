"""Commitments to hang up and their fulfilment list; posts, areas and teams; a selection round.

Members stand in the roster's order. No column counts anything of a person.
"""

from collections.abc import Callable, Sequence
from datetime import date

from app.counting.carriers import Kept
from app.records.cobuilding import Outcome
from app.records.vanguard import CarrierReview, ServiceTeam
from app.reports.paper import Block, Facts, Head, Note, Prose, Sheet, Table
from app.reports.together import outcome_table
from app.reports.wording import BLANK, numbered, on, or_blank, paragraphs, plain
from app.said import listed
from app.services.carriers import Held, Promise, Round
from db.model.words import N_, Translate

KEPT = {
    Kept.unwritten: N_("Not written yet"),
    Kept.running: N_("Under way"),
    Kept.overdue: N_("Past its day"),
    Kept.answered: N_("Not fulfilled, with a reason"),
    Kept.fulfilled: N_("Fulfilled"),
}
"""How a commitment stands, in words."""


def poster(promises: Sequence[Promise], t: Translate, *, branch: str, year: int) -> Sheet:
    """Return the commitments of a year to hang up: who, what, until when; only those that are written."""
    written = [p for p in promises if p.kept is not Kept.unwritten]
    rows = tuple(
        (plain(p.who) or BLANK, "\n".join(paragraphs(p.thing.text)), _day(p.thing.due_on, t))
        for p in written
    )
    head = (t("Who"), t("What is promised"), t("Due on"))
    blocks: list[Block] = []
    if rows:
        blocks.append(Table((30, -1, 42), head, rows, wide=(1,), size=13, tall=14))
    else:
        blocks.append(Note(t("No commitment of this year is written yet.")))
    return Sheet(
        title=t("Public commitments of {year}", year=year),
        listed=t("Public commitments of {year}", year=year),
        under=(plain(branch),),
        blocks=tuple(blocks),
    )


def fulfilment(promises: Sequence[Promise], t: Translate, *, branch: str, year: int) -> Sheet:
    """Return how the commitments of a year were kept, with the words that were written."""
    rows = tuple(
        (
            str(n),
            plain(p.who) or BLANK,
            "\n".join(paragraphs(p.thing.text)),
            _day(p.thing.due_on, t),
            _outcome(p, t),
        )
        for n, p in enumerate((p for p in promises if p.kept is not Kept.unwritten), 1)
    )
    head = (t("No."), t("Who"), t("What is promised"), t("Due on"), t("How it was kept"))
    open_ = sum(p.kept is Kept.unwritten for p in promises)
    blocks: list[Block] = [Table((10, 24, -1, 28, -1), head, rows, wide=(2, 4), size=10)]
    if open_:
        said = t("{n} begun and not written yet.|{n} begun and not written yet.", n=open_)
        blocks.append(Note(said))
    return Sheet(
        title=t("Fulfilment of the commitments of {year}", year=year),
        listed=t("Fulfilment of the commitments of {year}", year=year),
        under=(plain(branch),),
        blocks=tuple(blocks),
    )


def carriers_sheet(
    groups: Sequence[tuple[str, Sequence[Held]]],
    reviews: Callable[[str], Sequence[CarrierReview]],
    t: Translate,
    name: Callable[[str], str],
    *,
    branch: str,
    day: date,
) -> Sheet:
    """Return posts, areas and teams by group (a msgid each), with who, what for, and the looks at them."""
    blocks: list[Block] = []
    for n, (title, held) in enumerate(((g, h) for g, h in groups if h), 1):
        blocks.append(Head(numbered(n, t("1.")) + t(title)))
        for m, one in enumerate(held, 1):
            blocks.append(Head(numbered(m, t("(1)")) + or_blank(one.thing.name), 3))
            blocks.append(Facts(_facts(one, t, name)))
            text = one.thing.task if isinstance(one.thing, ServiceTeam) else one.thing.content
            if text:
                blocks.append(Prose(paragraphs(text)))
            looks = reviews(one.thing.id)
            if looks:
                blocks.append(_looks(looks, t))
    if not blocks:
        blocks.append(Note(t("None is on record.")))
    title = t("Demonstration posts, responsibility areas and teams")
    under = (plain(branch), t("As of {day}", day=on(day, t)))
    return Sheet(title=title, listed=title, under=under, blocks=tuple(blocks))


def round_sheet(
    one: Round, t: Translate, *, branch: str, left_out: int, numbers: Sequence[Outcome] = ()
) -> Sheet:
    """Return a selection round: what was asked, what units put forward, what its organiser decided.

    ``left_out`` exemplars of it are not named: they did not agree to be told of. ``numbers``: its rows.
    """
    thing = one.thing
    blocks: list[Block] = [
        Facts(
            (
                (t("Held by"), or_blank(thing.organiser), t("Document"), or_blank(thing.document)),
                (
                    t("Opened on"),
                    on(thing.opened_on, t),
                    t("Round ended on"),
                    on(thing.closed_on, t),
                ),
            )
        )
    ]
    if thing.terms_text:
        blocks += [Head(t("Conditions")), Prose(paragraphs(thing.terms_text))]
    blocks += _nominations(one, t)
    if thing.decision:
        blocks += [
            Head(t("Decision, as its organiser made it")),
            Prose(paragraphs(thing.decision)),
        ]
    blocks += _named(one, t)
    if left_out:
        words = t(
            "{n} exemplar is left out: their consent is not on record.|"
            "{n} exemplars are left out: their consent is not on record.",
            n=left_out,
        )
        blocks.append(Note(words))
    if numbers:
        blocks += [Head(t("Results in numbers")), outcome_table(numbers, t)]
    title = plain(thing.title)
    return Sheet(title=title, listed=title, under=(plain(branch),), blocks=tuple(blocks))


def _nominations(one: Round, t: Translate) -> list[Block]:
    units = {n.unit for n in one.nominations}
    count = t("{n} unit put forward|{n} units put forward", n=len(units))
    rows = tuple(
        (str(n), plain(x.unit), plain(x.nominee or ""), _day(x.on, t))
        for n, x in enumerate(one.nominations, 1)
    )
    head = (t("No."), t("From unit"), t("Who or what is put forward"), t("Date"))
    return [
        Head(t("{name} ({note})", name=t("Nominations"), note=count)),
        Table((10, -1, -1.4, 34), head, rows, wide=(2,), size=10.5),
    ]


def _named(one: Round, t: Translate) -> list[Block]:
    rows = tuple(
        (plain(e.who), plain(e.title), plain(e.named_by or ""), _day(e.named_on, t))
        for e in one.named
    )
    if not rows:
        return []
    head = (t("Who"), t("Title of honour"), t("Named by"), t("Named on"))
    return [
        Head(t("Exemplars named")),
        Table((-1, -1.4, -1.4, 34), head, rows, wide=(1, 2), size=10.5),
    ]


def _facts(one: Held, t: Translate, name: Callable[[str], str]) -> tuple[tuple[str, ...], ...]:
    thing = one.thing
    people = listed([plain(name(m)) or BLANK for m in thing.members], t)
    rows: list[tuple[str, ...]] = []
    if isinstance(thing, ServiceTeam):
        rows.append(
            (
                *(t("Kind"), t(thing.kind.title_) if thing.kind else BLANK),
                *(t("Team leader"), or_blank(name(thing.leader or ""))),
            )
        )
        others = t("and {n} other|and {n} others", n=thing.others) if thing.others else ""
        if others:
            people = t("{one}, {next}", one=people, next=others) if people else others
    else:
        rows.append((t("Place or what it covers"), or_blank(thing.place_text)))
    rows.append((t("Members"), people or BLANK))
    began = t("Set up on") if isinstance(thing, ServiceTeam) else t("Instituted on")
    after = (
        (t("Next review"), on(one.standing.next_on, t))
        if one.running
        else (t("Ended on"), on(thing.ended_on, t))
    )
    rows.append((began, on(thing.set_on, t), *after))
    return tuple(rows)


def _looks(looks: Sequence[CarrierReview], t: Translate) -> Table:
    rows = tuple(
        (
            _day(r.on, t),
            t(r.found.title_) if r.found else "",
            "\n".join(paragraphs(r.text)),
            plain(r.by or ""),
        )
        for r in reversed(looks)
    )
    head = (t("Date"), t("How it was found"), t("Note"), t("Looked at by"))
    return Table((32, 26, -1, 26), head, rows, wide=(2,), size=10)


def _outcome(one: Promise, t: Translate) -> str:
    lines = [t(KEPT[one.kept])]
    if one.thing.fulfilled_on:
        lines[0] = t("{one}, {next}", one=lines[0], next=on(one.thing.fulfilled_on, t))
    last = one.standing.last
    said = paragraphs(one.thing.fulfilment) or paragraphs(last.text if last else None)
    return "\n".join((*lines, *said))


def _day(day: date | None, t: Translate) -> str:
    return on(day, t) if day else ""

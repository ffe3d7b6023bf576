"""What stands in each chapter of the joint-building report, section by section, as tables of records."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from app.counting.agreements import renewals, stood, touches
from app.counting.chapters import Chapter
from app.counting.outcomes import amount, totals
from app.records.cobuilding import Outcome
from app.reports.alliance import STANDINGS
from app.reports.jointserved import service_sections
from app.reports.jointtables import Reading, Section, day, held, names, short, table
from app.reports.paper import Block, Table
from app.reports.reported import JointReport
from app.reports.wording import plain
from app.said import listed
from app.terms import ActivityType, JointKind
from db.model.words import Translate

_TOGETHER = frozenset({JointKind.joint_study, JointKind.lecture, JointKind.seminar})
_STUDY = frozenset({ActivityType.party_lecture, ActivityType.study_session, ActivityType.training})


def _party(r: Reading) -> Iterator[Section]:
    t, own = r.t, r.activities(Chapter.party)
    study = [a for a in own if a.joint_kind in _TOGETHER or a.type in _STUDY]
    days = [
        a
        for a in own
        if a not in study
        and (a.joint_kind == JointKind.joint_party_day or a.type == ActivityType.themed_party_day)
    ]
    rest = [a for a in own if a not in study and a not in days]
    yield t("Joint-building agreements"), _agreements(r)
    yield t("Turns as lead unit"), _turns(r)
    yield t("Matters of the joint conferences"), _conferences(r)
    yield t("Studying together"), held(study, r)
    yield t("Themed Party days held together"), held(days, r)
    if rest:
        yield t("Other activities of this chapter"), held(rest, r)


def _agreements(r: Reading) -> list[Block]:
    t, work = r.t, r.view.work
    agreements = work.facts.joint.agreements
    later = renewals(agreements)
    rows = []
    for a in agreements:
        if not (touches(a, work.first, work.last) or work.within(a.signed_on)):
            continue
        state = stood(a, work.last, later.get(a.id)).standing
        reviews = [x for x in work.facts.joint.reviews.get(a.id, ()) if work.within(x.on)]
        rows.append(
            (
                plain(a.title), names(a.parties, r), day(a.signed_on), day(a.valid_to),
                t(state.title_), str(len(reviews) or ""),
            )
        )  # fmt: skip
    head = (
        *(t("Agreement"), t("Other parties"), t("Signed on"), t("In force until")),
        *(t("State"), t("Reviews held")),
    )
    return table((-2, -1.6, 23, 23, 20, 14), head, rows, (0, 1))


def _turns(r: Reading) -> list[Block]:
    t, work = r.t, r.view.work
    rows = [
        (
            plain(r.name(turn.record.unit or "")) or t("Own unit"), day(turn.first),
            day(turn.last), day(turn.record.handed_over_on),
        )
        for turn in r.view.turns
        if work.running(turn.first, turn.last)
    ]  # fmt: skip
    head = (t("Lead unit"), t("From"), t("Until"), t("Handed over on"))
    return table((-2, -1, -1, -1), head, rows, (0,))


def _conferences(r: Reading) -> list[Block]:
    t = r.t
    rows = [
        (
            plain(short(m.resolution.text)), plain(m.conference.title or ""),
            plain(m.resolution.owner_unit or r.name(m.resolution.owner or "")),
            day(m.resolution.due_on), t(STANDINGS[m.standing]),
        )
        for m in r.view.matters
    ]  # fmt: skip
    head = (t("Matter"), t("Joint conference"), t("Responsible"), t("Due on"), t("State"))
    return table((-2, -1.4, -1.2, 23, 18), head, rows, (0, 1, 2))


def _innovation(r: Reading) -> Iterator[Section]:
    t, work = r.t, r.view.work
    yield t("Activities with others"), held(r.activities(Chapter.innovation), r)
    yield t("Exchange of people, mentors and apprentices"), _people(r)
    yield t("Competitions, works and honours"), _results(r)
    rows = [row for row, _ in work.outcomes]
    yield t("Outcomes in numbers"), _sums([o for o in rows if not o.source], r)
    yield t("Production figures, with their source"), _sums([o for o in rows if o.source], r)


def _people(r: Reading) -> list[Block]:
    t, work = r.t, r.view.work
    rows = [
        (
            t("Mentor and apprentice"), plain(f"{m.mentor} – {m.apprentice}"), plain(m.skill or ""),
            day(m.from_on or m.signed_on), day(m.to_on),
        )
        for m in work.mentorships
        if work.running(m.from_on or m.signed_on, m.to_on)
    ]  # fmt: skip
    rows += [
        (
            t(e.kind.title_) if e.kind else t("Exchange of people"), plain(e.person),
            plain(" → ".join(x for x in (e.from_unit, e.to_unit) if x)), day(e.from_on),
            day(e.to_on),
        )
        for e in work.exchanges
        if work.running(e.from_on, e.to_on)
    ]  # fmt: skip
    head = (t("Kind"), t("Who"), t("What"), t("From"), t("Until"))
    return table((-1, -1.2, -2, 23, 23), head, rows, (1, 2))


def _results(r: Reading) -> list[Block]:
    t, work = r.t, r.view.work
    rows = [
        (day(c.on), t("Competition"), plain(c.title), plain(c.result or ""))
        for c in work.of(work.competitions, lambda c: c.on)
    ]
    rows += [
        (
            day(w.made_on), t(w.kind.title_) if w.kind else t("Work"), plain(w.title),
            t("may be published") if w.may_be_shown else "",
        )
        for w in work.of(work.works, lambda w: w.made_on)
    ]  # fmt: skip
    rows += [
        (day(h.decided_on), t("Honour"), plain(h.title), plain(h.granted_by or ""))
        for h in work.of(work.honours, lambda h: h.decided_on)
    ]
    rows += [
        (day(n.on), t("Experience note"), plain(n.title), plain(n.author or ""))
        for n in work.of(work.notes, lambda n: n.on)
    ]
    head = (t("Date"), t("Kind"), t("Title"), t("Result, or by whom"))
    return table((23, -1, -2.4, -1.4), head, sorted(rows), (2, 3))


def _sums(rows: Sequence[Outcome], r: Reading) -> list[Block]:
    t = r.t
    kept = [
        (
            plain(total.label),
            plain(amount(total.number, total.unit, t, at_least=total.at_least)),
            listed([plain(s) for s in total.sources], t),
        )
        for total in totals(rows)
    ]
    if not kept:
        return []
    if not any(source for *_, source in kept):
        pairs = tuple(row[:2] for row in kept)
        return [Table((-2, -1), (t("What was counted"), t("Number")), pairs, wide=(0,), size=10.5)]
    head = (t("What was counted"), t("Number"), t("Number taken from"))
    return table((-2, -1, -1.6), head, kept, (0, 2))


_CHAPTERS: Mapping[Chapter, Callable[[Reading], Iterable[Section]]] = MappingProxyType(
    {
        Chapter.party: _party,
        Chapter.innovation: _innovation,
        Chapter.service: service_sections,
    }
)


def chapter_blocks(
    view: JointReport, chapter: Chapter, t: Translate, name: Callable[[str], str]
) -> Sequence[Section]:
    """Return the sections of a chapter; one without blocks has nothing on record."""
    return tuple(_CHAPTERS[chapter](Reading(view, t, name)))

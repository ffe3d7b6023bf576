"""The third chapter of the joint-building report: visits with their counters, matters, suggestions, deeds."""

from collections.abc import Iterator, Sequence

from app.counting.chapters import Chapter
from app.counting.handled import handled, solved_on
from app.counting.quota import Count, half_said, visited
from app.records.service import ServiceMatter
from app.reports.jointtables import Reading, Section, day, held, short, table
from app.reports.paper import Block, Head, Note, Table
from app.reports.wording import plain
from app.services.deeds import SUMS, deed_rows, donation_rows, service_rows, sum_rows
from app.services.quotas import STATES, QuotaView
from db.model.words import N_, Translate

_SIGNS = {"done": "√", "open": "△", "missed": "○", "unasked": "—"}
_DEEDS = (N_("Practical deed"), N_("Whom it helps"), N_("Done on"), N_("Result and evidence"))
_SERVICES = (
    *(N_("Date"), N_("Volunteer service"), N_("How many took part"), N_("People times hours")),
    N_("People served"),
)
_DONATIONS = (
    N_("Date"),
    N_("Donation or assistance"),
    N_("Given by"),
    N_("Given to"),
    N_("Amount"),
)
_DAYS = frozenset({"Date", "Done on"})


def service_sections(r: Reading) -> Iterator[Section]:
    """Yield the sections of the third chapter: visits, matters, suggestions, deeds."""
    t = r.t
    yield t("Visits and the half-year's counters"), _visits(r)
    yield t("Matters"), _matters(r)
    yield t("Suggestions"), _suggestions(r)
    yield t("Practical deeds, volunteers and donations"), _deeds(r)
    yield t("Activities with others"), held(r.activities(Chapter.service), r)


def _visits(r: Reading) -> list[Block]:
    t, work = r.t, r.view.work
    went = [
        e
        for e in visited(work.facts.service.visits.values(), work.facts.held)
        if work.within(e.day)
    ]
    visits = work.facts.service.visits
    rows = [
        (
            day(e.day),
            plain(r.name(visits[e.record].partner)) if e.record in visits
            else plain(r.name(e.record)),
            plain(short(visits[e.record].difficulties)) if e.record in visits else "",
        )
        for e in went
    ]  # fmt: skip
    head = (t("Date"), t("Enterprise"), t("What difficulties it has"))
    blocks = table((23, -1, -2), head, rows, (1, 2))
    for quota in r.view.quotas:
        blocks += _quota(quota, r)
    return blocks


def _quota(quota: QuotaView, r: Reading) -> list[Block]:
    if not quota.lines:
        return []
    t = r.t
    rows = [(plain(x.name), *(_SIGNS[c.state] for c in x.cells)) for x in quota.lines]
    head = (t("Enterprise"), *(t(c.title_) for c in Count))
    legend = "  ".join(f"{sign} {t(STATES[state])}" for state, sign in _SIGNS.items())
    title = t("{half}: counters", half=half_said(quota.half)(t))
    return [Head(title, 3), *table((-2, *(-1.0 for _ in Count)), head, rows, (0,)), Note(legend)]


def _matters(r: Reading) -> list[Block]:
    t, work = r.t, r.view.work
    found = handled(work.facts.service.matters, work.first, work.last)
    both = {m.id: m for m in (*found.raised, *found.solved)}
    rows = [_matter(m, r) for m in both.values()]
    head = (
        *(t("Matter"), t("Came from"), t("Responsible"), t("Raised on"), t("Done on")),
        *(t("Satisfied"), t("State")),
    )
    return table((-2, -1.2, -1.1, 22, 22, 13, 18), head, rows, (0, 1))


def _matter(matter: ServiceMatter, r: Reading) -> tuple[str, ...]:
    return (
        plain(matter.title),
        plain(r.name(matter.partner or "") or matter.raised_by or ""),
        plain(matter.owner_unit or r.name(matter.owner or "")),
        day(matter.raised_on),
        day(solved_on(matter)),
        str(matter.satisfaction or ""),
        r.t(matter.state.title_),
    )


def _suggestions(r: Reading) -> list[Block]:
    t, work = r.t, r.view.work
    rows = [
        (day(s.received_on), plain(s.title), plain(s.unit or ""), t(s.state.title_), day(s.replied_on))
        for s in work.of(work.facts.service.suggestions, lambda s: s.received_on)
    ]  # fmt: skip
    head = (t("Came in on"), t("Suggestion"), t("From unit"), t("State"), t("Replied on"))
    return table((23, -2, -1, 18, 23), head, rows, (1,))


def _deeds(r: Reading) -> list[Block]:
    t, found = r.t, r.view.deeds
    if found.empty:
        return []
    blocks: list[Block] = []
    for title, head, columns, rows in (
        (N_("Practical deeds"), _DEEDS, (0, 1, 5, 6), deed_rows(found.deeds, t, r.name)),
        (N_("Volunteer service"), _SERVICES, (0, 1, 3, 5, 6), service_rows(found.services, t, r.name)),
        (N_("Donations and assistance"), _DONATIONS, (0, 1, 3, 4, 5), donation_rows(found.donations, t)),
    ):  # fmt: skip
        if rows:
            blocks += [Head(t(title), 3), _cut(head, columns, rows, t)]
    sums = tuple((plain(label), plain(value)) for label, value in sum_rows(found.sums, t))
    blocks += [
        Head(t(SUMS), 3),
        Table((-2, -1), (t("What"), t("How much")), sums, wide=(0,), size=10.5),
    ]
    return blocks


def _cut(
    head: Sequence[str], columns: Sequence[int], rows: Sequence[Sequence[str]], t: Translate
) -> Table:
    kept = tuple(tuple(plain(short(row[at])) for at in columns) for row in rows)
    widths = tuple(23.0 if word in _DAYS else -1.0 for word in head)
    wide = tuple(at for at, word in enumerate(head) if word not in _DAYS)
    return Table(widths, tuple(t(word) for word in head), kept, wide=wide, size=10)

"""What holds for every rule whatever stands in a book: nothing is raised, nothing is hushed up.

Facts are drawn at random: half-filled records, references to nothing, days in any order, numbers
that cannot be. A book that came by sync from an older or a broken laptop looks like that.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from app.declare import Choice, RecordType
from app.records.development import DevelopmentCase, DevelopmentStep
from app.records.evidence import SignInSheet
from app.records.flow import DuesTick, FlowRecord, GroupMembership, LostContactCase
from app.records.life import (
    Appraisal,
    AppraisalResult,
    LifeMeeting,
    RectificationItem,
    SelfExamination,
)
from app.records.meeting import Activity, AgendaItem, Motion, Presence, Resolution, Role
from app.records.member import ContactEntry, LeaveOrAbsence, Member, MemberStatusEvent
from app.records.organisation import Branch, OfficeHolding, PartyGroup, Project, TermOfOffice
from app.records.plan import Plan, PlanItem
from app.records.study import Circulation, DocumentReceipt, StudyRecord
from app.records.talks import HeartToHeartTalk
from app.records.voting import ElectionCandidate, WrittenOpinion
from app.rules.catalogue import RULES
from app.rules.facts import Facts, Seat
from app.rules.finding import Finding
from app.rules.pack import Entry, Pack, Text
from app.rules.rulebook import Rulebook, Situation
from app.rules.shelves import Ballots, Growth, Life, Moves, Papers, Passage
from app.rules.shipped import shipped
from app.words import Catalogue
from tests.app.rules.conftest import grouped, made, meeting

R = TypeVar("R", bound=RecordType)
SLOW = settings(
    max_examples=20,
    deadline=None,
    # A book of thirty kinds shrinks for minutes and still says little; the traceback says enough.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)

IDS = st.sampled_from(["a", "b", "c", "m1", "m2", "gone", ""])
DAYS = st.dates(date(2024, 11, 1), date(2027, 3, 1))
MOMENTS = st.datetimes(datetime(2024, 11, 1), datetime(2027, 3, 1))  # noqa: DTZ001
TEXTS = st.sampled_from(
    ["", "x", "王磊、李强", "2026-05", "学习制度，每月集中学习一次。" * 9, "街道"]
)
STRICT = Pack(
    "hq",
    "1",
    Text("总部"),
    entries=(
        Entry("R25", thresholds={"secretary_hours": 56.0, "trainings": 1}),
        Entry("R35", thresholds={"photo": True}),
        Entry("R19", "alien", thresholds={"terms": ("街道",)}),
        Entry("R05", thresholds={"present_inclusive": False}),
        Entry("R12", severity="warning", scope=frozenset({"temporary"})),
    ),
)
BOOKS = {
    kind: Rulebook((*shipped(), STRICT), Situation(kind))
    for kind in ("ordinary", "joint", "mobile", "temporary")
}


def value(field: FieldInfo) -> st.SearchStrategy[Any]:
    """Return what may stand in a field, as it is stored."""
    kind = str(field.annotation)
    for part in getattr(field.annotation, "__args__", (field.annotation,)):
        if isinstance(part, type) and issubclass(part, Choice):
            return st.sampled_from([c.value for c in part])
    if "datetime" in kind:
        return MOMENTS.map(datetime.isoformat)
    if "date" in kind:
        return DAYS.map(date.isoformat)
    if "list" in kind:
        return st.lists(IDS, max_size=3)
    if "bool" in kind:
        return st.booleans()
    if "float" in kind:
        return st.floats(0, 200)
    if "int" in kind:
        return st.integers(0, 40) | st.integers(2024, 2027)
    return IDS | TEXTS


@cache
def filled(model: type[RecordType], but: frozenset[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Return what may stand in a record's fields: what it cannot do without, and any of the rest."""
    fields = {n: f for n, f in model.model_fields.items() if n not in but}
    needed = {n: value(f).map(lambda v: v or "x") for n, f in fields.items() if f.is_required()}
    free = {n: value(f) for n, f in fields.items() if not f.is_required()}
    return st.fixed_dictionaries(needed, optional=free)


def body(model: type[RecordType], **fixed: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Return what may stand in a record beside what is fixed."""
    return filled(model, frozenset(fixed)).map(lambda found: found | fixed)


def records(model: type[R], most: int = 2, **fixed: Any) -> st.SearchStrategy[list[R]]:
    """Return a few records of a type, each field filled or not."""
    one = st.tuples(st.sampled_from("pqrst"), body(model, **fixed))
    return st.lists(one, max_size=most, unique_by=lambda pair: pair[0]).map(
        lambda found: [made(model, f"{model.shape.name}{i}", **b) for i, b in found]
    )


@cache
def seats() -> st.SearchStrategy[list[Seat]]:
    one = st.builds(
        Seat,
        st.just("s"),
        st.sampled_from(["m1", "m2"]),
        IDS,
        st.booleans(),
        st.sampled_from(Role),
        st.none() | st.sampled_from(Presence),
        TEXTS,
        st.sampled_from(["", "2026-05-08T10:00:00", "2026-05-08T10:00:00+08:00", "x"]),
    )
    return st.lists(one, max_size=6)


@st.composite
def books(draw: Callable[[Any], Any]) -> Facts:
    """Return facts of a book in any state of disorder."""
    meetings = [
        made(Activity, name, **draw(body(Activity, held_start=draw(MOMENTS).isoformat())))
        for name in ("m1", "m2")
    ]
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 500)))
    rows = draw(seats())
    motions = draw(records(Motion, activity="m1"))
    appraisals = draw(records(Appraisal, 1, activity="m1"))
    branch = draw(records(Branch, 1))
    return Facts(
        draw(DAYS),
        first,
        last,
        branch[0] if branch else None,
        groups=draw(records(PartyGroup)),
        members={i: made(Member, i, **draw(body(Member, name=i))) for i in "abc"},
        activities=sorted(meetings, key=lambda a: a.held_start or datetime.min),  # noqa: DTZ901
        seats={m: [s for s in rows if s.activity == m] for m in ("m1", "m2")},
        motions={"m1": motions},
        items={"m1": draw(records(AgendaItem, activity="m1"))},
        resolutions={"m1": draw(records(Resolution, activity="m1"))},
        sheets={"m1": draw(records(SignInSheet, activity="m1"))},
        spoken=draw(st.frozensets(st.sampled_from(["m1", "m2"]))),
        studies=draw(records(StudyRecord)),
        leaves=draw(records(LeaveOrAbsence, from_on="2026-01-01")),
        events=draw(records(MemberStatusEvent)),
        offices=draw(records(OfficeHolding, 4)),
        grouped=draw(records(GroupMembership)),
        terms=draw(records(TermOfOffice)),
        entered=draw(st.dictionaries(st.sampled_from(["m1", "m2"]), MOMENTS)),
        counted_from=draw(st.just(date.min) | DAYS),
        life=Life(
            {s.activity: s for s in draw(records(LifeMeeting, 1, activity="m1"))},
            grouped(draw(records(SelfExamination, activity="m1")), "activity"),
            draw(st.frozensets(st.sampled_from(["m1"]))),
            draw(records(RectificationItem)),
            {a.activity: a for a in appraisals},
            {a.id: draw(records(AppraisalResult, appraisal=a.id)) for a in appraisals},
            draw(records(HeartToHeartTalk)),
        ),
        moves=Moves(
            draw(records(FlowRecord)),
            draw(records(ContactEntry, on="2026-02-01")),
            draw(records(DuesTick, month="2026-02")),
            draw(records(LostContactCase)),
        ),
        papers=Papers(
            {r.id: r for r in draw(records(DocumentReceipt))},
            grouped(draw(records(Circulation)), "document"),
            {p.id: p for p in draw(records(Plan))},
            draw(records(PlanItem)),
            {"m1": frozenset(draw(st.lists(st.sampled_from(["photo", "scan", ""]))))},
            next(iter(draw(records(Project, 1))), None),
        ),
        ballots=Ballots(
            {v.id: draw(records(WrittenOpinion, motion=v.id)) for v in motions},
            {v.id: draw(records(ElectionCandidate, motion=v.id)) for v in motions},
        ),
        growth=_growth(draw(records(DevelopmentCase, 1)), draw(records(DevelopmentStep, 6))),
        texts=draw(passages()),
        clock_ahead=draw(st.none() | st.integers(-(10**6), 10**6)),
    )


def _growth(cases: list[DevelopmentCase], steps: list[DevelopmentStep]) -> Growth:
    return Growth(cases, {case.id: steps for case in cases})


@cache
def passages() -> st.SearchStrategy[list[Passage]]:
    one = st.builds(
        Passage,
        IDS,
        st.sampled_from(["speech", "reflection", "activity", "other"]),
        st.just("text"),
        IDS,
        DAYS,
        TEXTS,
        IDS,
    )
    return st.lists(one, max_size=4).map(lambda found: sorted(found, key=lambda p: p.day))


def every(facts: Facts, book: Rulebook) -> list[Finding]:
    """Return what all rules find."""
    return [f for rule in RULES for f in rule.check(facts, book) if f is not None]


@SLOW
@given(books(), st.sampled_from(sorted(BOOKS)))
def test_no_rule_ever_raises_and_every_finding_can_be_read(facts: Facts, kind: str) -> None:
    for finding in every(facts, BOOKS[kind]):
        for language in ("en", "zh_CN"):
            t = Catalogue(language)
            for text in (finding.said(t), finding.reason(t), finding.source(t)):
                assert text
                assert "{" not in text
        assert finding.about
        assert finding.ruling is not None
        assert finding.ruling.rule == finding.rule
        assert finding.explanation_id


@SLOW
@given(books(), st.sampled_from(sorted(BOOKS)))
def test_two_reminders_of_a_rule_are_never_explained_by_one_sentence(
    facts: Facts, kind: str
) -> None:
    # An error is not explained at all: several faults of one vote stand under its one name.
    reminders = [f for f in every(facts, BOOKS[kind]) if not f.is_error]
    names = [(f.explanation_id, f.what.msgid) for f in reminders]
    by_id: dict[str, set[str]] = {}
    for name, msgid in names:
        by_id.setdefault(name, set()).add(msgid)
    assert {name: said for name, said in by_id.items() if len(said) > 1} == {}


@SLOW
@given(books(), st.sampled_from(sorted(BOOKS)))
def test_an_unrelated_record_takes_no_error_away(facts: Facts, kind: str) -> None:
    before = {(f.rule, f.about, f.what.msgid) for f in every(facts, BOOKS[kind]) if f.is_error}
    other = meeting("elsewhere", "joint_conference", "2031-05-08T10:00:00", state="planned")
    person = made(Member, "stranger", name="新来的", status="left")
    paper = made(DocumentReceipt, "unread", title="另一份")
    more = replace(
        facts,
        activities=[*facts.activities, other],
        members={**facts.members, "stranger": person},
        papers=replace(facts.papers, receipts={**facts.papers.receipts, "unread": paper}),
        studies=[*facts.studies, made(StudyRecord, "later", topic="t", held_on="2031-01-01")],
    )
    after = {(f.rule, f.about, f.what.msgid) for f in every(more, BOOKS[kind]) if f.is_error}
    assert before <= after


@SLOW
@given(books())
def test_the_same_facts_give_the_same_findings(facts: Facts) -> None:
    assert every(facts, BOOKS["ordinary"]) == every(replace(facts), BOOKS["ordinary"])


@SLOW
@given(books(), st.sampled_from(sorted(BOOKS)))
def test_only_contradictions_cannot_be_explained(facts: Facts, kind: str) -> None:
    for finding in every(facts, BOOKS[kind]):
        assert finding.is_error != any(a.key == "explain" for a in finding.actions)


@pytest.mark.parametrize("rule", [f"R{n:02d}" for n in range(1, 43)])
def test_every_rule_of_the_catalogue_is_checked(rule: str) -> None:
    # R07 and R37 are told by the votes' own checks too; a rule without any check would be a promise.
    assert any(r.id == rule for r in RULES)

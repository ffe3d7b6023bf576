"""Every rule there is: which thresholds it takes, which way is stricter.

A pack fills these in and adds its source; a rule that is not here cannot be checked, so a pack that
names it is refused. ``part`` names a second point of the same rule that has its own severity or
stands in another pack. docs/rules.md shows this table; a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.rules.schema import Day, Flag, Number, Share, Threshold, Word, Words


@dataclass(frozen=True, slots=True)
class Known:
    """One rule or part of a rule.

    ``cases`` are circumstances that may have a severity of their own. ``lowerable`` names branch
    types for which HQ may lower a national rule's severity (that the regulation binds them is a
    reading, not its words).
    """

    rule: str
    part: str = ""
    thresholds: Mapping[str, Threshold] = field(default_factory=dict)
    cases: tuple[str, ...] = ()
    lowerable: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, str]:
        """Return what it is looked up by."""
        return (self.rule, self.part)


_TEMPORARY = frozenset({"temporary"})


def _at_least(default: float, high: float = 60) -> Number:
    return Number(default, 0, high, "higher")


def _within(default: float, high: float = 3650) -> Number:
    return Number(default, 0, high, "lower")


def _said(default: float, high: float = 3650) -> Number:
    # Neither way is stricter: only what shows earlier or later.
    return Number(default, 0, high, "")


_SECRET = Word(("any", "secret_ballot"), ordered=True)
_OF_TERM = ("admission", "discipline", "disposal", "dues", "congress_delegates", "term_election")

_CONCENTRATED = ("concentrated", "online", "away")

_MEETINGS = (
    Known("R01", thresholds={"min_count": _at_least(0)}, lowerable=_TEMPORARY),
    Known("R02", thresholds={"min_count": _at_least(0)}, lowerable=_TEMPORARY),
    Known("R03", thresholds={"min_count_per_group": _at_least(0)}, lowerable=_TEMPORARY),
    Known("R04", thresholds={"min_count": _at_least(0)}),
    Known(
        "R05",
        thresholds={"present": Share("1/2"), "present_inclusive": Flag(True, strict=False)},
        cases=("recorded_passed",),
    ),
    Known("R06", thresholds={"yes": Share("1/2"), "yes_inclusive": Flag(False, strict=False)}),
    Known(
        "R07",
        thresholds={
            "present": Share("1/2"),
            "present_inclusive": Flag(False, strict=False),
            "yes": Share("1/2"),
            "yes_inclusive": Flag(False, strict=False),
            "one_candidate_per_vote": Flag(False, strict=True),
            "method": _SECRET,
        },
    ),
    Known("R08"),
    Known("R09"),
    Known(
        "R10",
        thresholds={
            "term_years": Number(3, 1, 10, ""),
            "superior_notice_months": _said(6, 24),
            "max_shift_years": Number(1, 0, 10, "lower", whole=False),
            "shift_needs_approval": Flag(False, strict=True),
        },
    ),
    Known("R10", "soon", {"soon_months": _said(3, 24)}),
    Known("R11", thresholds={"min_count": _at_least(0)}),
    Known("R11", "day", {"tolerance_days": _within(7, 31)}),
    Known(
        "R12",
        thresholds={
            "min_full_members": _at_least(3, 100),
            "max_members_generally": Number(50, 1, 1000, "lower"),
            "joint_max_units_generally": Number(5, 1, 100, "lower"),
            "project_min_months": Number(6, 0, 120, ""),
            "committee_from_full_members": Number(7, 1, 100, "lower"),
            "committee_min": Number(3, 1, 20, "higher"),
            "committee_max_generally": Number(7, 1, 50, "lower"),
        },
    ),
    Known("R13"),
    Known("R13", "admission"),
    Known("R13", "items"),
    Known("R14"),
    Known("R14", "reasons"),
    Known("R14", "arrivals", thresholds={"people": Number(5, 2, 1000, "lower")}),
    Known(
        "R15",
        thresholds={"late_days": _within(3), "very_late_days": _within(30)},
        cases=("very_late",),
    ),
    Known("R15", "same_day", thresholds={"meetings": Number(3, 2, 100, "lower")}),
    Known("R16"),
    Known("R17"),
    Known("R18"),
    Known(
        "R19",
        thresholds={
            "alike": Number(0.85, 0.3, 1, "lower", whole=False),
            "alike_long": Number(0.6, 0.3, 1, "lower", whole=False),
            "long_from": Number(800, 50, 100_000, ""),
            "shortest": Number(60, 1, 10_000, ""),
        },
    ),
    Known("R19", "alien", thresholds={"terms": Words((), (), "more")}),
)
_LIFE = (
    Known(
        "R20",
        thresholds={"min_count": _at_least(0)},
        lowerable=_TEMPORARY,
    ),
    Known(
        "R20",
        "due",
        {
            "remind_on": Day("10-15"),
            "due_on": Day("12-31"),
            "due_next_year": Flag(False, strict=False),
        },
    ),
    Known(
        "R21",
        thresholds={
            "required": Words(
                (),
                (
                    "theme",
                    "study",
                    "talks",
                    "opinions",
                    "problems",
                    "criticism",
                    "rectification_direction",
                    "rectification_items",
                ),
                "more",
            )
        },
    ),
    Known(
        "R21",
        "practice",
        {"required": Words((), ("self_examination", "last_year_report"), "more")},
    ),
    Known(
        "R22",
        thresholds={
            "min_count": _at_least(0),
            "steps": Words((), ("self", "mutual", "measurement", "conclusion"), "more"),
            "probationary_level": Flag(False, strict=False),
        },
    ),
    Known("R22", "feedback", {"feedback": Flag(False, strict=True)}),
    Known("R23", thresholds={"max_excellent": Share("1/1", "lower")}),
    Known(
        "R24",
        thresholds={
            "committee_pairwise": _at_least(0),
            "each_member_with_committee": _at_least(0),
            "each_member_with_member": _at_least(0),
        },
        cases=("member_with_member",),
        lowerable=_TEMPORARY,
    ),
    Known(
        "R25",
        thresholds={
            "member_hours": Number(0, 0, 1000, "higher", whole=False),
            "secretary_hours": Number(0, 0, 1000, "higher", whole=False),
            "committee_hours": Number(0, 0, 1000, "higher", whole=False),
            "trainings": _at_least(0, 12),
            # The text asks for concentrated study; what else a unit counts, its pack adds.
            "counted": Words(_CONCENTRATED, (*_CONCENTRATED, "self_study"), "more"),
        },
        cases=("secretary",),
    ),
    Known("R25", "pace", {"slack_hours": Number(2, 0, 1000, "lower", whole=False)}),
)
_PEOPLE = (
    Known(
        "R26",
        thresholds={
            "away_months": Number(6, 1, 24, "lower"),
            "transfer_needs_fixed_place": Flag(True, strict=False),
            "abroad_contact_months": Number(6, 1, 24, "lower"),
        },
    ),
    Known("R26", "contact", {"contact_days": Number(90, 1, 366, "lower")}),
    Known(
        "R27",
        thresholds={
            "lost_months": Number(6, 1, 24, "lower"),
            "search_log_required": Flag(False, strict=True),
            "removal_years_after_suspension": Number(2, 1, 10, ""),
        },
    ),
    Known("R28"),
    Known("R28", "agreement"),
    Known("R28", "expiry", thresholds={"soon_days": _said(60, 366)}, cases=("expired",)),
    Known("R29"),
    Known(
        "R29",
        "quota",
        thresholds={
            "visits": _at_least(1),
            "discussion": _at_least(1),
            "policy": _at_least(1),
            "difficulty": _at_least(1),
            "project": _at_least(1),
            "party_day": _at_least(1),
            "remind_months": _said(1, 6),
        },
        cases=("running",),
    ),
    Known("R30"),
    Known("R31"),
    Known("R32", thresholds={"filing_days": _within(3, 366)}),
    Known("R33", thresholds={"excluded": Words((), _OF_TERM, "more")}),
    Known("R33", "admission"),
    Known("R34"),
    Known("R34", "recorder", thresholds={"from_members": Number(5, 1, 100, "lower")}),
    Known("R35", thresholds={"photo": Flag(False, strict=True)}),
    Known("R35", "circulation", {"circulate_days": Number(30, 1, 366, "lower")}),
    Known("R36", thresholds={"max_minutes": Number(20, 1, 240, "lower")}),
    Known(
        "R37",
        thresholds={
            "present": Share("4/5"),
            "present_inclusive": Flag(True, strict=False),
            "yes": Share("1/2"),
            "yes_inclusive": Flag(False, strict=False),
            "surplus_candidates_percent": Number(20, 0, 200, "higher"),
            "method": _SECRET,
        },
    ),
    Known(
        "R38",
        thresholds={"present": Share("1/2"), "present_inclusive": Flag(True, strict=False)},
    ),
    Known("R39", thresholds={"max_months": Number(1, 1, 24, "lower")}),
    Known(
        "R40",
        thresholds={
            "first_talk_months": Number(1, 1, 24, "lower"),
            "activist_review_months": Number(6, 1, 24, "lower"),
            "activist_min_years": Number(1, 0, 10, "higher"),
            "publicity_workdays": Number(5, 0, 60, "higher"),
            "training_days": Number(3, 0, 60, "higher"),
            "training_hours": Number(24, 0, 500, "higher"),
            "approval_months": Number(3, 1, 24, "lower"),
            "approval_max_months": Number(6, 1, 24, "lower"),
            "oath_months_generally": Number(1, 1, 24, "lower"),
            "probation_years": Number(1, 1, 5, ""),
            "extension_min_months": Number(6, 0, 24, ""),
            "extension_max_months": Number(12, 0, 24, "lower"),
            "extensions": Number(1, 0, 5, "lower"),
        },
        cases=("over",),
    ),
    Known("R40", "notice", {"notice_days": _said(30, 366)}),
    Known(
        "R41",
        thresholds={
            "months": Number(6, 1, 24, "lower"),
            "any_of": Words((), ("organizational_life", "dues", "assigned_work"), "more"),
        },
    ),
    Known(
        "R42",
        thresholds={
            "excluded": Words(
                (),
                (
                    "probationary",
                    "probation_within_party",
                    "rights_suspended_by_detention_or_arrest",
                    "membership_suspended",
                ),
                "more",
            )
        },
    ),
    Known("R42", "micro"),
    Known("R43"),
    Known("R43", "loans"),
    Known("R44"),
    Known("R44", "closed"),
    Known("R44", "suggestions", {"answer_days": _within(15, 366)}),
    Known("R46", thresholds={"answer_days": Number(14, 1, 366, "lower")}),
    Known("R46", "shown", {"min_days": _at_least(5, 366)}),
    Known("R46", "box", {"least_slips": Number(3, 2, 50, "higher"), "days": _at_least(7, 60)}),
    Known("D01"),
    Known("R45", thresholds={"review_days": _within(180, 1000)}),
    Known("R45", "fulfilment"),
    Known("R45", "milestones"),
)
KNOWN = {known.key: known for known in (*_MEETINGS, *_LIFE, *_PEOPLE)}
"""All of them, by rule and part."""

"""What a joint-building report shows, as a value: records read once, sums that `app.counting` defines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.counting.alliance import Point
from app.counting.chapters import OwnWords
from app.counting.conferences import Matter
from app.counting.periods import Span
from app.counting.planned import Outcome as PlanOutcome
from app.counting.rotation import Turn
from app.records.cobuilding import Outcome
from app.records.meeting import Activity
from app.records.plan import Plan, PlanItem
from app.said import Said
from app.services.deeds import DeedPeriod
from app.services.dimensions import CoverageView
from app.services.jointwork import JointWork
from app.services.numbered import Number
from app.services.quotas import QuotaView


@dataclass(frozen=True)
class PlanLine:
    """One planned item of the period: what became of it, and by which meeting."""

    item: PlanItem
    plan: Plan
    outcome: PlanOutcome
    meeting: Activity | None = None


@dataclass(frozen=True)
class JointReport:
    """Everything the report shows. ``titles`` are the chapters', ``rows`` outcomes by what they are about."""

    span: Span
    said: Said
    work: JointWork
    titles: Sequence[str]
    tokens: Sequence[str]
    words: OwnWords
    numbers: Sequence[Number]
    plan: Sequence[PlanLine]
    rows: Mapping[str, Sequence[Outcome]]
    turns: Sequence[Turn]
    matters: Sequence[Matter]
    deeds: DeedPeriod
    quotas: Sequence[QuotaView]
    growth: Sequence[Point] = ()
    coverage: CoverageView | None = None

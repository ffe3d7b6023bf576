"""What was done with others, as a meeting holds it: its partners, what it is called under, its numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.counting.together import is_joint, widest
from app.records.alliance import PartnerOrganization, PartnerScope
from app.records.cobuilding import Outcome
from app.records.meeting import Activity
from app.services.records import Records


@dataclass(frozen=True, slots=True)
class Shared:
    """Partners of the register in the order they were named; names of tags and of the campaign."""

    partners: tuple[PartnerOrganization, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, record: str) -> str:
        """Return what a partner, a tag or the campaign is called; what nobody knows as it stands."""
        return self.names.get(record) or record

    @property
    def scope(self) -> PartnerScope | None:
        """Return how far from home the farthest partner is."""
        return widest(p.scope for p in self.partners)


def read_shared(records: Records, activity: Activity) -> Shared:
    """Return whom a meeting was held with; nothing is read for one of the branch's own."""
    if not (activity.partners or activity.tags or activity.campaign):
        return Shared()
    ids = tuple(dict.fromkeys(activity.partners))
    partners = tuple(p for i in ids if (p := records.get(PartnerOrganization, i)) is not None)
    named = (*ids, *activity.tags, *((activity.campaign,) if activity.campaign else ()))
    return Shared(partners, {one: records.name(one) for one in named})


def shared_is_same(before: Activity, after: Activity) -> bool:
    """Tell whether two readings of a meeting name the same partners, tags and campaign."""
    was, now = before, after
    return (was.partners, was.tags, was.campaign) == (now.partners, now.tags, now.campaign)


def is_shared(activity: Activity, rows: Sequence[Outcome]) -> bool:
    """Tell whether a meeting was held with others, or has numbers that came of it."""
    return is_joint(activity) or bool(rows)

"""Agreements on joint building: listed by what they want, signed, planned, reviewed, renewed, ended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.counting.agreements import (
    Standing,
    Stood,
    names_another,
    next_term,
    renewals,
    stood,
    term_of,
    urgency,
)
from app.counting.periods import days_after
from app.records.alliance import (
    AgreementReview,
    AgreementState,
    CobuildAgreement,
    PartnerOrganization,
)
from app.records.meeting import Activity, State
from app.records.plan import Plan, PlanKind
from app.rules.rulebook import Rulebook
from app.rules.shipped import usual
from app.said import Said, say
from app.services.edits import edit_of
from app.services.planning import Planning, PlanView
from app.services.records import Records
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound
from db.model.query import Where
from db.model.record import Applied
from db.model.words import N_, Translate

_GOES_ON = (
    *("title", "kind", "parties", "our_side", "other_side"),
    *("contents", "tags", "contacts", "quota"),
)
"""What a renewal takes over; who signs it, and when, is new."""


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement as a list shows it. ``parties`` are names of the others; ``renewed_by`` the one that renews it."""

    agreement: CobuildAgreement
    stood: Stood
    parties: tuple[str, ...]
    renewed_by: CobuildAgreement | None = None

    @property
    def id(self) -> str:
        """Return the agreement's id."""
        return self.agreement.id

    @property
    def sides(self) -> int:
        """Return how many parties there are, this branch among them."""
        return len(self.parties) + 1


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One agreement with what hangs on it: plans (the latest first), reviews, what was held under it."""

    line: AgreementLine
    renews: CobuildAgreement | None
    plans: tuple[PlanView, ...]
    reviews: tuple[AgreementReview, ...]
    activities: tuple[Activity, ...]

    def plan_of(self, year: int) -> PlanView | None:
        """Return the plan of a year."""
        return next((view for view in self.plans if _is_of(view.plan, year)), None)


class Agreements:
    """The use cases of agreements."""

    def __init__(self, records: Records, rulebook: Callable[[], Rulebook] = usual) -> None:
        self._records, self._rulebook = records, rulebook

    # Reading

    def listed(self, today: date) -> list[AgreementLine]:
        """Return all agreements, what wants something first."""
        held = self._records.all(CobuildAgreement)
        renewed, names, soon = renewals(held), self.names(), self._soon_days(today)
        lines = [self._line(one, today, renewed, names, soon) for one in held]
        return sorted(lines, key=lambda line: (*urgency(line.stood), line.agreement.title))

    def view(self, agreement: str, today: date) -> AgreementView | None:
        """Return one agreement with what hangs on it, None where there is none."""
        found = self._records.get(CobuildAgreement, agreement)
        if found is None:
            return None
        renewed = renewals(self._records.all(CobuildAgreement))
        line = self._line(found, today, renewed, self.names(), self._soon_days(today))
        planning = Planning(self._records)
        plans = self._records.all(Plan, where={"agreement": found.id}, order=("-from_on",))
        reviews = self._records.all(AgreementReview, where={"agreement": found.id})
        return AgreementView(
            line,
            self._records.get(CobuildAgreement, found.renews or ""),
            tuple(planning.view(plan, today) for plan in plans),
            tuple(reviews),
            tuple(self._held(found)),
        )

    def names(self) -> dict[str, str]:
        """Return the names of the partner units by id."""
        return {p.id: p.name for p in self._records.all(PartnerOrganization)}

    def _line(
        self,
        agreement: CobuildAgreement,
        today: date,
        renewed: Mapping[str, CobuildAgreement],
        names: Mapping[str, str],
        soon: int,
    ) -> AgreementLine:
        by = renewed.get(agreement.id)
        # One that was taken out of the register has signed all the same.
        parties = [names.get(p) or self._records.name(p) for p in dict.fromkeys(agreement.parties)]
        said = (*parties, (agreement.other_side or "").strip())
        return AgreementLine(
            agreement, stood(agreement, today, by, soon), tuple(filter(None, said)), by
        )

    def _held(self, agreement: CobuildAgreement) -> list[Activity]:
        """Return what was held or arranged with its parties in its term, latest first."""
        first, last = term_of(agreement)
        mine = set(agreement.parties)
        if first is None or not mine:
            return []
        conditions = [Where("held_start", ">=", first.isoformat())]
        if last is not None:
            conditions.append(Where("held_start", "<", days_after(last, 1).isoformat()))
        around = self._records.all(Activity, where=conditions, order=("-held_start",))
        return [a for a in around if mine & set(a.partners) and a.state != State.cancelled]

    def _soon_days(self, day: date) -> int:
        ruling = self._rulebook().on("R28", day, "expiry")
        # Where HQ switched the rule off nothing is near its end before the day itself.
        return 0 if ruling is None else ruling.count("soon_days")

    # Writing

    def sign(self, agreement: str, day: date) -> Applied:
        """Note that an agreement was signed on a day; the one it renews is renewed in the same change.

        A day of signing that is written already stays. Raises InvalidRecord where the other party
        is not written, or the term ends before it begins.
        """
        found = self._must(agreement)
        if not names_another(found):
            raise InvalidRecord(
                N_("The other party is not named yet."),
                hint=N_("Choose the partner units, or write which team or household it is."),
                field="parties",
            )
        if found.valid_to is not None and found.valid_from and found.valid_to < found.valid_from:
            raise InvalidRecord(N_("The term ends before it begins."), field="valid_to")
        signed: dict[str, Json] = {
            "state": AgreementState.signed,
            "signed_on": (found.signed_on or day).isoformat(),
        }
        edits = [edit_of(self._records, found.record, signed)]
        old = self._records.get(CobuildAgreement, found.renews or "")
        if old is not None and old.state == AgreementState.signed:
            edits.append(edit_of(self._records, old.record, {"state": AgreementState.renewed}))
        return self._records.write(edits)

    def renew(self, agreement: str) -> str:
        """Write the draft that renews an agreement, of the same length from the day after; return its id.

        Where there is one already, that is returned.
        """
        found = self._must(agreement)
        there = renewals(self._records.all(CobuildAgreement)).get(found.id)
        if there is not None:
            return there.id
        body = found.record.body
        fields = {name: body[name] for name in _GOES_ON if body.get(name) is not None}
        first, last = next_term(found)
        fields |= {
            "renews": found.id,
            "valid_from": first.isoformat() if first else None,
            "valid_to": last.isoformat() if last else None,
        }
        return self._records.add("cobuild_agreement", fields)

    def end(self, agreement: str, day: date, reason: str) -> Applied:
        """End an agreement early, with the reason. Raises InvalidRecord without one."""
        found = self._must(agreement)
        if not reason.strip():
            raise InvalidRecord(N_("Write why it ends early."), field="state_reason")
        fields: dict[str, Json] = {
            "state": AgreementState.ended,
            "ended_on": day.isoformat(),
            "state_reason": reason.strip(),
        }
        return self._records.write([edit_of(self._records, found.record, fields)])

    def plan_year(self, agreement: str, year: int, t: Translate) -> str:
        """Return the plan of a year under an agreement; it is made where there is none.

        It lies in the term; in a year beyond that it takes the whole year.
        """
        found = self._must(agreement)
        first, last = date(year, 1, 1), date(year, 12, 31)
        for plan in self._records.all(Plan, where={"agreement": found.id}):
            if _is_of(plan, year):
                return plan.id
        term = term_of(found)
        if (term.first or first) <= last and (term.last or last) >= first:
            first, last = max(first, term.first or first), min(last, term.last or last)
        fields: dict[str, Json] = {
            "title": plan_title(found, year)(t),
            "kind": PlanKind.cobuild,
            "from_on": first.isoformat(),
            "to_on": last.isoformat(),
            "agreement": found.id,
        }
        return self._records.add("plan", fields)

    def add_item(self, plan: str, title: str, due_on: date | None = None) -> str:
        """Add a line to a plan; without a day it is due when the plan ends. Return its id."""
        found = self._records.get(Plan, plan)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=plan)
        day = due_on or found.to_on
        due: dict[str, Json] = {"due_on": day.isoformat()} if day else {}
        return self._records.add("plan_item", {"plan": plan, "title": title, **due})

    def item_done(self, item: str, day: date | None) -> Applied:
        """Note on which day a line of a plan was done, or that it was not."""
        return self._records.change(item, {"done_on": day.isoformat() if day else None})

    def review(self, agreement: str, day: date, text: str, outcome: str | None) -> str:
        """Write a review of an agreement; return its id."""
        fields: dict[str, Json] = {
            "agreement": self._must(agreement).id,
            "on": day.isoformat(),
            "text": text,
            "outcome": outcome,
        }
        return self._records.add("agreement_review", fields)

    def _must(self, agreement: str) -> CobuildAgreement:
        found = self._records.get(CobuildAgreement, agreement)
        if found is None:
            raise NotFound(N_("There is no record {id}."), id=agreement)
        return found


def _is_of(plan: Plan, year: int) -> bool:
    day = plan.from_on or plan.to_on
    return day is not None and day.year == year


def plan_title(agreement: CobuildAgreement, year: int) -> Said:
    """Return what the plan of a year under an agreement is called."""
    return say(N_("{year}: plan under {agreement}"), year=f"{year}", agreement=agreement.title)


def is_urgent(line: AgreementLine) -> bool:
    """Tell whether an agreement wants something done."""
    return line.stood.standing in (Standing.expired, Standing.soon)

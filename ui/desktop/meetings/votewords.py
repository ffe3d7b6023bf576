"""What a vote's numbers say, in words: beside the fields, under them, and as outcome."""

from app.counting.election import Name, Poll
from app.counting.judging import Judged, Want
from app.counting.voting import Ballot, Fault, FaultName, Outcome, law
from app.said import listed
from db.model.words import N_, Translate
from ui.desktop.widgets.vote import Tally


def tally_of(vote: Judged, t: Translate) -> Tally:
    """Return what a vote's numbers say, in words."""
    ballot, found = vote.ballot, vote.outcome
    base = t("With a vote, due: {n}", n=found.base)
    if law(ballot.kind).of_present:
        base = t("With a vote, present: {n}", n=found.base)
    over = t("more than {n} needed", n=found.over)
    return Tally(
        must_text=must(ballot, t),
        chip=_chip(ballot, found, t),
        entitled=found.base,
        entitled_text=base,
        threshold=found.over,
        threshold_text=over if found.base else "",
        problem=problem(ballot, found, t),
        outcome=ruled(vote, t) or _decision(ballot, found, t),
        written=(ballot.written_yes or 0) if ballot.written else 0,
    )


def ruled(vote: Judged, t: Translate) -> tuple[str, str, str] | None:
    """Return the outcome that stands in the place of the computed one; None where none does."""
    if not vote.overridden:
        return None
    why = t("by decision, not as computed: {reason}", reason=vote.motion.override_reason or "")
    return ("ok", t("Carried"), why) if vote.passed else ("mute", t("Not carried"), why)


def must(ballot: Ballot, t: Translate) -> str:
    """Return what the sum must be, and where that comes from."""
    if not ballot.secret:
        return t("present with a vote {n}", n=ballot.present)
    if ballot.returned is None:
        return t("write how many ballots were returned")
    numbers = {"returned": ballot.returned, "valid": ballot.valid}
    if ballot.issued is None:
        return t("returned {returned}, valid {valid}", **numbers)
    return t(
        "given out {issued}, returned {returned}, valid {valid}", issued=ballot.issued, **numbers
    )


def _chip(ballot: Ballot, found: Outcome, t: Translate) -> tuple[str, str, str] | None:
    if found.state == "empty" or found.expected is None:
        return None
    if found.missing > 0:
        tone = "error" if found.state == "mismatch" else "wait"
        icon = "warning-octagon" if tone == "error" else "clock"
        return tone, icon, t("1 vote missing|{n} votes missing", n=found.missing)
    if found.missing < 0:
        return "error", "warning-octagon", t("1 vote too many|{n} votes too many", n=-found.missing)
    if found.faults:
        return "error", "warning-octagon", t("Numbers disagree")
    del ballot
    return "ok", "check-circle", t("Votes add up")


def problem(ballot: Ballot, found: Outcome, t: Translate) -> str:
    """Return the sentence that says what does not fit; empty where all does."""
    if found.state == "no_quorum":
        return t("{present} with a vote are here, at least {quorum} are needed: nothing can be decided", present=found.present, quorum=found.quorum)  # fmt: skip
    return _fault(found.faults[0], ballot, t) if found.state == "mismatch" else ""


FAULTS: dict[FaultName, str] = {
    "sum": N_(
        "For, against and abstained make {have}, present with a vote {want}. Put one number right; until then no outcome is written."
    ),
    "too-many-voters": N_("{have} votes, but only {want} are entitled"),
    "too-many-issued": N_("{have} ballots given out, but only {want} with a vote are present"),
    "too-many-ballots": N_(
        "{have} ballots returned, but only {want} given out: such a vote is void"
    ),
    "not-secret": N_("Admission and conversion are voted by secret ballot"),
    "election-not-secret": N_("An election is by secret ballot"),
    "too-many-names": N_("{have} votes for names, but the valid ballots allow {want}"),
    "negative": N_("{have} invalid ballots, but only {want} returned"),
}
"""What does not fit, in a sentence."""
_BALLOTS = N_(
    "For, against and abstained make {have}, valid ballots {want}. Compare with the ballots and put one number right; until then no outcome is written."
)
_BALLOTS_OF = N_(
    "{who}: for, against and abstained make {have}, valid ballots {want}. Compare with the ballots and put one number right; until then no outcome is written."
)


def _fault(fault: Fault, ballot: Ballot, t: Translate) -> str:
    text = FAULTS[fault.name]
    if fault.name == "sum" and ballot.secret:
        text = _BALLOTS_OF if fault.who else _BALLOTS
    return t(text, have=fault.have, want=fault.want, who=fault.who)


def _decision(ballot: Ballot, found: Outcome, t: Translate) -> tuple[str, str, str] | None:
    if not found.decided:
        return None
    numbers = {"yes": found.in_favour, "base": found.base}
    of_present = law(ballot.kind).of_present
    if ballot.written and ballot.written_yes:
        numbers["written"] = ballot.written_yes
        if found.state == "carried":
            return "ok", t("Carried"), t("{yes} in favour, {written} of them in writing, more than half of {base} entitled", **numbers)  # fmt: skip
        return "mute", t("Not carried"), t("{yes} in favour, {written} of them in writing, not more than half of {base} entitled", **numbers)  # fmt: skip
    if found.state == "carried":
        why = (
            t("{yes} in favour, more than half of {base} present", **numbers)
            if of_present
            else t("{yes} in favour, more than half of {base} entitled", **numbers)
        )
        return "ok", t("Carried"), why
    why = (
        t("{yes} in favour, not more than half of {base} present", **numbers)
        if of_present
        else t("{yes} in favour, not more than half of {base} entitled", **numbers)
    )
    return "mute", t("Not carried"), why


def elected(poll: Poll, t: Translate) -> tuple[str, str, str] | None:
    """Return who is elected, as tone, word and the rest; None while nothing is decided."""
    found = poll.outcome
    if not found.decided:
        return None
    said = [
        t("more than half of {base} present: {over} or more", base=found.base, over=found.over + 1)
    ]
    if poll.tied:
        said.append(t("equal votes, to be voted on again: {names}", names=listed([n.name for n in poll.tied], t)))  # fmt: skip
    elif poll.more_than_seats:
        said.append(
            t("more have enough votes than there are seats; those with the most are elected")
        )
    if poll.open_seats:
        said.append(t("1 seat stays open|{n} seats stay open", n=poll.open_seats))
    names = listed([n.name for n in poll.elected], t)
    word = t("Elected: {names}", names=names) if names else t("Nobody is elected")
    return "ok" if not poll.open_seats else "mute", word, joined(said, t)


def joined(parts: list[str], t: Translate) -> str:
    """Return clauses as one line."""
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = t("{one}; {next}", one=text, next=part)
    return text


def want_words(want: Want, t: Translate) -> str:
    """Return what a vote has to have and has not, as a line."""
    match want.name:
        case "candidate":
            return t("The candidate's name is not written; each candidate is voted on alone")
        case "seats":
            return t("How many seats are to be filled is not written")
        case "names" if want.have > want.want:
            return t("{have} names for {want} seats: secretary and deputy are elected from as many names as seats", have=want.have, want=want.want)  # fmt: skip
        case "names":
            return t("{have} names on the list, at least {want} are needed", have=want.have, want=want.want)  # fmt: skip
        case "teller-stands":
            return t("{name} stands for election and cannot be a teller", name=want.who)
        case "exclusion-document":
            return t("1 member is left out; the superior's consent is not written|{n} members are left out; the superior's consent is not written", n=want.have)  # fmt: skip
        case "override-reason":
            return t("Another outcome needs its reason; until then the computed one stands")


def name_chip(name: Name, vote: Judged, t: Translate) -> tuple[str, str, str] | None:
    """Return what stands beside one name of an election: elected, or how its sum stands."""
    poll, valid = vote.poll, vote.ballot.valid
    if poll is not None and vote.outcome.decided:
        if name in poll.elected:
            return "ok", "check-circle", t("Elected")
        return ("wait", "clock", t("Equal votes")) if name in poll.tied else None
    if valid is None or all(number is None for number in name.typed):
        return None
    off = name.total - valid
    if off > 0:
        return "error", "warning-octagon", t("1 vote too many|{n} votes too many", n=off)
    if name.written_in:
        return None
    if off == 0 and None not in name.typed:
        return "ok", "check-circle", t("Votes add up")
    return ("wait", "clock", t("1 vote missing|{n} votes missing", n=-off)) if off else None

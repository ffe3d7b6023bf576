"""A vote on paper: its numbers, the ballots, the names of an election, written opinions, dissent, outcome.

A vote whose numbers do not agree has no outcome; another outcome than the computed one stands beside
it with its reason; what was said against stays as it was said. Names stand as on the ballot, never in
the order of their votes.
"""

from app.counting.judging import Judged
from app.counting.voting import DEVELOPMENT, Outcome
from app.records.meeting import Motion
from app.reports.paper import Block, Facts, Note, Spoken, Table
from app.reports.wording import BLANK, on, or_blank, paragraphs, plain
from app.said import listed
from app.services.meeting import Meeting
from db.model.words import N_, Translate

_OUTCOMES = {
    "carried": N_("Carried: {yes} in favour, more than {over} needed"),
    "failed": N_("Not carried: {yes} in favour, more than {over} needed"),
    "no_quorum": N_(
        "No outcome: {present} entitled to vote were present, at least {quorum} needed"
    ),
    "mismatch": N_("No outcome: the numbers do not agree (sum {total}, valid {expected})"),
}
_Row = tuple[str, ...]


def vote_blocks(meeting: Meeting, motion: Motion, t: Translate) -> list[Block]:
    """Return one vote as it stands in the record."""
    vote = meeting.judged(motion)
    method = t(motion.method.title_) if motion.method else BLANK
    head: list[_Row] = [(t("Motion"), or_blank(motion.title))]
    if motion.elected_to:
        head.append((t("Elected to"), t(motion.elected_to.title_), t("Seats to fill"), or_blank(motion.seats)))  # fmt: skip
    if motion.kind in DEVELOPMENT:
        name = motion.candidate_name or meeting.name(motion.candidate)
        head.append((t("Candidate"), or_blank(name)))
    head.append((t("Method"), method, t("Tellers"), or_blank(motion.tellers)))
    if motion.excluded:
        head += _left_out(motion, t)
    number = motion.number or 1
    found: list[Block] = [Note(t("Vote {n}", n=number)), Facts(tuple(head))]
    found.append(_numbers(meeting, vote, t))
    if vote.poll is not None:
        found.append(_names(vote, t))
    opinions = _opinions(meeting, vote, t)
    found += [opinions] if opinions else []
    found.append(Facts(_result(vote, t)))
    dissent = paragraphs(motion.dissent)
    if dissent:
        found.append(Spoken(t("{name}:", name=t("Dissent, as spoken")), dissent))
    return found


def _left_out(motion: Motion, t: Translate) -> list[_Row]:
    said = t("1 member, with the superior's consent and by the meeting's decision|{n} members, with the superior's consent and by the meeting's decision", n=motion.excluded or 0)  # fmt: skip
    return [
        (t("Not counted as due"), said),
        (t("Document of the exclusion"), or_blank(motion.exclusion_document)),
    ]


def _numbers(meeting: Meeting, vote: Judged, t: Translate) -> Table:
    motion, ballot = vote.motion, vote.ballot
    known = meeting.marked or motion.present is not None
    columns = [
        (t("Entitled to vote"), ballot.eligible),
        (t("Present with right to vote"), ballot.present if known else None),
    ]
    if vote.poll is None:
        columns += [
            (t("In favour"), motion.yes),
            (t("Against"), motion.no),
            (t("Abstentions"), motion.abstain),
        ]
    others = [
        (t("Ballots given out"), motion.issued),
        (t("Ballots returned"), motion.returned),
        (t("Invalid ballots"), motion.invalid),
    ]
    if motion.kind in DEVELOPMENT:
        others += [
            (t("Written opinions in favour"), ballot.written_yes),
            (t("Written opinions against"), ballot.written_no or None),
            (t("Written abstentions"), ballot.written_abstain or None),
        ]
    columns += [(label, value) for label, value in others if value is not None]
    head, row = zip(*((label, or_blank(value)) for label, value in columns), strict=True)
    return Table((-1.0,) * len(columns), head, (row,))


def _names(vote: Judged, t: Translate) -> Table:
    poll, rows = vote.poll, []
    elected, tied = (poll.elected, poll.tied) if poll else ((), ())
    for at, name in enumerate(vote.names, 1):
        words = plain(name.name)
        if name.written_in:
            words = t("{name} ({note})", name=words, note=t("written in"))
        numbers = [or_blank(number) for number in name.typed]
        cells = numbers + [""] * (3 - len(numbers))
        mark = t("Elected") if name in elected else t("Equal votes") if name in tied else ""
        rows.append((str(at), words, *cells, mark))
    head = (t("No."), t("Name"), t("In favour"), t("Against"), t("Abstentions"), t("Result"))
    return Table((12, -1, 20, 20, 20, 24), head, tuple(rows), wide=(1,))


def _opinions(meeting: Meeting, vote: Judged, t: Translate) -> Table | None:
    found = meeting.opinions_of(vote.motion.id)
    if not found:
        return None
    refused = {key for key, _ in vote.written.refused}
    rows = tuple(
        (
            plain(meeting.name(o.member)),
            t(o.stance.title_) if o.stance else BLANK,
            on(o.dated_on, t),
            t("not counted") if o.id in refused else t("counted"),
        )
        for o in found
    )
    head = (t("Written opinion of"), t("Position"), t("Handed in on"), "")
    return Table((-1, 28, 44, 28), head, rows)


def _result(vote: Judged, t: Translate) -> tuple[_Row, ...]:
    motion = vote.motion
    rows: list[_Row] = [(t("Result"), _elected(vote, t) or outcome_words(vote.outcome, t))]
    if vote.overridden:
        stands = t("Carried") if motion.passed_override else t("Not carried")
        rows.append((t("Outcome by decision"), stands))
        rows.append((t("Reason for another outcome"), plain(motion.override_reason or "")))
    return tuple(rows)


def _elected(vote: Judged, t: Translate) -> str:
    poll = vote.poll
    if poll is None or not poll.outcome.decided:
        return ""
    names = listed([plain(n.name) for n in poll.elected], t)
    said = t("Elected: {names}", names=names) if names else t("Nobody is elected")
    more = [t("more than half of {base} present needed", base=poll.outcome.base)]
    if poll.tied:
        tied = listed([plain(n.name) for n in poll.tied], t)
        more.append(t("equal votes, to be voted on again: {names}", names=tied))
    if poll.open_seats:
        more.append(t("1 seat stays open|{n} seats stay open", n=poll.open_seats))
    for part in more:
        said = t("{one}; {next}", one=said, next=part)
    return said


def outcome_words(result: Outcome, t: Translate) -> str:
    """Return what the numbers decide, with the arithmetic; a blank while nothing is typed."""
    if result.state not in _OUTCOMES:
        return BLANK
    return t(
        _OUTCOMES[result.state],
        yes=result.in_favour,
        over=result.over,
        present=result.present,
        quorum=result.quorum,
        total=result.total,
        expected=or_blank(result.expected),
    )

"""Papers of what is sealed: a talk for its two people, the open register, the appraisal's cover and slips."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.counting.appraising import Level, Result
from app.records.life import Appraisal
from app.records.talks import HeartToHeartTalk
from app.reports.paper import Block, Facts, Head, Note, Prose, Room, Sheet, Signing, Table
from app.reports.wording import BLANK, numbered, on, or_blank, paragraphs, plain
from db.model.words import Translate


def talk_sheet(
    talk: HeartToHeartTalk,
    names: Mapping[str, str],
    texts: Sequence[str],
    t: Translate,
    *,
    branch: str,
    recipient: str,
) -> Sheet:
    """Return a talk with its opened texts: what was said, what follows."""
    facts = Facts(
        (
            (
                t("Who talked"),
                _name(names, talk.initiator),
                t("With whom"),
                _name(names, talk.partner),
            ),
            (t("Date"), on(talk.on, t), t("Place"), or_blank(talk.place_text)),
            (
                t("Occasion"),
                t(talk.occasion.title_) if talk.occasion else BLANK,
                t("Subject"),
                or_blank(talk.subject),
            ),
        )
    )
    blocks: list[Block] = [facts]
    for label, text in zip((t("Content of the talk"), t("What follows")), texts, strict=True):
        blocks += [Head(label), Prose(paragraphs(text)) if text else Room(2)]
    rows = ((t("Who talked"), ""), (t("With whom"), ""))
    blocks += [Signing(rows, t("Date:")), Note(_for(recipient, t))]
    return Sheet(title=t("Record of a talk"), under=(plain(branch),), blocks=tuple(blocks))


def register_sheet(
    talks: Sequence[HeartToHeartTalk],
    names: Mapping[str, str],
    t: Translate,
    *,
    branch: str,
    year: int,
) -> Sheet:
    """Return the register of a year: that people talked, never what was said."""
    rows = tuple(
        (
            on(talk.on, t),
            _name(names, talk.initiator),
            _name(names, talk.partner),
            t(talk.occasion.title_) if talk.occasion else "",
            plain(talk.subject or ""),
        )
        for talk in sorted(talks, key=lambda k: (k.on or date.max, k.id))
        if talk.on is not None
    )
    head = (t("Date"), t("Who talked"), t("With whom"), t("Occasion"), t("Subject"))
    table = Table((34, 27, 27, -1, -1), head, rows, wide=(3, 4))
    body: Block = table if rows else Note(t("No talk written down in this year."))
    note = Note(t("What was said is sealed and not printed here."))
    title = t("Register of talks")
    under = (plain(branch), t("Year {year}", year=year))
    return Sheet(title=title, listed=title, under=under, blocks=(body, note))


def appraisal_sheet(
    appraisal: Appraisal, t: Translate, *, branch: str, taking_part: int, full: int
) -> Sheet:
    """Return the open cover sheet: steps and counts, nobody's level."""
    steps = (
        (t("Self-appraisal on"), appraisal.self_on),
        (t("Mutual appraisal on"), appraisal.mutual_on),
        (t("Democratic measurement on"), appraisal.measured_on),
        (t("Concluded on"), appraisal.concluded_on),
    )
    concluder = t(appraisal.concluded_by.title_) if appraisal.concluded_by else BLANK
    counts = (
        (t("Took part"), str(taking_part), t("Full members with formal relation"), str(full)),
        (
            t("Ballots given out"),
            or_blank(appraisal.ballots_issued),
            t("Ballots returned"),
            or_blank(appraisal.ballots_returned),
        ),
        (
            t("Members with a level"),
            or_blank(appraisal.rated),
            t("Members rated excellent"),
            or_blank(appraisal.excellent),
        ),
    )
    blocks: list[Block] = [
        Head(numbered(1, t("1.")) + t("Steps")),
        Facts(tuple((label, on(day, t)) for label, day in steps)),
        Facts(((t("Conclusion given by"), concluder),)),
        Head(numbered(2, t("1.")) + t("Counts")),
        Facts(counts),
        Note(t("Levels, tallies and opinions are sealed; each member is told personally.")),
        Signing(((t("Branch secretary"), ""),), t("Date:")),
    ]
    title = t("Democratic appraisal of the year")
    year = t("Year {year}", year=appraisal.for_year or BLANK)
    return Sheet(title=title, listed=title, under=(plain(branch), year), blocks=tuple(blocks))


def slip_sheet(
    name: str, year: int | None, result: Result, t: Translate, *, branch: str, level_due: bool
) -> Sheet:
    """Return what one member is told, for that member's hands alone."""
    level = _level(result.level, t) if level_due else t("takes part without a level")
    blocks: list[Block] = [
        Facts(((t("Member"), plain(name), t("Level"), level),)),
        Head(t("Opinion of the branch")),
        Prose(paragraphs(result.opinion)) if result.opinion else Room(6),
        Head(t("The member's own words")),
        Room(5),
        Signing(((t("Member"), ""), (t("Branch secretary"), "")), t("Date:")),
        Note(_for(name, t)),
    ]
    under = (plain(branch), t("Year {year}", year=year or BLANK))
    return Sheet(title=t("What the appraisal came to"), under=under, blocks=tuple(blocks))


def _level(level: Level | None, t: Translate) -> str:
    return t(level.title_) if level else BLANK


def _name(names: Mapping[str, str], member: str) -> str:
    return or_blank(names.get(member))


def _for(recipient: str, t: Translate) -> str:
    if not recipient:
        return t("Confidential. Its printing stands in the access log.")
    return t(
        "Confidential, for {name}. Its printing stands in the access log.", name=plain(recipient)
    )

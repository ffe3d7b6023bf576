"""Democratic appraisal: held each year, its steps in order, everybody told (R22, R23).

Levels are sealed and stay so: what is looked at here are dates, who has a level at all, and two
counts. Sources: branch-work regulation 18, education regulation 18; the share from yearly notices.
"""

from collections.abc import Iterator
from datetime import date

from app.counting.held import HELD
from app.records.life import Appraisal
from app.rules.asking import Ruled, held
from app.rules.facts import Facts
from app.rules.finding import LOOK, PEOPLE, PLAN, WRITE, Finding
from app.rules.meeting_words import meeting_said
from app.rules.roll import full_on, names, probationary
from app.rules.rulebook import Rulebook
from app.rules.telling import named, tell
from app.rules.years import due_years, for_year
from app.said import Said
from app.terms import ActivityType
from db.model.words import N_

_FIELDS = {
    "self": "self_on",
    "mutual": "mutual_on",
    "measurement": "measured_on",
    "conclusion": "concluded_on",
}


def yearly(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R22: generally one appraisal for each year; it may be part of another meeting."""
    for due in due_years(facts, book, "R22"):
        ruling = book.on("R22", date(due.year, 12, 31))
        if ruling is None:
            continue
        if _held_for(facts, due.year) >= ruling.count("min_count"):
            yield None
            continue
        over = facts.today > due.until
        yield tell(
            ruling,
            N_("No democratic appraisal for {year}")
            if over
            else N_("The democratic appraisal for {year} is still to come"),
            N_("Once a year; it may be held together with the organisational-life meeting"),
            {"year": due.year},
            ("", "activity", ActivityType.democratic_appraisal.value),
            severity=None if over else "info",
            actions=(WRITE, PLAN),
            about=f"{due.year}",
            day=min(facts.day, due.until),
            due=due.until,
        )


def _held_for(facts: Facts, year: int) -> int:
    years = {a.id: for_year(a) for a in facts.activities if a.state in HELD}
    own = {
        a.id: for_year(a)
        for a in facts.activities
        if a.type == ActivityType.democratic_appraisal and a.state in HELD
    }
    for appraisal in facts.life.appraisals.values():
        if appraisal.activity in years:
            own[appraisal.activity] = appraisal.for_year or years[appraisal.activity]
    return sum(each == year for each in own.values())


def _appraisals(
    facts: Facts, book: Rulebook, rule: str, part: str = ""
) -> Iterator[tuple[Ruled, Appraisal]]:
    for ruled in held(facts, book, rule, part=part):
        appraisal = facts.life.appraisals.get(ruled.activity.id)
        if appraisal is not None:
            yield ruled, appraisal
        elif ruled.activity.type == ActivityType.democratic_appraisal:
            yield ruled, Appraisal(activity=ruled.activity.id)


def steps(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R22: self-appraisal, mutual appraisal, measurement, conclusion: each there, in that order."""
    for ruled, appraisal in _appraisals(facts, book, "R22"):
        wanted = [_FIELDS[word] for word in _FIELDS if word in ruled.ruling.words("steps")]
        days = [getattr(appraisal, name) for name in wanted]
        missing = [name for name, on in zip(wanted, days, strict=True) if on is None]
        known = [on for on in days if on is not None]
        if missing:
            yield _step(
                ruled,
                N_("{meeting}: still open: {steps}"),
                {"steps": tuple(_label(name) for name in missing)},
                missing[0],
            )
        elif known != sorted(known):
            yield _step(
                ruled,
                N_("{meeting}: the steps do not follow each other: {steps}"),
                {"steps": tuple(_label(name) for name in wanted)},
                wanted[-1],
            )
        else:
            yield None


def _label(field: str) -> Said:
    return Said(Appraisal.model_fields[field].title or field)


def _step(ruled: Ruled, what: str, params: dict[str, object], field: str) -> Finding:
    activity, day, ruling = ruled
    return tell(
        ruling,
        what,
        N_("First each for themselves, then each other, then the measurement, then the conclusion"),
        {"meeting": meeting_said(activity), **params},
        (activity.id, "appraisal", field),
        about=f"{activity.id}/steps",
        day=day,
    )


def levels(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R22: every full member has a level, no probationary one; whose it is, not which."""
    for ruled, appraisal in _appraisals(facts, book, "R22"):
        day = ruled.day
        if appraisal.concluded_on is None:
            continue
        results = facts.life.results.get(appraisal.id, ())
        levelled = {r.member for r in results if r.has_level}
        full = {m.id for m in full_on(facts, day)}
        young = {m for m in levelled if probationary(facts, m, day)}
        left = full - levelled
        if left:
            what = N_("{meeting}: without a level: {names}")
            yield _of_people(facts, ruled, what, left, "level")
        if young and not ruled.ruling.flag("probationary_level"):
            what = N_("{meeting}: probationary members with a level: {names}")
            yield _of_people(facts, ruled, what, young, "young")
        if not left and not young:
            yield None


def told(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R22: everybody with a result was told it."""
    for ruled, appraisal in _appraisals(facts, book, "R22", "feedback"):
        if appraisal.concluded_on is None or not ruled.ruling.flag("feedback"):
            continue
        results = facts.life.results.get(appraisal.id, ())
        left = {r.member for r in results if r.feedback_on is None}
        what = N_("{meeting}: not told yet: {names}")
        yield _of_people(facts, ruled, what, left, "feedback") if left else None


def _of_people(facts: Facts, ruled: Ruled, what: str, who: set[str], name: str) -> Finding:
    activity, day, ruling = ruled
    return tell(
        ruling,
        what,
        N_("Full members get a level and hear of it; probationary members take part without one"),
        {"meeting": meeting_said(activity), "names": named(names(facts, who))},
        (activity.id, "appraisal_result", name),
        actions=(LOOK, PEOPLE, WRITE),
        about=f"{activity.id}/{name}",
        people=tuple(m for m in facts.members if m in who),
        day=day,
    )


def share(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R23: those rated excellent are generally at most a third of the full members here."""
    for (activity, day, ruling), appraisal in _appraisals(facts, book, "R23"):
        if appraisal.excellent is None:
            continue
        full, most = len(full_on(facts, day)), ruling.share("max_excellent")
        if appraisal.excellent * most.whole <= full * most.part:
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: {n} of {full} full members rated excellent"),
            N_("At most {part} in {whole}; probationary members are not counted"),
            {
                "meeting": meeting_said(activity),
                "n": appraisal.excellent,
                "full": full,
                "part": most.part,
                "whole": most.whole,
            },
            (activity.id, "appraisal", "excellent"),
            about=f"{activity.id}/share",
            day=day,
        )

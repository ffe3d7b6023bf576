"""A micro-lecture is short (R36): at most 20 minutes by the words of those who invented it."""

from collections.abc import Iterator

from app.rules.asking import held
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.meeting_words import meeting_said
from app.rules.rulebook import Rulebook
from app.rules.telling import tell
from db.model.words import N_


def micro(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R36: what is called a micro-lecture did not last longer than one."""
    for activity, day, ruling in held(facts, book, "R36"):
        start, end = activity.held_start, activity.held_end
        if not activity.micro or start is None or end is None:
            continue
        minutes, most = int((end - start).total_seconds() // 60), ruling.count("max_minutes")
        if minutes <= most:
            yield None
            continue
        yield tell(
            ruling,
            N_("{meeting}: a micro-lecture of {minutes} minutes"),
            N_("At most {most} minutes; a longer one is a lecture like any other"),
            {"meeting": meeting_said(activity), "minutes": minutes, "most": most},
            (activity.id, "activity", "micro"),
            day=day,
        )

"""A unit's own templates: how it usually names, places and announces one kind of meeting.

The words are the unit's. A notice is filled in where a name stands in braces; a name that means
nothing is refused when the template is written, so that no notice goes out with braces in it.
"""

import re
from collections.abc import Mapping, Sequence

from app.records.plan import MeetingTemplate
from app.reports.wording import weekday_on
from app.services.edits import edit_of
from app.services.meeting import Meeting
from app.services.records import Records
from app.services.timetable import usual_title
from app.terms import ActivityType
from db.model.change import Json, child_id
from db.model.errors import InvalidRecord
from db.model.record import Edit
from db.model.words import N_, Translate

PLACES = ("day", "time", "place", "title", "agenda")
"""What a notice may leave to be filled in."""
NEUTRAL = N_("{title} is held on {day} at {time}, place: {place}.")
"""The form a template's notice begins with: it says nothing that the meeting does not."""
AGENDA = N_("Agenda:")
_PLACE = re.compile(r"\{([^{}]*)\}")
_UNSAID = "____"


def unknown_places(text: str) -> tuple[str, ...]:
    """Return the names in braces that mean nothing, each once, in their order."""
    return tuple(dict.fromkeys(name for name in _PLACE.findall(text) if name not in PLACES))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with every known name in braces replaced; what is not known yet is a blank."""
    return _PLACE.sub(
        lambda found: (values.get(found[1], "") or _UNSAID) if found[1] in PLACES else found[0],
        text,
    )


def said_of(meeting: Meeting, t: Translate) -> dict[str, str]:
    """Return what a meeting fills in."""
    held = meeting.activity
    lines = [f"{n}. {item.title or ''}" for n, item in enumerate(meeting.items, 1)]
    return {
        "day": weekday_on(held.held_start.date(), t) if held.held_start else "",
        "time": f"{held.held_start:%H:%M}" if held.held_start else "",
        "place": held.place_text or "",
        "title": held.title or t(held.type.title_),
        "agenda": "\n".join(lines),
    }


class Templates:
    """Reads and keeps templates; one a kind, the one touched last where there are several."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def of(self, kind: ActivityType) -> MeetingTemplate | None:
        """Return the template of a kind, None where the unit keeps none."""
        found = self._records.all(MeetingTemplate, where={"type": kind})
        return max(found, key=lambda template: template.record.touched, default=None)

    def notice(self, meeting: Meeting, t: Translate) -> str:
        """Return the notice of a meeting by its kind's template; empty where there is none."""
        template = self.of(meeting.activity.type)
        text = (template.notice or "").strip() if template else ""
        return filled(text, said_of(meeting, t)) if text else ""

    def keep(self, meeting: Meeting, t: Translate) -> str:
        """Keep how a meeting is arranged as the template of its kind; return the template's id."""
        held, known = meeting.activity, self.of(meeting.activity.type)
        fields: dict[str, Json] = {
            "place_text": held.place_text,
            "items": "\n".join(i.title for i in meeting.items if i.title and not i.from_resolution),
        }
        group = next((g.name for g in meeting.groups if g.id == held.group), "")
        if held.title and held.title != usual_title(held.type, meeting.day, group)(t):
            fields["title"] = held.title
        if held.held_start and held.held_end and held.held_end > held.held_start:
            fields["minutes"] = int((held.held_end - held.held_start).total_seconds() // 60)
        if known is not None:
            self._records.write([edit_of(self._records, known.record, fields)])
            return known.id
        fields |= {"type": held.type, "notice": f"{t(NEUTRAL)}\n{t(AGENDA)}\n{{agenda}}"}
        made = child_id("template", held.type)
        return self._records.write(
            [self._records.edit_new("meeting_template", fields, id=made)], what="new"
        ).ids[0]


def look(edits: Sequence[Edit]) -> None:
    """Raise InvalidRecord for a template with a name in braces that means nothing."""
    for edit in edits:
        text = edit.fields.get("notice") if edit.kind == "meeting_template" else None
        unknown = unknown_places(text) if isinstance(text, str) else ()
        if unknown:
            raise InvalidRecord(
                N_("{name} in braces means nothing in a notice."),
                hint=N_("Day, time, place, title and agenda are known: {known}."),
                field="notice",
                name="{" + unknown[0] + "}",
                known=tuple("{" + place + "}" for place in PLACES),
            )

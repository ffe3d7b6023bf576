"""Writes the meeting that the sample is about: planned, then held, with its votes."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from app.services.records import Records
from app.services.sample import Sample
from app.services.sample_writer import Writer
from db.model.change import Json


class Meeting:
    """The second quarter's general meeting of the sample branch."""

    def __init__(self, past: Writer) -> None:
        self._records, self._sample, self._set = past.records, past.sample, past.set_clock
        self._members, self._reasons = past.members, past.reasons

    def plan(self) -> str:
        """Plan the coming general meeting: agenda, leave already known; return its id."""
        m = self._sample.text["meeting"]
        self._set(self._sample.moment("05-18", "18:10"))
        activity = self._records.add(
            "activity",
            {
                "type": m["type"],
                "title": m["title"],
                "theme": m["theme"],
                "held_start": self._sample.moment(m["day"], m["from"]).isoformat(),
                "place_text": m["place"],
                "chair": self._members[m["chair"]],
                "recorder": self._members[m["recorder"]],
                "hours": 1.5,
                "state": "notified",
            },
        )
        edits = [
            self._records.edit_new("agenda_item", {"activity": activity, "number": n, **item})
            for n, item in enumerate(m["item"], 1)
        ]
        day = self._sample.day(m["day"])
        for name, reason in m["leave"].items():
            span = {"from_on": day.isoformat(), "to_on": (day + timedelta(days=9)).isoformat()}
            fields = {"member": self._members[name], "reason": reason, **span}
            edits.append(self._records.edit_new("leave_or_absence", fields))
        self._records.write(edits, what="new")
        return activity

    def hold(self, activity: str) -> None:
        """Hold the planned meeting: attendance, speeches, votes, resolutions."""
        held, m = self._sample.text["held"], self._sample.text["meeting"]
        self._set(self._sample.moment(m["day"], "19:28"))
        self._sign_in(activity, held, m)
        items = [r.id for r in self._records.find(self._items(activity))]
        for number, (item, name, time, text) in enumerate(held["speeches"], 1):
            self._set(self._sample.moment(m["day"], time) + timedelta(minutes=3))
            fields = {
                "activity": activity,
                "item": items[item - 1],
                "number": number,
                "speaker": self._members[name],
                "at": self._sample.moment(m["day"], time).isoformat(),
                "summary": text,
            }
            self._records.add("speech", fields)
        self._set(self._sample.moment(m["day"], "20:41"))
        self._decide(activity, held, items)

    def _items(self, activity: str) -> Any:
        return self._records.query("agenda_item", where={"activity": activity}, order=("number",))

    def _sign_in(self, activity: str, held: Mapping[str, Any], m: Mapping[str, Any]) -> None:
        start = self._sample.moment(m["day"], m["from"])
        edits = []
        for place, (name, member) in enumerate(self._members.items()):
            fields: dict[str, Json] = {"activity": activity, "member": member}
            if name in m["leave"]:
                fields |= {"status": "leave", "reason": self._reasons[m["leave"][name]]}
            elif name in held["absent"]:
                continue
            else:
                arrived = start - timedelta(minutes=12 - place % 12)
                fields |= {"status": "present", "arrival": arrived.isoformat()}
            edits.append(self._records.edit_new("attendance", fields))
        self._records.write(edits, what="new")
        begun = self._sample.moment(m["day"], held["start"]).isoformat()
        fields = {"held_start": begun, "non_voting": held["guests"], "state": "signed_in"}
        self._records.change(activity, fields)

    def _decide(self, activity: str, held: Mapping[str, Any], items: list[str]) -> None:
        edits = []
        for number, motion in enumerate(held["motion"], 1):
            rest = {k: v for k, v in motion.items() if k != "item"}
            fields = {"activity": activity, "item": items[motion["item"] - 1], "number": number}
            edits.append(self._records.edit_new("motion", fields | rest))
        for resolution in held["resolution"]:
            fields = {
                "activity": activity,
                "item": items[resolution["item"] - 1],
                "text": resolution["text"],
                "owner": self._members[resolution["owner"]],
                "due_on": self._sample.day(resolution["due"]).isoformat(),
            }
            edits.append(self._records.edit_new("resolution", fields))
        self._records.write(edits, what="new")


def write_all(
    records: Records,
    set_clock: Callable[[datetime], None],
    *,
    month: date | None = None,
    held: bool = True,
) -> str:
    """Write the whole sample into a new book; return the id of the meeting it is about."""
    writer = Writer(records, Sample(month), set_clock)
    writer.write_branch()
    writer.write_past()
    meeting = Meeting(writer)
    activity = meeting.plan()
    if held:
        meeting.hold(activity)
    return activity

"""Writes the sample branch through the ordinary services, in the order its secretary did.

The clock is set to the day each record was made, so that late entry shows as it would.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from app.records.meeting import HERE, Presence
from app.services.records import Records
from app.services.sample import Sample
from db.model.change import Json
from db.model.record import Edit


class Writer:
    """Writes the sample into a book, in the order in which its secretary did."""

    def __init__(self, records: Records, sample: Sample, set_clock: Callable[[datetime], None]):
        self._records, self._sample, self._set = records, sample, set_clock
        self.members: dict[str, str] = {}
        self.groups: dict[str, str] = {}
        self.committee: list[str] = []

    def write_branch(self) -> None:
        """The branch, its project, groups, members, offices."""
        text, records = self._sample.text, self._records
        first = self._sample.moment("01-05", "09:00")
        self._set(first)
        project = records.add("project", text["project"])
        above = records.add("party_organization", text["organization"])
        records.change("branch", {**text["branch"], "project": project, "organization": above})
        for number, group in enumerate(text["group"], 1):
            self._write_group(number, group)
        for name, office in text["offices"].items():
            fields = {"member": self.members[name], "office": office, "from_on": "2024-04-02"}
            records.add("office_holding", fields)
            self.committee.append(name)

    def _write_group(self, number: int, group: Mapping[str, Any]) -> None:
        records = self._records
        made = records.add("party_group", {"name": group["name"], "number": number})
        self.groups[group["name"]] = made
        edits = []
        for place, (name, post, status, joined, full) in enumerate(group["members"], 1):
            fields: dict[str, Json] = {
                "name": name,
                "post": post,
                "group": made,
                "number": (number - 1) * 10 + place,
                "joined_on": joined,
                "full_on": full or None,
                "status": "probationary" if status == "probationary" else "full",
                "relation_here": "organizational_life_only" if status == "life_only" else "formal",
            }
            edits.append(records.edit_new("member", fields))
        ids = records.write(edits, what="import").ids
        self.members |= dict(zip((m[0] for m in group["members"]), ids, strict=True))
        records.change(made, {"leader": self.members[group["leader"]]})

    def write_past(self) -> None:
        """Everything before the meeting the sample is about."""
        entries: list[tuple[datetime, Callable[[], object]]] = []
        for meeting in (*self._sample.text["regular"], *self._group_meetings()):
            entered = self._sample.moment(meeting["day"], meeting["to"]) + timedelta(
                days=meeting.get("entered", 0), minutes=25
            )
            entries.append((entered, lambda m=meeting: self._write_regular(m)))  # type: ignore[misc]
        for name in ("study", "reflection", "contact"):
            for row in self._sample.text[name]:
                at = self._sample.moment(row["day"], "21:10")
                entries.append((at, lambda n=name, r=row: self._write_other(n, r)))  # type: ignore[misc]
        for at, write in sorted(entries, key=lambda e: e[0]):
            self._set(at)
            write()
        self._set(self._sample.moment("05-18", "18:02"))
        self._write_plans()

    def _group_meetings(self) -> list[dict[str, Any]]:
        found = []
        for month in range(1, 6):
            for number, group in enumerate(self._sample.text["group"], 1):
                if (month, number) == (5, 3):
                    continue
                found.append(
                    {
                        "type": "group_meeting",
                        "title": f"{month}月{group['name']}会",
                        "day": f"{month:02d}-{13 + number}",
                        "from": "20:00",
                        "to": "20:50",
                        "group": group["name"],
                        "hours": 1,
                        "minutes": "学习上级文件；每人说本月带班情况和下月打算。",
                    }
                )
        return found

    def _write_regular(self, m: Mapping[str, Any]) -> None:
        group = self._group(m)
        fields: dict[str, Json] = {
            "type": m["type"],
            "title": m["title"],
            "held_start": self._sample.moment(m["day"], m["from"]).isoformat(),
            "held_end": self._sample.moment(m["day"], m["to"]).isoformat(),
            "place_text": m.get("place", "项目部会议室"),
            "chair": self.members[group["leader"] if group else "周建国"],
            "recorder": self.members[group["members"][1][0] if group else "王海燕"],
            "group": self.groups[group["name"]] if group else None,
            "minutes": m.get("minutes"),
            "hours": m.get("hours"),
            "non_voting": m.get("guests"),
            "lecturer": m.get("lecturer"),
            "lecturer_capacity": m.get("capacity"),
            "state": "archived",
            "archived_on": self._sample.day(m["day"]).isoformat(),
        }
        activity = self._records.add("activity", fields)
        self._attend(activity, m, self._due(m, group))

    def _group(self, m: Mapping[str, Any]) -> dict[str, Any]:
        name = m.get("group")
        return next((g for g in self._sample.text["group"] if g["name"] == name), {})

    def _due(self, m: Mapping[str, Any], group: Mapping[str, Any]) -> list[str]:
        if m["type"] == "committee_meeting":
            return self.committee
        return [row[0] for row in group["members"]] if group else list(self.members)

    def _attend(self, activity: str, m: Mapping[str, Any], due: list[str]) -> None:
        start = self._sample.moment(m["day"], m["from"])
        away = m.get("away", {})
        edits: list[Edit] = []
        present: list[str] = []
        for place, name in enumerate(due):
            fields: dict[str, Json] = {"activity": activity, "member": self.members[name]}
            if name in m.get("missing", ()):
                continue
            if name in away:
                fields |= {"status": Presence.leave.value, "reason": away[name]}
            elif (place * 7 + start.day) % 29 == 0:
                fields |= {"status": Presence.absent.value, "reason": "事后未补假"}
            else:
                present.append(name)
                arrived = start - timedelta(minutes=12 - place % 12)
                fields |= {"status": HERE[0].value, "arrival": arrived.isoformat()}
            edits.append(self._records.edit_new("attendance", fields))
        self._records.write(edits, what="new")
        if m.get("hours"):
            self._study(m["title"], m["day"], m["hours"], "concentrated", present, activity)

    def _study(
        self, topic: str, day: str, hours: float, kind: str, names: list[str], activity: str = ""
    ) -> None:
        fields: dict[str, Json] = {
            "topic": topic,
            "held_on": self._sample.day(day).isoformat(),
            "hours": hours,
            "hours_kind": kind,
            "members": [self.members[n] for n in names],
            "activity": activity or None,
        }
        self._records.add("study_record", fields)

    def _write_other(self, kind: str, row: Mapping[str, Any]) -> None:
        day = self._sample.day(row["day"]).isoformat()
        if kind == "study":
            without = row.get("without", ())
            names = row.get("only") or [n for n in self.members if n not in without]
            self._study(row["topic"], row["day"], row["hours"], row["kind"], names)
        elif kind == "reflection":
            fields = {"member": self.members[row["member"]], "held_on": day}
            self._records.add("reflection", fields | {"title": row["title"], "text": row["text"]})
        else:
            people = {"member": self.members[row["member"]], "by": self.members[row["by"]]}
            rest = {"on": day, "method": row["method"], "result": row["result"]}
            self._records.add("contact_entry", people | rest)

    def _write_plans(self) -> None:
        for plan in self._sample.text["plan"]:
            edits = [
                self._records.edit_new(
                    "plan",
                    {
                        "title": plan["title"],
                        "from_on": self._sample.day(plan["from"]).isoformat(),
                        "to_on": self._sample.day(plan["to"]).isoformat(),
                    },
                )
            ]
            for title, due in plan["items"]:
                fields = {"title": title, "plan": "@0", "due_on": self._sample.day(due).isoformat()}
                edits.append(self._records.edit_new("plan_item", fields))
            self._records.write(edits, what="new")

    def plan_meeting(self) -> str:
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
                "chair": self.members[m["chair"]],
                "recorder": self.members[m["recorder"]],
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
            fields = {"member": self.members[name], "reason": reason, **span}
            edits.append(self._records.edit_new("leave_or_absence", fields))
        self._records.write(edits, what="new")
        return activity

    def hold_meeting(self, activity: str) -> None:
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
                "speaker": self.members[name],
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
        for place, (name, member) in enumerate(self.members.items()):
            fields: dict[str, Json] = {"activity": activity, "member": member}
            if name in m["leave"]:
                fields |= {"status": "leave", "reason": m["leave"][name]}
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
                "owner": self.members[resolution["owner"]],
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
    activity = writer.plan_meeting()
    if held:
        writer.hold_meeting(activity)
    return activity

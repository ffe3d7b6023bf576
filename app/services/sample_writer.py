"""Writes the sample branch through the ordinary services, in the order its secretary did.

The clock is set to the day each record was made, so that late entry shows as it would.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from app.records.meeting import HERE, Presence
from app.services.records import Records
from app.services.sample import Sample
from db.model.change import Json
from db.model.record import Edit, id_of


class Writer:
    """Writes the sample into a book, in the order in which its secretary did."""

    def __init__(self, records: Records, sample: Sample, set_clock: Callable[[datetime], None]):
        self.records, self.sample, self.set_clock = records, sample, set_clock
        self.reasons: dict[str, str] = sample.text.get("reasons", {})
        self.members: dict[str, str] = {}
        self.groups: dict[str, str] = {}
        self.committee: list[str] = []

    def write_branch(self) -> None:
        """The branch, its project, groups, members, offices."""
        text, records = self.sample.text, self.records
        first = self.sample.moment("01-05", "09:00")
        self.set_clock(first)
        project = records.add("project", text["project"])
        above = records.add("party_organization", text["organization"])
        records.change("branch", {**text["branch"], "project": project, "organization": above})
        for number, group in enumerate(text["group"], 1):
            self._write_group(number, group)
        for name, office in text["offices"].items():
            fields = {
                "member": self.members[name],
                "office": office,
                "from_on": text["branch"]["term_start"],
            }
            records.add("office_holding", fields)
            self.committee.append(name)

    def _write_group(self, number: int, group: Mapping[str, Any]) -> None:
        records = self.records
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
        for meeting in (*self.sample.text["regular"], *self._group_meetings()):
            entered = self.sample.moment(meeting["day"], meeting["to"]) + timedelta(
                days=meeting.get("entered", 0), minutes=25
            )
            entries.append((entered, partial(self._write_regular, meeting)))
        for name in ("study", "reflection", "contact"):
            for row in self.sample.text[name]:
                at = self.sample.moment(row["day"], "21:10")
                entries.append((at, partial(self._write_other, name, row)))
        for at, write in sorted(entries, key=lambda e: e[0]):
            self.set_clock(at)
            write()
        self.set_clock(self.sample.moment("05-18", "18:02"))
        self._write_plans()

    def _group_meetings(self) -> list[dict[str, Any]]:
        found = []
        for month in range(1, 6):
            for number, group in enumerate(self.sample.text["group"], 1):
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
            "theme": m.get("theme"),
            "partner_text": m.get("partner"),
            "held_start": self.sample.moment(m["day"], m["from"]).isoformat(),
            "held_end": self.sample.moment(m["day"], m["to"]).isoformat(),
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
            "archived_on": self.sample.day(m["day"]).isoformat(),
        }
        activity = self.records.add("activity", fields)
        self._attend(activity, m, self._due(m, group))

    def _group(self, m: Mapping[str, Any]) -> dict[str, Any]:
        name = m.get("group")
        return next((g for g in self.sample.text["group"] if g["name"] == name), {})

    def _due(self, m: Mapping[str, Any], group: Mapping[str, Any]) -> list[str]:
        if m["type"] == "committee_meeting":
            return self.committee
        return [row[0] for row in group["members"]] if group else list(self.members)

    def _attend(self, activity: str, m: Mapping[str, Any], due: list[str]) -> None:
        start = self.sample.moment(m["day"], m["from"])
        away = m.get("away", {})
        edits: list[Edit] = []
        present: list[str] = []
        for place, name in enumerate(due):
            fields: dict[str, Json] = {"activity": activity, "member": self.members[name]}
            if name in m.get("missing", ()):
                fields["due"] = True
            elif name in away:
                fields |= {"status": Presence.leave.value, "reason": self.reasons[away[name]]}
            elif (place * 7 + start.day) % 29 == 0:
                fields |= {"status": Presence.absent.value, "reason": "事后未补假"}
            else:
                present.append(name)
                arrived = start - timedelta(minutes=12 - place % 12)
                fields |= {"status": HERE[0].value, "arrival": arrived.isoformat()}
            edits.append(self.records.edit_new("attendance", fields))
        self.records.write(edits, what="new")
        if m.get("hours"):
            self._study(m["title"], m["day"], m["hours"], "concentrated", present, activity)

    def _study(
        self, topic: str, day: str, hours: float, kind: str, names: list[str], activity: str = ""
    ) -> None:
        fields: dict[str, Json] = {
            "topic": topic,
            "held_on": self.sample.day(day).isoformat(),
            "hours": hours,
            "hours_kind": kind,
            "members": [self.members[n] for n in names],
            "activity": activity or None,
        }
        self.records.add("study_record", fields)

    def _write_other(self, kind: str, row: Mapping[str, Any]) -> None:
        day = self.sample.day(row["day"]).isoformat()
        if kind == "study":
            without = row.get("without", ())
            names = row.get("only") or [n for n in self.members if n not in without]
            self._study(row["topic"], row["day"], row["hours"], row["kind"], names)
        elif kind == "reflection":
            fields = {"member": self.members[row["member"]], "held_on": day}
            self.records.add("reflection", fields | {"title": row["title"], "text": row["text"]})
        else:
            people = {"member": self.members[row["member"]], "by": self.members[row["by"]]}
            rest = {"on": day, "method": row["method"], "result": row["result"]}
            self.records.add("contact_entry", people | rest)

    def _write_plans(self) -> None:
        for plan in self.sample.text["plan"]:
            edits = [
                self.records.edit_new(
                    "plan",
                    {
                        "title": plan["title"],
                        "from_on": self.sample.day(plan["from"]).isoformat(),
                        "to_on": self.sample.day(plan["to"]).isoformat(),
                    },
                )
            ]
            for title, due in plan["items"]:
                fields = {
                    "title": title,
                    "plan": id_of(0),
                    "due_on": self.sample.day(due).isoformat(),
                }
                edits.append(self.records.edit_new("plan_item", fields))
            self.records.write(edits, what="new")

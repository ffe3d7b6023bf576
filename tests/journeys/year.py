"""A year of one branch as plain entries: what was written, when, about what.

`clean_year` is a year in which everything was done and written down in time. A planted defect is a
function that alters such a list; `write` puts a list into a book, with the clock at each entry.
"""

import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from app.services.sample import StoppedClock
from app.workspace import Workspace
from db import keys
from db.model.record import Edit
from tests.bench.workload import Prose

YEAR = 2026
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
NOW = datetime(YEAR + 1, 1, 20, 9, 0)  # noqa: DTZ001 - site time is naive
BEGUN = datetime(YEAR - 1, 12, 20, 9, 0)  # noqa: DTZ001
NAMES = [
    "周建国",
    "达瓦次仁",
    "李强",
    "王雪梅",
    "张伟",
    "扎西",
    "陈静",
    "刘洋",
    "何涛",
    "马勇",
    "赵敏",
    "杨帆",
]
SECRETARY, ORGANISER, PUBLICITY = "m0", "m1", "m2"
COMMITTEE = (SECRETARY, ORGANISER, PUBLICITY)
CONVERTED = "m11"
"""Became a full member in September."""


class Entry(NamedTuple):
    """One record as it was first written: the moment, its kind, its id, its fields."""

    at: datetime
    kind: str
    id: str
    fields: dict[str, Any]


def day(month: int, number: int) -> date:
    """Return a day of the year."""
    return date(YEAR, month, number)


def moment(on: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day."""
    return datetime(on.year, on.month, on.day, hour, minute)  # noqa: DTZ001


MEMBERS = tuple(f"m{n}" for n in range(len(NAMES)))
GROUPS = {"g1": MEMBERS[0::2], "g2": MEMBERS[1::2]}


class YearWriter:
    """Collects the entries of a year."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._prose = Prose("year", random.Random("year"))

    def add(self, at: datetime, kind: str, name: str, /, **fields: Any) -> str:
        """Add one record; return its id."""
        self.entries.append(Entry(at, kind, name, fields))
        return name

    def text(self, length: int = 300) -> str:
        """Return prose that was not written before."""
        return self._prose.text(length)

    def set_up(self) -> None:
        """Write what the book begins with."""
        at = BEGUN
        self.add(
            at, "project", "p", name="109国道第二工区", section="K12-K48", start="2025-03-01", end="2028-02-28"
        )  # fmt: skip
        self.add(
            at, "branch", "branch", name="第二工区党支部", branch_type="ordinary", project="p",
            established_on="2025-03-01", approval_document="集团党〔2025〕12号", has_committee=True,
            term_start="2025-03-01", term_end="2028-02-28", themed_day=10,
        )  # fmt: skip
        self.add(
            at,
            "term_of_office",
            "t",
            number="第一届",
            start="2025-03-01",
            end="2028-02-28",
            how="选举",
        )
        for name, people in GROUPS.items():
            self.add(
                at,
                "party_group",
                name,
                name=f"第{name[1]}党小组",
                number=int(name[1]),
                leader=people[1],
            )
        for n, name in enumerate(NAMES):
            young = MEMBERS[n] == CONVERTED
            self.add(
                at, "member", MEMBERS[n], name=name, status="full", number=n + 1, relation_here="formal",
                group=next(g for g, people in GROUPS.items() if MEMBERS[n] in people),
                joined_on="2025-09-18" if young else f"{2003 + n}-07-01",
                full_on="2026-09-19" if young else f"{2004 + n}-07-01",
            )  # fmt: skip
        offices = ("secretary", "organization_member", "publicity_member")
        for member, office in zip(COMMITTEE, offices, strict=True):
            self.add(
                at,
                "office_holding",
                f"o-{member}",
                member=member,
                office=office,
                from_on="2025-03-01",
            )

    def meeting(
        self,
        name: str,
        kind: str,
        on: date,
        people: Sequence[str] = MEMBERS,
        *,
        hours: float = 1.5,
        start: int = 14,
        away: Sequence[str] = (),
        **more: Any,
    ) -> str:
        """Add a meeting with its sign-in sheet and its record; return its id."""
        begins = moment(on, start)
        ends = begins + timedelta(minutes=int(hours * 60))
        written = ends + timedelta(hours=2)
        fields = {
            "type": kind,
            "title": f"{on.month}月{name}",
            "held_start": begins.isoformat(),
            "held_end": ends.isoformat(),
            "place_text": "项目部会议室",
            "mode": "in_person",
            "chair": SECRETARY,
            "recorder": PUBLICITY,
            "minutes": self.text(500),
            "state": "filed",
            "filed_on": on.isoformat(),
            "hours": hours,
        }
        self.add(written, "activity", name, **(fields | more))
        for n, member in enumerate(people):
            here = member not in away
            arrival = begins - timedelta(minutes=12 - n)
            self.add(
                written, "attendance", f"{name}+{member}", activity=name, member=member, due=True,
                role="voting",
                status="present" if here else "leave",
                **({"arrival": arrival.isoformat()} if here else {"reason": "rotation"}),
            )  # fmt: skip
        signed = sum(member not in away for member in people)
        self.add(
            written,
            "sign_in_sheet",
            f"{name}/sheet",
            activity=name,
            serial=name,
            signed_rows=signed,
        )
        return name

    def item(
        self, meeting: str, number: int, title: str, kind: str = "discussion", **more: Any
    ) -> str:
        """Add an agenda item that belongs to a meeting; return its id."""
        at = next(e.at for e in self.entries if e.id == meeting)
        fields = {"activity": meeting, "number": number, "title": title, "kind": kind}
        return self.add(at, "agenda_item", f"{meeting}/i{number}", **(fields | more))

    def resolved(self, item: str, text: str, until: date) -> None:
        """Add what an item was decided to."""
        meeting = item.split("/", 1)[0]
        at = next(e.at for e in self.entries if e.id == meeting)
        self.add(
            at, "resolution", f"{item}/r", activity=meeting, item=item, text=text, owner=ORGANISER,
            due_on=until.isoformat(), state="done", closed_on=until.isoformat(), evidence="已办结",
        )  # fmt: skip

    def month(self, month: int) -> None:
        """Add what every month has."""
        committee = self.meeting(
            f"committee-{month:02}", "committee_meeting", day(month, 5), COMMITTEE, start=9
        )
        item = self.item(committee, 1, "上月工作和本月安排")
        self.resolved(item, f"{month}月安排按讨论意见执行", day(month, 25))
        for name, people in GROUPS.items():
            self.meeting(
                f"{name}-{month:02}", "group_meeting", day(month, 12 + int(name[1])), people,
                group=name, chair=people[1], recorder=people[2], start=19, hours=1,
            )  # fmt: skip
        self.meeting(
            f"themed-{month:02}", "themed_party_day", day(month, 10), theme=f"{month}月主题：{self.text(20)}",
            hours=2.5, away=(MEMBERS[3 + month % 8],),
        )  # fmt: skip
        at = moment(day(month, 26), 20)
        for member in MEMBERS:
            self.add(
                at, "study_record", f"s-{month:02}-{member}", topic=f"{month}月自学", members=[member],
                held_on=day(month, 26).isoformat(), hours=1.0, hours_kind="self_study", text=self.text(120),
            )  # fmt: skip
            self.add(
                at, "dues_tick", f"{member}+{YEAR}-{month:02}", member=member, month=f"{YEAR}-{month:02}",
                paid_on=day(month, 26).isoformat(),
            )  # fmt: skip

    def quarter(self, quarter: int) -> None:
        """Add what every quarter has: a general meeting, a lecture, the plan's line for both."""
        month = 3 * quarter - 1
        self.add(
            moment(day(month - 1, 4), 10), "plan", f"plan-{quarter}", title=f"第{quarter}季度计划", kind="quarter",
            from_on=day(month - 1, 1).isoformat(), to_on=day(month + 1, 28).isoformat(),
            filed_on=day(month - 1, 4).isoformat(), filed_with="集团党群工作部",
        )  # fmt: skip
        for name, kind, due in (
            (f"general-{quarter}", "general_meeting", day(month, 20)),
            (f"lecture-{quarter}", "party_lecture", day(month + 1, 20)),
        ):
            self.add(
                moment(day(month - 1, 4), 10), "plan_item", f"plan-{quarter}/{kind}", plan=f"plan-{quarter}",
                title=f"第{quarter}季度{name}", type=kind, due_on=due.isoformat(), activity=name,
                owner=SECRETARY,
            )  # fmt: skip
        general = self.meeting(
            f"general-{quarter}", "general_meeting", day(month, 20), start=16,
            plan_item=f"plan-{quarter}/general_meeting",
        )  # fmt: skip
        item = self.item(
            general, 1, "年度重点工作", "vote", matter="important",
            prior_committee_item=f"committee-{month:02}/i1",
        )  # fmt: skip
        at = next(e.at for e in self.entries if e.id == general)
        voters = len(MEMBERS) - (day(month, 20) < day(9, 19))
        self.add(
            at, "motion", f"{item}/v", activity=general, item=item, number=1, title="通过工作安排",
            kind="ordinary", method="show_of_hands", eligible=voters, present=voters, yes=voters - 1, no=0,
            abstain=1, tellers="李强、王雪梅",
        )  # fmt: skip
        self.resolved(item, "按安排执行", day(month, 28))
        self.meeting(
            f"lecture-{quarter}", "party_lecture", day(month + 1, 20), lecturer=NAMES[quarter],
            lecturer_capacity="worker", lecture_direction="own", start=19,
            plan_item=f"plan-{quarter}/party_lecture",
        )  # fmt: skip

    def conversion(self) -> None:
        """Add the meeting in which the probationary member became a full one."""
        on = day(9, 19)
        meeting = self.meeting("conv-09", "general_meeting", on, start=9)
        item = self.item(
            meeting, 1, f"讨论{NAMES[11]}转正", "vote", matter="conversion",
            prior_committee_item="committee-09/i1",
        )  # fmt: skip
        at = next(e.at for e in self.entries if e.id == meeting)
        self.add(
            at, "motion", f"{item}/v", activity=meeting, item=item, number=1, title=f"{NAMES[11]}转为正式党员",
            kind="conversion", method="secret_ballot", candidate=CONVERTED, candidate_name=NAMES[11],
            eligible=11, present=11, issued=11, returned=11, yes=11, no=0, abstain=0, invalid=0,
            tellers="李强、张伟",
        )  # fmt: skip
        self.resolved(
            item, f"同意{NAMES[11]}按期转为正式党员，应到11名，实到11名，赞成11票", day(9, 25)
        )
        self.add(
            at, "member_status_event", "e-convert", member=CONVERTED, event="convert", on=on.isoformat(),
            document="集团党组〔2026〕31号",
        )  # fmt: skip

    def election(self) -> None:
        """Add the by-election of a committee of three."""
        meeting = self.meeting("elect-10", "general_meeting", day(10, 16), start=9)
        item = self.item(meeting, 1, "增补支委", "vote", matter="election")
        at = next(e.at for e in self.entries if e.id == meeting)
        motion = self.add(
            at, "motion", f"{item}/v", activity=meeting, item=item, number=1, title="选举支部委员",
            kind="election", method="secret_ballot", seats=3, eligible=12, present=12, issued=12, returned=12,
            invalid=0, tellers="陈静、刘洋",
        )  # fmt: skip
        votes = ((0, 12, 0), (1, 11, 1), (2, 10, 2), (4, 3, 9))
        for n, (member, yes, no) in enumerate(votes, 1):
            self.add(
                at, "election_candidate", f"{motion}/c{n}", motion=motion, number=n, name=NAMES[member],
                member=MEMBERS[member], yes=yes, no=no, abstain=0,
            )  # fmt: skip
        self.resolved(item, "选举产生支部委员会委员3名", day(10, 20))

    def documents(self) -> None:
        """Add a document that came, went round, and was studied after it was issued."""
        at = moment(day(3, 2), 10)
        self.add(
            at, "document_receipt", "doc", title="关于加强学习的通知", number="集团党〔2026〕5号",
            kind="notice", issued_on="2026-02-25", received_on="2026-03-02", all_members=True,
        )  # fmt: skip
        for member in MEMBERS:
            self.add(
                at, "circulation", f"doc+{member}", document="doc", member=member, on="2026-03-06"
            )
        self.meeting(
            "study-03", "study_session", day(3, 6), start=20, documents=["doc"], title="学习通知"
        )

    def others(self) -> None:
        """Add what was done with others, and a visit with its answer."""
        self.meeting("joint", "joint_activity", day(6, 26), partner_text="桥梁工区党支部", start=15)
        visit = self.meeting("visit", "service_visit", day(7, 16), COMMITTEE, start=15)
        at = next(e.at for e in self.entries if e.id == visit)
        self.add(
            at, "resolution", "visit/task", activity=visit, text="协调村道洒水", owner=ORGANISER,
            due_on="2026-08-01", state="done", closed_on="2026-07-28", evidence="已洒水，村民满意",
        )  # fmt: skip

    def people_moving(self) -> None:
        """Add who floats, with the contacts that were kept."""
        at = moment(day(2, 3), 10)
        self.add(
            at, "flow_record", "flow", member="m9", direction="out", from_on="2026-02-01",
            registered_on="2026-02-03", counterpart="外地项目党支部", fixed=False,
        )  # fmt: skip
        for month in range(2, 13, 2):
            on = day(month, 22)
            self.add(
                moment(on, 20), "contact_entry", f"contact-{month:02}", member="m9", on=on.isoformat(),
                by=SECRETARY, reached=True,
            )  # fmt: skip

    def talks(self) -> None:
        """Add the three kinds of talk."""
        pairs = [*combinations(COMMITTEE, 2)]
        others = [m for m in MEMBERS if m not in COMMITTEE]
        pairs += [(COMMITTEE[n % 3], m) for n, m in enumerate(others)]
        pairs += [*pairwise(others)]
        for n, (first, second) in enumerate(pairs):
            on = day(11, 3) + timedelta(days=n % 20)
            self.add(
                moment(on, 21), "heart_to_heart_talk", f"talk-{n}", initiator=first, partner=second,
                on=on.isoformat(), occasion="life_meeting", subject="思想和工作",
            )  # fmt: skip

    def life(self) -> None:
        """Add the year's organisational-life meeting and appraisal, and what is put right."""
        on = day(12, 17)
        meeting = self.meeting(
            "life",
            "organizational_life_meeting",
            on,
            theme="对照党章找差距",
            for_year=YEAR,
            start=9,
            hours=3,
        )
        at = next(e.at for e in self.entries if e.id == meeting)
        fields = (
            "scheme",
            "study",
            "talks",
            "opinions",
            "last_year",
            "problems",
            "criticism",
            "direction",
        )
        self.add(
            at, "life_meeting", "life/steps", activity=meeting, **{f: self.text(60) for f in fields}
        )
        for member in COMMITTEE:
            self.add(
                at, "self_examination", f"life/self+{member}", activity=meeting, member=member,
                handed_in_on="2026-12-10",
            )  # fmt: skip
        self.add(
            at, "rectification_item", "fix-new", activity=meeting, for_year=YEAR, problem="夜班交接记录不细",
            measure=self.text(80), owner=ORGANISER, due_on="2027-06-30",
        )  # fmt: skip
        self.add(
            BEGUN, "rectification_item", "fix-old", for_year=YEAR - 1, problem="学习计划落实不到位",
            measure=self.text(80), owner=PUBLICITY, due_on="2026-06-30", done_on="2026-06-20",
            result="已按月落实", verified_by="周建国", verified_on="2026-07-01",
        )  # fmt: skip
        self.appraisal()

    def appraisal(self) -> None:
        """Add the democratic appraisal, without anybody's level."""
        meeting = self.meeting(
            "appraisal", "democratic_appraisal", day(12, 18), for_year=YEAR, start=9, hours=2
        )
        at = next(e.at for e in self.entries if e.id == meeting)
        self.add(
            at, "appraisal", "appraisal/a", activity=meeting, for_year=YEAR, self_on="2026-12-18",
            mutual_on="2026-12-18", measured_on="2026-12-18", concluded_on="2026-12-21",
            ballots_issued=12, ballots_returned=12, concluded_by="committee", rated=12, excellent=4,
        )  # fmt: skip
        for member in MEMBERS:
            self.add(
                at, "appraisal_result", f"appraisal/a+{member}", appraisal="appraisal/a", member=member,
                has_level=True, feedback_on="2026-12-25",
            )  # fmt: skip

    def growing(self) -> None:
        """Add a person who is being developed, every step in its time."""
        self.add(BEGUN, "development_case", "case", name="孙杰", contacts="李强、王雪梅")
        for step, on in (
            ("application", "2025-03-01"),
            ("first_talk", "2025-03-15"),
            ("activist", "2025-06-10"),
            ("review", "2025-12-08"),
            ("review", "2026-06-08"),
            ("review", "2026-12-06"),
        ):
            written = max(BEGUN, moment(date.fromisoformat(on), 20))
            self.add(
                written, "development_step", f"case/{step}-{on}", case="case", step=step, on=on
            )


def clean_year() -> list[Entry]:
    """Return a year in which everything was done and written down in time."""
    year = YearWriter()
    year.set_up()
    for month in range(1, 13):
        year.month(month)
    for quarter in range(1, 5):
        year.quarter(quarter)
    year.conversion()
    year.election()
    year.documents()
    year.others()
    year.people_moving()
    year.talks()
    year.life()
    year.growing()
    return year.entries


def write(entries: Iterable[Entry], home: Path) -> Workspace:
    """Write entries into a new book, each in its time; return it, open, with the clock at the end."""
    clock = StoppedClock(BEGUN - timedelta(hours=1))
    cost = keys.Cost(1, 1, 8)
    book = Workspace.create(
        home, "secret1", branch="第二工区党支部", writer=NAMES[0], clock=clock, cost=cost
    ).workspace
    moments: dict[datetime, list[Entry]] = {}
    listed = list(entries)
    ids = _ids(book, listed)
    for entry in listed:
        moments.setdefault(entry.at, []).append(entry)
    pen = book.pen()
    for at in sorted(moments):
        clock.set(at)
        edits: list[Edit] = []
        for entry in moments[at]:
            fields = {name: _named(value, ids) for name, value in entry.fields.items()}
            edits.append(book.records.edit_new(entry.kind, fields, id=ids[entry.id]))
        # Not through the guards: some of what is planted nobody could type into this program.
        book.store.write(pen.scope, pen.actor, edits, by=pen.by)
    clock.set(NOW)
    return book


def _ids(book: Workspace, entries: Sequence[Entry]) -> dict[str, str]:
    """Return the ids under which entries are stored; those with parents have theirs from them."""
    ids: dict[str, str] = {}
    later = []
    for entry in entries:
        if book.kinds[entry.kind].shape.parents:
            later.append(entry)
        else:
            ids[entry.id] = stored(entry.id)
    for entry in later:
        fields = {name: _named(value, ids) for name, value in entry.fields.items()}
        ids[entry.id] = book.records.edit_new(entry.kind, fields).id
    return ids


def stored(name: str) -> str:
    """Return the id under which an entry is stored."""
    return name if name == "branch" else f"y+{name}"


def _named(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_named(each, ids) for each in value]
    return ids.get(value, value) if isinstance(value, str) else value

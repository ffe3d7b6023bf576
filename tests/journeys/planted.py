"""What can be wrong with a year's records and be seen by a program (domain 3.4), one by one.

Each defect alters the entries of a clean year in one place. ``rule`` is what must find it, with its
part; ``about`` the record that the finding must open or name, a member where it is about people.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from tests.journeys.year import BEGUN, Entry, clean_year, day, moment


class Planting:
    """The entries of a year while they are being spoiled."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {(entry.kind, entry.id): entry for entry in entries}

    def entries(self) -> list[Entry]:
        """Return them."""
        return list(self._entries.values())

    def change(self, kind: str, name: str, **fields: Any) -> None:
        """Set fields of one entry; None takes a field away."""
        old = self._entries[(kind, name)]
        merged = {k: v for k, v in {**old.fields, **fields}.items() if v is not None}
        self._entries[(kind, name)] = old._replace(fields=merged)

    def value(self, kind: str, name: str, field: str) -> Any:
        """Return a field of one entry."""
        return self._entries[(kind, name)].fields[field]

    def drop(self, kind: str, *names: str) -> None:
        """Leave entries out."""
        for name in names:
            del self._entries[(kind, name)]

    def drop_where(self, wanted: Callable[[Entry], bool]) -> None:
        """Leave out every entry that is wanted so."""
        self._entries = {key: e for key, e in self._entries.items() if not wanted(e)}

    def add(self, kind: str, name: str, at: datetime = BEGUN, /, **fields: Any) -> None:
        """Add an entry."""
        self._entries[(kind, name)] = Entry(at, kind, name, fields)

    def of_meeting(self, meeting: str) -> list[tuple[str, str]]:
        """Return what belongs to a meeting, itself included."""
        return [
            key
            for key, entry in self._entries.items()
            if entry.id == meeting or entry.fields.get("activity") == meeting
        ]

    def written_on(self, meeting: str, on: date) -> None:
        """Write a meeting down only on a later day."""
        for key in self.of_meeting(meeting):
            self._entries[key] = self._entries[key]._replace(at=moment(on, 21))

    def moved(self, meeting: str, start: datetime, minutes: int = 90) -> None:
        """Hold a meeting at another time."""
        self.change(
            "activity",
            meeting,
            held_start=start.isoformat(),
            held_end=(start + timedelta(minutes=minutes)).isoformat(),
            filed_on=start.date().isoformat(),
        )
        self.written_on(meeting, start.date())
        for kind, name in self.of_meeting(meeting):
            if kind == "attendance" and "arrival" in self._entries[(kind, name)].fields:
                self.change(kind, name, arrival=(start - timedelta(minutes=5)).isoformat())


class Defect(NamedTuple):
    """One thing that is wrong: what it is called, which rule finds it, about what, how it is made."""

    name: str
    rule: str
    about: str
    plant: Callable[[Planting], None]


def _all_at_once(year: Planting) -> None:
    for kind, name in year.of_meeting("themed-07"):
        if kind == "attendance" and year.value(kind, name, "status") == "present":
            year.change(kind, name, arrival=moment(day(7, 10), 13, 55).isoformat())
    year.drop("sign_in_sheet", "themed-07/sheet")


def _back_filled(year: Planting) -> None:
    for meeting in ("committee-06", "g1-06", "g2-06"):
        year.written_on(meeting, day(6, 28))


def _copied(year: Planting) -> None:
    year.change("activity", "g1-09", minutes=year.value("activity", "g1-08", "minutes"))


def _alien(year: Planting) -> None:
    year.change(
        "activity",
        "g2-09",
        minutes=year.value("activity", "g2-09", "minutes") + "某某街道社区同意。",
    )


def _before_it_came(year: Planting) -> None:
    year.add(
        "document_receipt", "doc-late", title="关于后来印发的通知", issued_on="2026-05-20",
        received_on="2026-05-22",
    )  # fmt: skip
    year.change("activity", "g2-05", documents=["doc-late"])


def _unanswered_item(year: Planting) -> None:
    year.drop("resolution", "committee-04/i1/r")


def _alone_in_committee(year: Planting) -> None:
    for member in ("m1", "m2"):
        name = f"committee-12+{member}"
        year.change("attendance", name, status="leave", reason="rotation", arrival=None)
    year.change("sign_in_sheet", "committee-12/sheet", signed_rows=1)


def _slow_development(year: Planting) -> None:
    year.add("development_case", "case-slow", name="钱进", contacts="李强")
    steps = (
        ("application", "2024-11-01"), ("first_talk", "2024-11-20"), ("activist", "2025-03-01"),
        ("review", "2025-08-20"), ("review", "2026-02-18"), ("target", "2026-05-12"),
        ("publicity_from", "2026-05-18"), ("publicity_to", "2026-05-20"),
        ("pre_examined", "2026-06-01"), ("admission_meeting", "2026-08-15"),
    )  # fmt: skip
    for step, on in steps:
        at = max(BEGUN, moment(date.fromisoformat(on), 20))
        year.add(
            "development_step", f"case-slow/{step}-{on}", at, case="case-slow", step=step, on=on
        )


def _unit(year: Planting, name: str) -> None:
    year.add("partner_organization", name, name=f"共建单位{name}")


def _expired(year: Planting) -> None:
    _unit(year, "unit-old")
    year.add(
        "cobuild_agreement", "agreed-old", title="结对共建协议", parties=["unit-old"],
        state="signed", signed_on="2026-01-05", valid_from="2026-01-05", valid_to="2026-06-30",
    )  # fmt: skip


def _without_agreement(year: Planting) -> None:
    _unit(year, "unit-none")
    year.change("activity", "themed-10", partners=["unit-none"])


def _unanswered_visit(year: Planting) -> None:
    _unit(year, "unit-went")
    year.add(
        "service_visit", "went", moment(day(5, 20), 20), partner="unit-went", on="2026-05-20",
        standing="两条生产线", difficulties="用工难",
    )  # fmt: skip


def _six_lacking(year: Planting) -> None:
    _unit(year, "unit-six")
    year.add(
        "cobuild_agreement", "agreed-six", title="领导联系企业协议", parties=["unit-six"],
        state="signed", signed_on="2025-12-20", valid_from="2026-01-01", quota=True,
    )  # fmt: skip


def _member(year: Planting, name: str, number: int, called: str) -> None:
    year.add(
        "member", name, name=called, status="full", number=number, relation_here="formal",
        joined_on="2012-07-01", full_on="2013-07-01",
    )  # fmt: skip


def _floating(year: Planting) -> None:
    _member(year, "x1", 21, "郭远")
    year.add(
        "flow_record",
        "flow-x1",
        moment(day(2, 1), 9),
        member="x1",
        direction="out",
        from_on="2026-02-01",
    )


def _lost(year: Planting) -> None:
    _member(year, "x2", 22, "罗失")


def _no_dues(year: Planting) -> None:
    year.drop_where(
        lambda e: (
            e.kind == "dues_tick" and e.fields["member"] == "m8" and e.fields["month"] > "2026-04"
        )
    )


def _outsider(year: Planting) -> None:
    at = moment(day(10, 5), 12)
    arrival = moment(day(10, 5), 8, 50).isoformat()
    year.add(
        "attendance", "committee-10+m5", at, activity="committee-10", member="m5", due=True, role="voting",
        status="present", arrival=arrival,
    )  # fmt: skip
    year.change("sign_in_sheet", "committee-10/sheet", signed_rows=4)


def _term_over(year: Planting) -> None:
    year.change("branch", "branch", term_end="2026-08-01")
    year.change("term_of_office", "t", start="2023-08-02", end="2026-08-01")


def _changes(kind: str, name: str, **fields: Any) -> Callable[[Planting], None]:
    return lambda year: year.change(kind, name, **fields)


def _drops(kind: str, *names: str) -> Callable[[Planting], None]:
    return lambda year: year.drop(kind, *names)


DEFECTS = (
    # Elements missing, numbers that do not agree, sheets
    Defect("记录缺主持人", "R13", "themed-02", _changes("activity", "themed-02", chair=None)),
    Defect("请假无事由", "R14/reasons", "themed-03", _changes("attendance", "themed-03+m6", reason=None)),
    Defect("签到人数不符", "R14", "themed-04", _changes("sign_in_sheet", "themed-04/sheet", signed_rows=5)),
    Defect("有人没有去向", "R14", "themed-05", _changes("attendance", "themed-05+m0", status=None, arrival=None)),
    Defect(
        "会后补签", "R14", "themed-06", _changes("attendance", "themed-06+m2", arrival="2026-06-10T18:00:00")
    ),
    Defect("签到时刻一致", "R14/arrivals", "themed-07", _all_at_once),
    # Written later
    Defect("补记录", "R15", "g1-03", lambda year: year.written_on("g1-03", day(4, 27))),
    Defect("集中补录", "R15/same_day", "", _back_filled),
    # Two places at once, not there at all
    Defect(
        "时间冲突", "R16", "committee-08", lambda year: year.moved("committee-08", moment(day(8, 20), 16, 30))
    ),
    Defect(
        "请假又到会", "R17", "g1-04",
        lambda year: year.add(
            "leave_or_absence", "leave-m4", moment(day(4, 10), 9), member="m4", from_on="2026-04-12",
            to_on="2026-04-15", reason="rotation",
        ),
    ),
    Defect(
        "尚未转入", "R17", "committee-01",
        lambda year: year.add(
            "member_status_event", "came", moment(day(1, 25), 9), member="m1", event="in", on="2026-01-25"
        ),
    ),
    Defect("非委员计入支委会", "R17", "committee-10", _outsider),
    # Texts
    Defect("超前学习", "R18", "g2-05", _before_it_came),
    Defect("雷同", "R19", "g1-09", _copied),
    Defect("他人单位名称", "R19/alien", "g2-09", _alien),
    # Decisions and votes
    Defect("议题无结果", "R13/items", "committee-04", _unanswered_item),
    Defect("票数不符", "R08", "general-2", _changes("motion", "general-2/i1/v", yes=12)),
    Defect("到会不足半数", "R05", "general-1", _changes("motion", "general-1/i1/v", present=5, yes=5, abstain=0)),
    Defect("赞成未过半", "R06", "general-4", _changes("motion", "general-4/i1/v", yes=6, no=4, abstain=2)),
    Defect("转正未无记名投票", "R07", "conv-09", _changes("motion", "conv-09/i1/v", method="show_of_hands")),
    Defect("有表决权人数不符", "R42", "elect-10", _changes("motion", "elect-10/i1/v", eligible=11, present=11, issued=11, returned=11)),
    Defect("选举没有差额", "R37", "elect-10", _drops("election_candidate", "elect-10/i1/v/c4")),
    Defect("未经支委会", "R09", "general-1", _changes("agenda_item", "general-1/i1", prior_committee_item=None)),
    Defect("支委会不足半数", "R38", "committee-12", _alone_in_committee),
    # Terms and days
    Defect("任期已满", "R10", "branch", _term_over),
    Defect("主题党日不固定", "R11/day", "", lambda year: year.moved("themed-09", moment(day(9, 26), 14))),
    Defect("结束早于开始", "D01", "g2-12", _changes("activity", "g2-12", held_end="2026-12-14T18:00:00")),
    # The year's meeting, appraisal, talks
    Defect("会前未学习", "R21", "life", _changes("life_meeting", "life/steps", study=None)),
    Defect("缺对照检查", "R21/practice", "life", _drops("self_examination", "life/self+m1")),
    Defect("评议次序颠倒", "R22", "appraisal", _changes("appraisal", "appraisal/a", mutual_on="2026-12-16")),
    Defect("评议未反馈", "R22/feedback", "appraisal", _changes("appraisal_result", "appraisal/a+m3", feedback_on=None)),
    Defect("优秀超过三分之一", "R23", "appraisal", _changes("appraisal", "appraisal/a", excellent=6)),
    Defect("委员之间未谈心", "R24", "m0", _drops("heart_to_heart_talk", "talk-1")),
    # People
    Defect("流动党员失管", "R26", "x1", _floating),
    Defect("失联", "R27", "x2", _lost),
    Defect("长期不交党费", "R41", "m8", _no_dues),
    # Plans, matters, papers
    Defect("联建无单位", "R28", "joint", _changes("activity", "joint", partner_text=None)),
    Defect("有活动无协议", "R28/agreement", "unit-none", _without_agreement),
    Defect("共建协议过期", "R28/expiry", "agreed-old", _expired),
    Defect("走访三问未答全", "R29", "went", _unanswered_visit),
    Defect("半年六个一不齐", "R29/quota", "unit-six", _six_lacking),
    Defect("办实事未反馈", "R29", "visit", _changes("resolution", "visit/task", evidence=None)),
    Defect(
        "计划未落实", "R30", "plan-2/none",
        lambda year: year.add(
            "plan_item", "plan-2/none", moment(day(4, 4), 10), plan="plan-2", title="主题团建", due_on="2026-05-30"
        ),
    ),
    Defect("整改到期未落实", "R31", "fix-old", _changes("rectification_item", "fix-old", done_on=None, result=None, verified_on=None)),
    Defect("超期未报备", "R32", "g2-02", _changes("activity", "g2-02", filed_on="2026-03-01")),
    Defect("主持人不合规定", "R34", "committee-11", _changes("activity", "committee-11", chair="m4")),
    Defect("主持人自己记录", "R34/recorder", "g1-11", _changes("activity", "g1-11", recorder="m2", chair="m2")),
    Defect("文件未传阅", "R35/circulation", "doc", _drops("circulation", "doc+m5")),
    Defect("微党课过长", "R36", "lecture-2", _changes("activity", "lecture-2", micro=True)),
    Defect("预审后超过一个月", "R39", "case-slow", _slow_development),
    Defect("公示不足五个工作日", "R40", "case-slow", _slow_development),
)  # fmt: skip


def planted_year() -> list[Entry]:
    """Return a year with every defect in it."""
    year = Planting(clean_year())
    for defect in DEFECTS:
        defect.plant(year)
    return year.entries()


def bare_year() -> list[Entry]:
    """Return a year in which little was done: nothing quarterly, no life meeting, no study."""
    year = Planting(clean_year())
    gone = (
        "general-",
        "lecture-",
        "conv-",
        "elect-",
        "life",
        "appraisal",
        "g1-05",
        "committee-07",
        "themed-08",
    )
    year.drop_where(
        lambda e: (
            e.kind != "plan_item"
            and (e.id.startswith(gone) or str(e.fields.get("activity", "")).startswith(gone))
        )
    )
    year.drop_where(
        lambda e: (
            e.kind in {"study_record", "heart_to_heart_talk", "appraisal_result", "life_meeting"}
        )
    )
    for quarter in range(1, 5):
        for kind in ("general_meeting", "party_lecture"):
            year.change("plan_item", f"plan-{quarter}/{kind}", activity=None)
    for number in range(1, 13):
        if number != 8:
            year.change("activity", f"themed-{number:02}", hours=1.0)
    return year.entries()


BARE = {
    ("R01", ""), ("R02", ""), ("R03", ""), ("R04", ""), ("R11", ""), ("R20", ""), ("R22", ""),
    ("R24", ""), ("R25", ""), ("R30", ""),
}  # fmt: skip
"""What must be found in the bare year."""

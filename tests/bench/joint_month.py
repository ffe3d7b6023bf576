"""A month of joint building and service, as records of this program; always the same.

Three visits with their handbook entries and tasks, eight matters with progress and feedback, two
joint activities with numbers and what was learned, four bookings.
"""

from collections.abc import Mapping
from datetime import date

from app.records.service import MatterKind, MatterState, ServiceMatter
from app.services.records import Records
from app.services.visiting import Task
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json

UNITS = ("建工集团三标段党支部", "数据公司党支部", "大王村党支部")
ANSWERS = (
    ("主体完成六成，日均进料一千二百吨，夜里进场的车排到村口。", "夜间没有卸车场地，司机等两三个小时。",
     "希望有人讲清超限运输许可怎样办，材料要几份。"),
    ("机房投用，员工四十人，多数住在县城。", "员工上下班没有班车，末班公交八点半。",
     "希望共享货运数据，先从砂石料开始试。"),
    ("汛前堤岸巡查两遍，补了三处。", "村东便道雨后泥泞，老人出门不方便。", "希望借两台水泵，用到九月。"),
)  # fmt: skip
MATTERS = (
    ("夜间卸车场地", 0, "difficulty", "和城建公司看了两块空地，东侧那块可用。", "划出临时场地两千平方米。",
     "场地即日起可用，使用到年底，车辆从北门进。"),
    ("讲解超限运输许可", 0, "policy", "约了县交通局的同志，下周三上午。", "到项目部讲解一次，留下办理流程。",
     "流程和联系电话已发给物资部。"),
    ("管廊预制件运输", 0, "project", "排了十二个车次，避开早晚高峰。", "预制件按计划运完。",
     "运输总结已送达。"),
    ("数据公司班车", 1, "difficulty", "与公交公司商定线路，等批复。", "早晚各一班，七点十分发车。",
     "班次表贴在大堂。"),
    ("货运数据共享试点", 1, "project", "先试砂石料一类，字段对齐了。", "每天早上六点推送一次。",
     "接口文档已发技术部。"),
    ("村东便道铺石渣", 2, "problem", "量了长度，三百二十米，用料四十方。", "铺完压实，雨后能走。",
     "已在村务公开栏说明。"),
    ("借用水泵两台", 2, "request", "仓库有一台，另一台从车队调。", "两台送到村委会，教了操作。",
     "九月底归还，联系人已记下。"),
    ("三家单位夜间停车难", 1, "problem", "看了三家院内车位，晚上空三十多个。", "错时共用院内车位。",
     "规则和车位图发给三家单位。"),
)  # fmt: skip
HELD = (
    ("助农果品义卖", "volunteering", "八个摊位，果品由合作社送到院里，分装称重。",
     "先分装再摆摊，现场不称重，队伍短一半。", (("义卖", 3000, "元"), ("参加单位", 3, "家"))),
    ("汛期联合演练", "emergency", "三家单位同时接报，二十分钟内到位，演练堵漏和转移。",
     "集合点要定两处，一处被水围时走另一处。", (("参加人员", 46, "人"), ("沙袋", 800, "只"))),
)  # fmt: skip
BOOKED = (
    ("09:00", "轮值交接会"),
    ("14:00", "技能讲座"),
    ("08:30", "班组学习"),
    ("15:00", "联席会议筹备"),
)


def write_ground(records: Records) -> dict[str, str]:
    """Write what stands before the month: units, a room; return their ids by name."""
    found = {
        name: records.add("partner_organization", {"name": name, "joined_on": "2026-01-10"})
        for name in UNITS
    }
    return found | {"room": records.add("shared_resource", {"name": "会议室", "kind": "room"})}


def write_month(book: Workspace, ground: Mapping[str, str], month: str = "2026-03") -> None:
    """Write the month, each step as the window writes it."""
    units = [ground[name] for name in UNITS]
    for at, unit in enumerate(units):
        _visit(book, at, unit, month)
    found = {m.title: m.id for m in book.records.all(ServiceMatter)}
    for at, line in enumerate(MATTERS):
        _answer(book, found[line[0]], line, f"{month}-{14 + at:02d}", month)
    for at, held in enumerate(HELD):
        _activity(book.records, held, units, f"{month}-{12 + at * 9}")
    for at, (start, purpose) in enumerate(BOOKED):
        day = f"{month}-{5 + at * 6:02d}"
        _book(book.records, ground["room"], units[at % 3], day, start, purpose)


def _visit(book: Workspace, at: int, unit: str, month: str) -> None:
    standing, difficulties, needs = ANSWERS[at]
    visit = book.records.add(
        "service_visit",
        {
            "partner": unit, "on": f"{month}-{3 + at * 4:02d}", "leader": "周建国",
            "visitors": "周建国、达瓦次仁", "theme": "保障进场运输",
            "standing": standing, "difficulties": difficulties, "needs": needs,
            "with_theme": True, "with_duty": True, "with_service": True,
        },
    )  # fmt: skip
    due = date.fromisoformat(f"{month}-28")
    tasks = [Task(m[0], "", "工程部", due, MatterKind[m[2]]) for m in MATTERS if m[1] == at]
    book.visiting.finish(visit, tasks, Catalogue("zh_CN"))


def _answer(
    book: Workspace, matter: str, line: tuple[str, int, str, str, str, str], day: str, month: str
) -> None:
    _, _, _, progress, result, told = line
    said: dict[str, Json] = {"on": day, "text": progress, "by": "达瓦次仁"}
    book.matters.add_entry("progress_entry", matter, said)
    book.matters.step(matter, MatterState.done, {"result": result, "done_on": f"{month}-25"})
    checked: dict[str, Json] = {"verified_by": "郭敏", "verified_on": f"{month}-26"}
    book.matters.step(matter, MatterState.verified, checked)
    feedback: dict[str, Json] = {"on": f"{month}-27", "to_whom": "联系人", "text": told}
    book.matters.add_entry("feedback", matter, feedback)
    book.matters.step(matter, MatterState.closed)


def _activity(
    records: Records,
    held: tuple[str, str, str, str, tuple[tuple[str, int, str], ...]],
    units: list[str],
    day: str,
) -> None:
    title, kind, minutes, experience, numbers = held
    activity = records.add(
        "activity",
        {
            "type": "joint_activity", "joint_kind": kind, "title": title, "partners": [*units],
            "held_start": f"{day}T09:00:00", "held_end": f"{day}T11:30:00",
            "place_text": "物流园区", "minutes": minutes, "experience": experience,
        },
    )  # fmt: skip
    for at, (label, number, unit) in enumerate(numbers, 1):
        row: dict[str, Json] = {"label": label, "number": number, "unit": unit}
        records.add("outcome", {"about": activity, "number_in_list": at, **row})


def _book(records: Records, room: str, unit: str, day: str, start: str, purpose: str) -> None:
    times: dict[str, Json] = {
        "from_at": f"{day}T{start}:00",
        "to_at": f"{day}T{int(start[:2]) + 2}:00:00",
    }
    booked: dict[str, Json] = {"resource": room, "partner": unit, "purpose": purpose}
    records.add("booking", {**booked, **times, "state": "agreed"})

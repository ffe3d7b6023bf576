"""Records of vanguard and deeds, as a secretary would enter them: for tests of services, papers and pages."""

from dataclasses import dataclass, field
from datetime import date

from app.records.member import Member
from app.workspace import Workspace

MASKS = "向驻地群众捐赠口罩"


@dataclass
class Entered:
    """Ids of what was entered, by a short name."""

    ids: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.ids[name]


def enter(book: Workspace) -> Entered:
    """Enter posts, commitments, a round, a file of evidence and deeds; members are there already."""
    made, add = Entered(), book.records.add
    members = [m.id for m in book.records.all(Member, order=("number", "name"))][:4]
    made.ids["post"] = add(
        "demonstration_post",
        {
            "name": "养护一班党员示范岗",
            "members": members[:2],
            "place_text": "K98 工区",
            "content": "雨季巡路当日回报",
            "set_on": "2025-07-01",
            "review_on": "2026-04-01",
        },
    )
    made.ids["area"] = add(
        "responsibility_area",
        {"name": "隧道口责任区", "members": members[:1], "set_on": "2026-03-01"},
    )
    made.ids["old"] = add(
        "demonstration_post", {"name": "旧示范岗", "set_on": "2024-01-01", "ended_on": "2025-12-31"}
    )
    made.ids["team"] = add(
        "service_team",
        {
            "name": "防汛党员突击队",
            "kind": "shock",
            "leader": members[0],
            "members": members,
            "others": 6,
            "set_on": "2026-05-01",
        },
    )
    book.vanguard.carriers.begin(members[:3], date(2026, 1, 10), due_on=date(2026, 4, 30))
    first, second, _third = book.vanguard.carriers.promises(2026)
    made.ids["kept"], made.ids["late"] = first.thing.id, second.thing.id
    book.records.change(
        made["kept"],
        {
            "text": "汛期接到通知半小时内到岗",
            "fulfilled_on": "2026-04-20",
            "fulfilment": "到岗三次，均在半小时内",
        },
    )
    book.records.change(made["late"], {"text": "整理一班的操作规程"})
    made.ids["unit"] = add(
        "commitment",
        {
            "text": "村道修复按期完工",
            "unit": "支部",
            "made_on": "2026-01-05",
            "due_on": "2026-12-31",
        },
    )
    made.ids["round"] = add(
        "election_round",
        {
            "title": "巾帼服务明星评选",
            "organiser": "集团公司工会",
            "opened_on": "2026-03-01",
            "decision": "评出巾帼服务明星 10 名",
        },
    )
    for n in range(24):
        unit = {"round": made["round"], "unit": f"第{n + 1:02d}分公司", "nominee": "服务班"}
        add("nomination", unit)
    agreed = {"round": made["round"], "title": "巾帼服务明星", "named_by": "集团公司工会"}
    made.ids["agreed"] = add(
        "exemplar",
        {**agreed, "who": "央金卓玛", "deed": "连续两个雨季值守", "consent_on": "2026-03-20"},
    )
    made.ids["silent"] = add("exemplar", {**agreed, "who": "李桂芳", "deed": "不愿张扬"})
    return _deeds(book, made, members)


def _deeds(book: Workspace, made: Entered, members: list[str]) -> Entered:
    add = book.records.add
    made.ids["deed"] = add(
        "practical_deed",
        {
            "title": "修好村口路灯",
            "beneficiaries": "扎村 42 户",
            "people": 160,
            "owner": members[0],
            "due_on": "2026-03-31",
            "done_on": "2026-03-20",
            "result": "六盏全亮",
        },
    )
    add("practical_deed", {"title": "给工棚装热水", "due_on": "2026-06-30"})
    made.ids["service"] = add(
        "volunteer_service",
        {
            "title": "敬老院清洗眼镜",
            "on": "2026-03-05",
            "team": made["team"],
            "members": members[:3],
            "others": 2,
            "hours": 2.5,
            "people": 40,
        },
    )
    add(
        "donation",
        {
            "title": "购买村里的水果",
            "kind": "purchase",
            "on": "2026-02-10",
            "receiver": "扎村",
            "amount": 3000,
            "unit": "元",
        },
    )
    add(
        "donation",
        {
            "title": MASKS,
            "kind": "goods",
            "on": "2026-02-12",
            "receiver": "扎村村委会",
            "amount": 10000,
            "unit": "只",
            "people": 400,
            "handed_to": "村委会",
        },
    )
    made.ids["file"] = add(
        "evidence_file",
        {
            "title": "五星党支部佐证材料",
            "kind": "star",
            "year": 2026,
            "unit": "109国道项目联合党支部",
            "summary": "一年来的工作与佐证。",
        },
    )
    evidence = book.vanguard.evidence
    evidence.add_points(made["file"], ["组织健全", "服务群众"])
    points = evidence.get(made["file"]).points
    made.ids["sound"], made.ids["serving"] = (p.point.id for p in points)
    book.records.change(made["serving"], {"text": "为驻地群众办实事，账在记录里。"})
    for record in ("deed", "service", "agreed", "silent"):
        evidence.link(made["serving"], made[record])
    book.attachments.add_bytes(made["deed"], b"receipt", "路灯验收单.txt")
    return made

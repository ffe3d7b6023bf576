"""A realistic month of one branch, as records of this program; the same for the same seed.

Its shape: 30 members in 3 groups; nine meetings a month with 30 attendances each and minutes of
about 1,500 characters; 60 study records of 150 characters; 30 reflections of 400. The prose is half
set phrases, half words drawn with Zipf weights and now and then a rare character, so that it
compresses like prose (about 7 bits a character under zstd-19), neither like a template nor noise.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from app.services.records import Records
from db.model.record import Edit


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗扎格旦边索"
GIVEN = "伟强磊洋勇军杰涛超明刚平辉鹏飞波斌浩凯健帆旭宁成志新建国文海峰雪梅静敏燕玲桑多次仁央金顿珠"
PHRASES = (
    "支部书记主持会议并通报上月情况",
    "传达上级通知后逐条对照本工区落实情况",
    "各小组汇报带班记录和隐患整改进度",
    "讨论了雨季值班安排和材料进场次序",
    "会议通报了党费收缴情况",
    "安全员说明了近期边坡监测的变化",
    "大家认为夜班交接还要写得再细一些",
    "会后由组织委员负责督促落实",
    "针对降温降雪调整了施工时间",
    "要求月底前把整改照片交到综合部",
    "试验室提醒注意骨料含水率",
    "机械队提出备件到货太慢",
    "学习了条例中关于支部任务的条文",
    "联系自己岗位说了三点不足",
    "值班点的取暖和供氧要再查一遍",
    "同意按这个办法先试一个月",
)
WORDS = _words(
    "施工 安全 质量 进度 隧道 桥梁 路基 桩基 承台 墩柱 混凝土 钢筋 模板 拌和 "
    "运输 爆破 开挖 支护 衬砌 注浆 监测 测量 试验 检查 整改 隐患 排查 台账 "
    "验收 交底 培训 演练 应急 值班 巡查 防火 防冻 保温 供氧 体检 药品 食堂 "
    "宿舍 帐篷 发电 柴油 便道 车辆 司机 积雪 大风 冻土 滑坡 落石 水源 党员 "
    "支部 书记 委员 小组 大会 党课 主题 学习 笔记 心得 交流 发言 讨论 表决 "
    "决议 选举 培养 预备 转正 谈话 批评 评议 监督 纪律 公示 职工 工资 家属 "
    "牧民 村庄 帮扶 慰问 联建 环保 草皮 恢复 垃圾 扬尘 设计 变更 图纸 方案 "
    "专家 业主 监理 分包 班组 工长 骨干 工艺 课题 考核 水泥 砂石 骨料 焊接 "
    "锚杆 养护 强度 回弹 取芯 返工 裂缝 渗漏 排水 沉降 位移 目标 节点 工期 "
    "产值 成本 合同 结算 采购 库存 设备 吊装 台车 维修 配件 问题 原因 办法 "
    "经验 教训 差距 难点 关键 环节 标准 规定 流程 资料 数据 今天 昨天 上午 "
    "下午 夜班 本月 下月 季度 冬季 雨季 同时 其中 尤其 由于 因此 但是 如果 "
    "我们 他们 每个 部分 一线 现场 后方 发现 认为 希望 需要 能够 已经 正在 "
    "继续 增加 减少 达到 超过 低于 保证 天气 气温 海拔 缺氧 血压 吸氧 轮休 "
    "返岗 探亲 电话 信号 断网 照片 故事 温暖 完成 推进 "
)
RARE = [bytes((a, b)).decode("gb2312") for a in range(0xB0, 0xD0) for b in range(0xA1, 0xFF)]
TYPES = (
    "general_meeting",
    "committee_meeting",
    *("group_meeting",) * 3,
    "party_lecture",
    "themed_party_day",
    "committee_meeting",
    "group_meeting",
)
PLACES = ("项目部会议室", "一号营地", "隧道口值班室", "拌和站")
Body = dict[str, Any]


class Roster(NamedTuple):
    """The ids of the members and of the groups."""

    members: list[str]
    groups: list[str]


class Prose:
    """Sentences of one site: each site has its own favourite words."""

    def __init__(self, site: str, rng: random.Random) -> None:
        self._rng = rng
        self._words = list(WORDS)
        random.Random(site).shuffle(self._words)
        self._weights = [1 / (rank + 20) for rank in range(len(self._words))]

    def clause(self) -> str:
        """Return one clause without its comma."""
        rng = self._rng
        if rng.random() < 0.2:
            return rng.choice(PHRASES)
        words = rng.choices(self._words, self._weights, k=rng.randint(3, 7))
        if rng.random() < 0.66:
            words[rng.randrange(len(words))] = "".join(rng.choices(RARE, k=rng.randint(1, 3)))
        return "".join(words)

    def text(self, length: int) -> str:
        """Return a paragraph of so many characters."""
        out, held = [], 0
        while held < length:
            clause = self.clause()
            if self._rng.random() < 0.06:
                clause += f"{self._rng.randint(2, 980)}{self._rng.choice('人米方吨项天次')}"
            out.append(clause + self._rng.choice("，，，，，。。；"))
            held += len(out[-1])
        return "".join(out)[: length - 1] + "。"


def members(seed: int) -> list[Body]:
    """Return the bodies of 30 members, without their group."""
    rng = random.Random(f"{seed}/members")
    return [
        {
            "name": rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2)))),
            "status": "probationary" if n % 10 == 9 else "full",
            "joined_on": f"{rng.randint(1990, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
            "number": n,
        }
        for n in range(30)
    ]


def write_members(records: Records, seed: int = 1) -> Roster:
    """Write the groups and members; return their ids."""
    groups = [
        records.add("party_group", {"name": f"第{name}党小组", "number": n})
        for n, name in enumerate("一二三", 1)
    ]
    edits = [
        records.edit_new("member", {**body, "group": groups[n % 3]})
        for n, body in enumerate(members(seed))
    ]
    return Roster(list(records.write(edits, what="import").ids), groups)


def _whenever(_moment: datetime) -> None:
    """Write now, whatever day it is about."""


def open_again(records: Records, most: int = 400) -> list[str]:
    """Open filed meetings again, so that they may be changed; return their ids."""
    found = [r.id for r in records.find(records.query("activity", limit=most))]
    fields = {"state": "reopened", "state_reason": "一处要改", "version": 2}
    records.write([Edit("activity", dict(fields), meeting) for meeting in found])
    return found


def write_month(
    records: Records,
    roster: Roster,
    month: str,
    seed: int = 1,
    at: Callable[[datetime], None] = _whenever,
) -> None:
    """Write one month (``2026-03``) as a secretary would: a change a meeting, a sheet, a study.

    `at` is told the evening on which each is written, for a clock to be set to it.
    """
    rng = random.Random(f"{seed}/{month}")
    prose = Prose(f"{seed}", rng)
    for n in range(9):
        meeting = _meeting(rng, prose, roster, month, n)
        at(datetime.fromisoformat(meeting["held_end"]))
        activity = records.add("activity", meeting)
        start = datetime.fromisoformat(meeting["held_start"])
        sheet = (_attendance(rng, activity, person, start) for person in roster.members)
        records.write([records.edit_new("attendance", one) for one in sheet], what="new")
    at(datetime.fromisoformat(f"{month}-28T20:00:00"))
    for kind, body in _study(rng, prose, roster.members, month):
        records.add(kind, body)


def _meeting(rng: random.Random, prose: Prose, roster: Roster, month: str, n: int) -> Body:
    day, hour, minute = f"{month}-{2 + 3 * n:02d}", rng.randint(8, 19), rng.choice((0, 30))
    body: Body = {
        "type": TYPES[n],
        "title": f"{int(month[5:])}月第{n + 1}次会议",
        "held_start": f"{day}T{hour:02d}:{minute:02d}:00",
        "held_end": f"{day}T{hour + rng.randint(1, 2):02d}:{minute:02d}:00",
        "place_text": rng.choice(PLACES),
        "chair": rng.choice(roster.members),
        "recorder": roster.members[2],
        "minutes": prose.text(rng.randint(1400, 1600)),
        "state": "archived",
    }
    if TYPES[n] == "group_meeting":
        body["group"] = roster.groups[n % 3]
    if TYPES[n] == "party_lecture":
        body |= {"lecturer": "周建国", "lecturer_capacity": "secretary"}
    return body


def _attendance(rng: random.Random, activity: str, person: str, start: datetime) -> Body:
    status = rng.choices(("present", "leave", "absent", "online"), (86, 8, 2, 4))[0]
    away = status in ("leave", "absent")
    reason = rng.choice(("rotation", "production", "illness")) if away else None
    minute = rng.randrange(-9, 20)
    arrival = None if away else (start + timedelta(minutes=minute)).isoformat()
    return {
        "activity": activity,
        "member": person,
        "status": status,
        "reason": reason,
        "arrival": arrival,
    }


def _study(
    rng: random.Random, prose: Prose, people: list[str], month: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for n in range(60):
        yield (
            "study_record",
            {
                "topic": prose.clause()[:16],
                "held_on": f"{month}-{rng.randint(1, 28):02d}",
                "hours": rng.randint(1, 4) / 2,
                "members": [people[n % 30]],
                "text": prose.text(rng.randint(130, 170)),
            },
        )
    for n in range(30):
        yield (
            "reflection",
            {
                "member": people[n],
                "held_on": f"{month}-{rng.randint(20, 28):02d}",
                "title": prose.clause()[:12],
                "text": prose.text(rng.randint(360, 440)),
            },
        )


def months(count: int, last: date) -> list[str]:
    """Return so many months, the oldest first, the last one that of `last`."""
    end = last.year * 12 + last.month - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(end - count + 1, end + 1)]

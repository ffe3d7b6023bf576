"""A month of a branch as changes: nine meetings, their attendance, study and reflections.

The text is drawn from a fixed seed out of words of the trade, so that it packs neither like a form
nor like noise.
"""

import random
from itertools import count

from db.model.change import Change, Json, Op, child_id

SCOPE, ACTOR = "5c0fe00000000001", "9f2c6a11d03b77e4"
START = 1_779_440_000_000
_WORDS = (
    "施工 安全 质量 进度 隧道 桥梁 路基 桩基 承台 混凝土 钢筋 模板 运输 开挖 支护 衬砌 注浆 监测 检查 整改 "
    "隐患 台账 验收 交底 培训 演练 应急 值班 防冻 保温 供氧 体检 医务 食堂 宿舍 柴油 道路 车辆 司机 积雪 大风 "
    "降温 冻土 党员 支部 书记 小组 会议 记录 请假 补课 学习 笔记 心得 讨论 表决 通过 决议 发展 谈心 批评 监督 "
    "群众 职工 家属 帮扶 困难 慰问 共建 环保 植被 恢复 设计 变更 图纸 方案 监理 班组 工艺 创新 攻关 材料 水泥 "
    "目标 任务 节点 工期 精神 思想 责任 使命 坚守 榜样 完成 推进 落实 部署 总结 研究 协调 保障 改进 坚持 及时 "
    "问题 措施 经验 差距 重点 环节 细节 制度 今天 上午 夜班 本月 冬季 雨季 我们 大家 同志 一线 现场 认为 需要"
)
_HANZI = [bytes([a, b]).decode("gb2312") for a in range(0xB0, 0xD7) for b in range(0xA1, 0xFF)]


class _Pen:
    """Numbers the changes of one actor."""

    def __init__(self, seed: int) -> None:
        self.random, self._seq, self._ms = random.Random(seed), count(1), START

    def prose(self, chars: int) -> str:
        r, out = self.random, ""
        while len(out) < chars:
            words = [r.choice(_WORDS.split()) for _ in range(r.randint(3, 7))]
            if r.random() < 0.5:
                words[0] = "".join(r.choices(_HANZI, k=2))
            out += "".join(words) + r.choice("，，，。")
        return out[: chars - 1] + "。"

    def change(self, *records: tuple[str, str | None, dict[str, Json]]) -> tuple[Change, list[str]]:
        seq = next(self._seq)
        self._ms += self.random.randint(5_000, 90_000)
        ops: list[Op] = []
        ids: list[str] = []
        for kind, name, fields in records:
            ids.append(name or f"{ACTOR}.{seq}.{len(ops)}")
            ops += [Op(kind, ids[-1], f, v) for f, v in fields.items()]
        return Change(SCOPE, ACTOR, seq, self._ms << 16, "周建国", "new", tuple(ops)), ids


def month(seed: int = 1) -> list[Change]:
    """Return the month, 439 records."""
    pen, out = _Pen(seed), []
    r = pen.random
    roster, people = pen.change(
        *(("member", None, {"name": "".join(r.choices(_HANZI, k=3))}) for _ in range(30))
    )
    out.append(roster)
    for n in range(9):
        day = f"2026-05-{2 + 3 * n:02d}"
        made, (meeting,) = pen.change(
            (
                "activity",
                None,
                {
                    "type": r.choice(["general", "committee", "group"]),
                    "title": f"5月第{n + 1}次会议",
                    "starts_at": f"{day}T19:30:00",
                    "minutes": pen.prose(1500),
                },
            )
        )
        out.append(made)
        for person in people:
            status = r.choices(["present", "leave", "absent"], [86, 10, 4])[0]
            fields: dict[str, Json] = {"activity": meeting, "member": person, "status": status}
            if status == "leave":
                fields["reason"] = r.choice(["轮休探亲", "夜班", "高原反应就医"])
            out.append(pen.change(("attendance", child_id(meeting, person), fields))[0])
    for n in range(60):
        fields = {
            "member": people[n % 30],
            "on": f"2026-05-{r.randint(1, 28):02d}",
            "minutes": r.randint(20, 120),
            "topic": pen.prose(16),
            "text": pen.prose(150),
        }
        out.append(pen.change(("study_record", None, fields))[0])
    texts = ({"member": person, "text": pen.prose(400)} for person in people)
    out.extend(pen.change(("reflection", None, fields))[0] for fields in texts)
    return out

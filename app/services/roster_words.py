"""The words of the rosters that HQs send: what their columns are called and what stands in them.

Read with all spaces, brackets and signs taken out. A new spelling is one more word in a line here.
"""

import re

from app.services.cells import text_of


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


HEADINGS: dict[str, frozenset[str]] = {
    field: _words(words)
    for field, words in {
        "name": "姓名 名字 党员姓名 党员 人员姓名 name",
        "gender": "性别 gender",
        "status": "政治面貌 党员状态 党员类别 党员类型 党员性质 人员类别 类别 党籍状态 党籍 是否预备 面貌",
        "group": "党小组 所在党小组 所属党小组 党小组名称 小组 所在小组 所属小组 组别 partygroup",
        "post": "岗位 职务 职务岗位 岗位职务 工作岗位 行政职务 现任职务 职位 工种 单位及职务 部门及职务 部门职务 现工作岗位 post",
        "office": "党内职务 支部职务 党支部职务 党务职务 党组织职务",
        "joined_on": "入党时间 入党日期 入党年月 入党年月日 加入中国共产党时间 加入党组织时间 加入党组织日期 入党 joined",
        "full_on": "转正时间 转正日期 转正年月 转为正式党员时间 转为正式党员日期 成为正式党员日期 转正",
        "relation_here": "组织关系 党组织关系 组织关系情况 组织关系是否在本支部 组织关系所在地 组织关系所在 关系类型",
        "code": "工号 员工号 员工编号 职工编号 职工号 人员编号 人员编码 code",
        "phone": "手机 手机号 手机号码 联系电话 电话 电话号码 联系方式 移动电话 phone",
        "number": "序号 编号 序 号 no",
        "note": "备注 说明 备考 note",
        "id_suffix": "身份证后四位 身份证后4位 身份证号后四位 身份证号后4位 身份证号码后四位 身份证号码后4位 证件号后四位 证件号后4位 身份证尾号",
        "id_whole": "身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 居民身份证号 居民身份证号码 证件号码 证件号",
    }.items()
}
"""Field to headings. `office`, `id_suffix` and `id_whole` are columns, not fields of a member."""

STATUSES = {
    "full": _words("正式党员 正式 中共党员 中国共产党党员 党员 中共正式党员 共产党员 否"),
    "probationary": _words("预备党员 预备 中共预备党员 中国共产党预备党员 是"),
    "suspended": _words("停止党籍"),
}
NO_MEMBERS = _words(
    "群众 共青团员 团员 积极分子 入党积极分子 发展对象 无党派人士 民主党派 入党申请人 除名 已除名"
)
RELATIONS = {
    "formal": _words("正式组织关系 正式 在本支部 本支部 已转入 转入 在 是 正式关系"),
    "organizational_life_only": _words(
        "编入 临时 临时编入 未转入 未转 不在 否 流动 流动党员 仅参加组织生活 只参加组织生活 借调 挂靠"
    ),
}
GENDERS = {"male": _words("男 m male"), "female": _words("女 f female")}
OFFICES = {
    "secretary": _words("书记 支部书记 党支部书记 支委书记"),
    "deputy_secretary": _words("副书记 支部副书记 党支部副书记"),
    "organization_member": _words("组织委员 支部组织委员 组织"),
    "publicity_member": _words("宣传委员 支部宣传委员 宣传"),
    "discipline_member": _words("纪检委员 支部纪检委员 纪律检查委员 纪检"),
    "youth_member": _words("青年委员"),
    "production_member": _words("生产委员"),
    "group_leader": _words("党小组长 小组长 组长 党小组组长"),
    "instructor": _words("党建指导员 指导员 党建工作指导员"),
    "liaison": _words("党建联络员 联络员 党建工作联络员"),
}
NO_OFFICE = _words("无 党员 普通党员 正式党员 - — /")
TOTALS = (
    "合计",
    "总计",
    "小计",
    "共计",
    "制表",
    "填表",
    "审核",
    "填报",
    "说明:",
    "注:",
    "备注:",
    "单位盖章",
)

_SIGNS = re.compile(r"[\s()\[\]【】{}<>《》“”\"'*:.,、/\\|+&_-]+")
_BRACKETS = re.compile(r"[((\[【].*?[))\]】]")
_GROUP = re.compile(r"第?([一二三四五六七八九十\d]{1,3})(?:党小组|小组|组)?")
_NUMBERED = re.compile(r"^第([一二三四五六七八九十\d]{1,3})党小组$")
_NUMERALS = {sign: at for at, sign in enumerate("一二三四五六七八九十", 1)}


def bare(heading: str) -> str:
    """Return a heading or a value without the signs people put in and around it."""
    return _SIGNS.sub("", text_of(heading)).casefold()


def field_of(heading: str) -> str:
    """Return the field a heading stands for, "" where none: `入党时间（年月日）` is joined_on."""
    said = text_of(heading)
    if "后四位" in said or "后4位" in said:
        return "id_suffix" if "证" in said else ""
    for spelling in (bare(said), bare(_BRACKETS.sub("", said))):
        for field, words in HEADINGS.items():
            if spelling and spelling in words:
                return field
    return ""


def choice_of(text: str, words: dict[str, frozenset[str]]) -> str:
    """Return the code whose words hold the text, "" where none does."""
    said = bare(text)
    return next((code for code, known in words.items() if said in known), "")


def group_number(text: str) -> int | None:
    """Return the number of a group that is called by one: `第二党小组`, `二组`, `2`."""
    match = _GROUP.fullmatch(text_of(text).replace(" ", ""))
    if match is None:
        return None
    if match[1].isdecimal():
        return int(match[1])
    tens, _, ones = match[1].rpartition("十")
    if "十" not in match[1]:
        return _NUMERALS.get(match[1])
    return (_NUMERALS.get(tens, 1) * 10 + _NUMERALS.get(ones, 0)) if len(match[1]) <= 3 else None


def short_group(name: str) -> str:
    """Return a group's name as lists say it: `二组` for `第二党小组`."""
    return _NUMBERED.sub(r"\1组", name)

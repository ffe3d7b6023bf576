"""The month's page: what the branch did, nothing of one member, nothing sensitive, always one page."""

from datetime import date
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counting.periods import month_of
from app.reports.bulletin import SIZES, Bulletin, bulletin, ways
from app.reports.paper import Paper
from app.reports.typesetting import faces
from app.services.printing import Press
from app.words import Catalogue
from app.workspace import Workspace

T = Catalogue("zh_CN")
MAY = date(2026, 5, 1)
PEOPLE = ("周建国", "王海燕", "高峻")


def held(book: Workspace, kind: str, day: str, title: str, **more: object) -> str:
    body = {"type": kind, "title": title, "held_start": f"{day}T19:30:00", "state": "minuted"}
    return book.records.add("activity", {**body, **more})


@pytest.fixture
def month(book: Workspace) -> Workspace:
    """A May with something of everything, and of what must not be on the page."""
    add = book.records.add
    people = [add("member", {"name": n, "number": at}) for at, n in enumerate(PEOPLE)]
    meeting = held(book, "general_meeting", "2026-05-08", "党员大会")
    for at, member in enumerate(people):
        status = "present" if at else "absent"
        add("attendance", {"activity": meeting, "member": member, "status": status})
    item = add("agenda_item", {"activity": meeting, "title": "处分", "matter": "discipline"})
    add("resolution", {"activity": meeting, "text": "六月装路灯", "due_on": "2026-06-10"})
    add("resolution", {"activity": meeting, "item": item, "text": "给予某人警告"})
    life = held(book, "organizational_life_meeting", "2026-05-09", "组织生活会")
    add("resolution", {"activity": life, "text": "整改某人的问题"})
    held(book, "joint_activity", "2026-05-16", "与养护段联学")
    held(book, "group_meeting", "2026-05-20", "取消的会", state="cancelled")
    held(
        book, "committee_meeting", "2026-06-03", "六月支委会", state="planned", place_text="会议室"
    )
    add("study_record", {"topic": "学条例", "held_on": "2026-05-05", "hours": 2, "members": people})
    add(
        "study_record",
        {"topic": "一个人学", "held_on": "2026-05-06", "hours": 4, "members": people[:1]},
    )
    add("matter", {"title": "便道积水", "state": "done", "done_on": "2026-05-09"})
    add("matter", {"title": "还没办", "raised_on": "2026-05-09"})
    add("practical_deed", {"title": "修路灯", "beneficiaries": "村民", "done_on": "2026-05-12"})
    add("volunteer_service", {"title": "清渠", "on": "2026-05-13", "members": people[:1]})
    add(
        "opinion",
        {
            "text": "热水器坏了",
            "author": "高峻",
            "state": "replied",
            "reply": "周五修",
            "replied_on": "2026-05-14",
        },
    )
    add("opinion", {"text": "没有答复的"})
    shown = add("disclosure", {"title": "党费收缴", "from_on": "2026-04-20", "to_on": "2026-05-10"})
    add(
        "comment",
        {
            "about": shown,
            "kind": "question",
            "text": "明细呢",
            "author": "王海燕",
            "reply": "已贴出",
            "replied_on": "2026-05-04",
        },
    )
    add("deliberation", {"title": "活动室", "state": "opinions", "opened_on": "2026-05-18"})
    add("notice", {"title": "放假安排", "issued_on": "2026-05-18"})
    add("notice", {"title": "开会通知", "issued_on": "2026-05-06", "activity": meeting})
    return book


def page(book: Workspace) -> dict[str, tuple[str, ...]]:
    return dict(bulletin(book.openness.bulletins.news(MAY), T).sections)


def test_each_thing_stands_in_its_place(month: Workspace) -> None:
    found = page(month)
    assert found["已开会议"] == ("5月8日 党员大会、实到 2/3", "5月9日 组织生活会")
    assert found["决定事项"] == ("六月装路灯（待办，6月10日前）",)
    assert found["学习"] == ("集体学习 1 次、共 2 学时",)
    assert found["联建活动"][0].startswith("5月16日 与养护段联学")
    assert found["办实事"] == ("便道积水（办结）", "修路灯（受益：村民）", "5月13日 清渠")
    assert found["意见答复"] == ("热水器坏了——周五修", "明细呢——已贴出")
    assert found["正在征求意见"] == ("活动室",)
    assert found["正在公开"] == ("党费收缴，到5月10日",)
    assert found["通知"] == ("5月18日 放假安排",)


def test_no_member_is_named_and_nothing_sensitive_stands_there(month: Workspace) -> None:
    text = "".join(line for lines in page(month).values() for line in lines)
    for never in (*PEOPLE, "警告", "整改", "一个人学", "没有答复", "还没办", "取消", "开会通知"):
        assert never not in text


def test_what_was_done_with_a_unit_that_stands_only_in_words_is_joint(book: Workspace) -> None:
    fields = {"type": "themed_party_day", "title": "清淤", "held_start": "2026-05-20T09:00"}
    book.records.add("activity", {**fields, "state": "filed", "partner_text": "白玛村委会"})
    news = book.openness.bulletins.news(MAY)
    assert ([m.activity.title for m in news.joint], news.held) == (["清淤"], [])


def test_the_last_month_there_is_has_none_after_it(book: Workspace) -> None:
    assert book.openness.bulletins.news(date(9999, 12, 1)).coming == []


def test_an_empty_month_says_so(book: Workspace) -> None:
    part = bulletin(book.openness.bulletins.news(date(2020, 2, 1)), T)
    assert part.sections == (("本月", ("本月没有记录。",)),)
    assert part.more == "另有 {n} 项", "what is left out are lines, not people"
    assert pages(book.openness.bulletins.pdf(date(2020, 2, 1))) == 1


def test_the_present_month_counts_until_today(book: Workspace) -> None:
    today = book.now().date()
    assert book.openness.bulletins.news(today).until == today
    over = month_of(MAY)
    if over.last < today:
        assert book.openness.bulletins.news(MAY).until == over.last


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def printed(part: Bulletin) -> bytes:
    paper = Paper(title=part.title, author="支部", lang="zh", parts=(part,))
    return Press(machine=False).printed(paper, (), 0, name=str)


@pytest.mark.parametrize("lines", [1, 12, 60, 400])
def test_however_much_happened_it_is_one_page_in_letters_of_10_points(lines: int) -> None:
    line = "与沿线村委会和养护段一起疏通便道边沟并更换破损涵管三处，" * 3
    sections = tuple((f"第{n}栏", (line[:90],) * lines) for n in range(10))
    part = Bulletin(
        title="支部简报",
        under=("支部", "2026年5月"),
        sections=sections,
        ways=ways([lines] * 10),
        more="另有 {n} 项",
        foot="投意见箱",
    )
    pdf = printed(part)
    assert pages(pdf) == 1
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "投意见箱" in text
    assert all(f"第{n}栏" in text for n in range(10)), "no section is lost"
    if lines > 12:
        assert "另有" in text
    assert faces(machine=False)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=10))
def test_the_ways_go_from_whole_to_ever_less_and_never_below_10_points(lengths: list[int]) -> None:
    found = ways(lengths)
    assert found[0] == (SIZES[0], tuple(lengths))
    assert {size for size, _ in found} <= set(SIZES)
    assert min(size for size, _ in found) == 10
    taken = [sum(s + (s < n) for s, n in zip(shown, lengths, strict=True)) for _, shown in found]
    assert all(a >= b for a, b in pairwise(taken))
    assert all(min(shown) >= 1 for _, shown in found)

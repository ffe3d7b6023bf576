"""Everything done together stands in one chapter, and no word the secretary wrote is lost."""

from hypothesis import given
from hypothesis import strategies as st

from app.counting.chapters import Chapter, chapter_of, own_words
from app.records.meeting import Activity
from app.terms import ActivityType, JointKind

TITLES = ("党建工作一起抓", "创新发展一起干", "服务群众一起上")
TOKENS = ("sangeyiqi.party", "sangeyiqi.innovation", "sangeyiqi.service")


def activity(**fields: object) -> Activity:
    return Activity.model_validate({"type": "joint_activity", **fields})


def test_a_tag_of_the_pack_decides() -> None:
    one = activity(joint_kind="contest", tags=["bagong.study", "sangeyiqi.service"])
    assert chapter_of(one, TOKENS) == Chapter.service
    assert chapter_of(one) == Chapter.innovation


def test_a_party_day_held_together_is_party_work_and_a_visit_is_service() -> None:
    assert chapter_of(activity(type="themed_party_day"), TOKENS) == Chapter.party
    assert chapter_of(activity(type="service_visit"), TOKENS) == Chapter.service


@given(
    st.sampled_from(ActivityType),
    st.none() | st.sampled_from(JointKind),
    st.lists(st.sampled_from(TOKENS), unique=True),
)
def test_everything_has_a_chapter(
    type_: ActivityType, kind: JointKind | None, tags: list[str]
) -> None:
    found = chapter_of(activity(type=type_, joint_kind=kind, tags=tags), TOKENS)
    if tags:
        assert TOKENS[found] in tags


def test_words_stand_under_the_title_they_were_written_under() -> None:
    text = ["今年总的情况", "一、党建工作一起抓：", "联学 12 次", "3. 服务群众一起上", "走访"]
    found = own_words(text, TITLES)
    assert found.front == ("今年总的情况",)
    assert found.chapters == (("联学 12 次",), (), ("走访",))


@given(st.lists(st.sampled_from([*TITLES, "甲", "乙", "", "党建工作一起抓得好"]), max_size=12))
def test_no_word_is_lost_and_none_is_added(lines: list[str]) -> None:
    found = own_words(lines, TITLES)
    kept = [*found.front, *(line for chapter in found.chapters for line in chapter)]
    assert sorted(kept) == sorted(line for line in lines if line not in TITLES)

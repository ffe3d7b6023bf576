"""What hangs on a record is found by every field that points to it, and nothing is gathered about a person."""

import pytest

from app.kinds import discover
from app.services.hanging import Hanging, Hung, Tie, ties
from app.workspace import Workspace

KINDS = discover()


@pytest.fixture
def hanging(book: Workspace) -> Hanging:
    return Hanging(book.records)


def hung(book: Workspace, record: str) -> dict[str, Hung]:
    found = book.records.raw(record)
    assert found is not None
    return {h.tie.kind: h for h in Hanging(book.records).of(found) if h.many}


def test_milestones_hang_on_their_apprenticeship(book: Workspace) -> None:
    pair = book.records.add("mentorship", {"mentor": "甲", "apprentice": "乙"})
    other = book.records.add("mentorship", {"mentor": "丙", "apprentice": "丁"})
    late = book.records.add(
        "milestone", {"mentorship": pair, "title": "二", "due_on": "2026-06-01"}
    )
    early = book.records.add(
        "milestone", {"mentorship": pair, "title": "一", "due_on": "2026-03-01"}
    )
    book.records.add("milestone", {"mentorship": other, "title": "三"})
    found = hung(book, pair)
    assert [r.id for r in found["milestone"].records] == [early, late]
    assert found["milestone"].many == 2


def test_an_agreement_of_many_hangs_on_each_of_its_parties(book: Workspace) -> None:
    units = [book.records.add("partner_organization", {"name": f"单位{n}"}) for n in range(12)]
    deal = book.records.add("cobuild_agreement", {"title": "协议", "parties": units[1:3]})
    assert [r.id for r in hung(book, units[1])["cobuild_agreement"].records] == [deal]
    assert "cobuild_agreement" not in hung(book, units[0])
    # An id that begins like another is another.
    assert "cobuild_agreement" not in hung(book, units[11])


def test_whatever_points_to_anything_is_found_where_it_hangs(book: Workspace) -> None:
    point = book.records.add("service_point", {"name": "一室一点"})
    row = book.records.add("outcome", {"about": point, "label": "到访"})
    assert [r.id for r in hung(book, point)["outcome"].records] == [row]
    assert not next(t for t in ties(KINDS, "service_point") if t.kind == "outcome").begun
    assert next(t for t in ties(KINDS, "competition") if t.kind == "outcome").begun


def test_a_deleted_record_hangs_no_longer(book: Workspace) -> None:
    work = book.records.add("work", {"title": "歌"})
    prize = book.records.add("honour", {"title": "银奖", "work": work})
    book.records.delete(prize)
    assert hung(book, work) == {}


def test_nothing_is_gathered_about_a_person_a_group_or_the_branch() -> None:
    for target in ("member", "party_group", "branch"):
        assert ties(KINDS, target) == ()
    assert ties(KINDS, "no such kind") == ()


def test_a_meeting_shows_what_was_built_on_it_not_its_own_parts() -> None:
    kinds = {t.kind for t in ties(KINDS, "activity")}
    assert {"outcome", "booking", "matter", "competition", "experience_note"} <= kinds
    assert not kinds & {"attendance", "speech", "motion", "resolution", "study_record", "activity"}


def test_what_may_hang_only_once_says_so() -> None:
    (tie,) = [t for t in ties(KINDS, "service_visit") if t.kind == "handbook_entry"]
    assert tie.single
    assert tie.preset("v1") == {"visit": "v1"}
    assert Tie("cobuild_agreement", "parties", listed=True).preset("p1") == {"parties": ["p1"]}


def test_more_than_is_shown_is_counted(book: Workspace, hanging: Hanging) -> None:
    notice = book.records.add("disclosure", {"title": "公开"})
    for n in range(7):
        book.records.add("comment", {"about": notice, "text": f"{n}"})
    found = hanging.by(Tie("comment", "about"), notice, most=5)
    assert (found.many, len(found.records)) == (7, 5)


def test_nothing_is_published_of_a_work_before_those_in_it_agreed(
    book: Workspace, hanging: Hanging
) -> None:
    work = book.records.add("work", {"title": "微电影"})

    def published() -> bool:
        found = book.records.raw(work)
        assert found is not None
        return next(t for t in hanging.offered(found) if t.kind == "publicity_item").begun

    assert not published()
    book.records.change(work, {"may_be_shown": True})
    assert published()

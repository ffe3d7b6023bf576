"""A question laid before members goes through a real vote in a real meeting, or is dropped with a reason."""

from datetime import timedelta

import pytest

from app.records.meeting import ItemKind
from app.records.openness import DeliberationState
from app.services.deliberating import Deliberated
from app.terms import ActivityType, Stance
from app.words import Catalogue
from app.workspace import Workspace
from db.model.errors import Closed, InvalidRecord, NotFound

T = Catalogue("zh_CN")


def asked(book: Workspace) -> str:
    return book.records.add("deliberation", {"title": "活动室开放时间", "proposal": "晚上开到十点"})


def marks(found: Deliberated) -> list[str]:
    return [s.mark for s in found.stages]


def meeting(book: Workspace, **fields: object) -> str:
    start = (book.now() + timedelta(days=2)).replace(microsecond=0).isoformat()
    body = {"type": "general_meeting", "title": "党员大会", "held_start": start, **fields}
    return book.records.add("activity", body)


def test_from_agenda_to_resolution(book: Workspace) -> None:
    it, use = asked(book), book.openness.deliberating
    assert marks(use.get(it)) == ["current", "open", "open", "open"]
    until = book.now().date() + timedelta(days=5)
    use.ask(it, until)
    for stance in ("support", "oppose", "support"):
        book.records.add(
            "comment", {"about": it, "kind": "opinion", "stance": stance, "text": "意见"}
        )
    book.records.add("comment", {"about": it, "kind": "comment", "text": "几点"})
    found = use.get(it)
    assert marks(found) == ["done", "current", "open", "open"]
    assert found.stances == {Stance.support: 2, Stance.oppose: 1}
    assert len(found.opinions) == 3
    use.sum_up(it, "多数赞成，一人担心影响休息")
    held = meeting(book)
    assert [a.id for a in use.meetings()] == [held]
    applied = use.bring(it, held)
    assert len(applied.changes) == 1
    found = use.get(it)
    assert found.activity is not None
    assert found.item is not None
    assert found.motion is not None
    assert (found.activity.id, found.item.kind) == (held, ItemKind.vote)
    assert found.motion.item == found.item.id
    assert found.motion.yes is None
    assert found.motion.no is None
    decided = book.records.add("resolution", {"activity": held, "text": "开到十点"})
    assert [r.id for r in use.get(it).resolutions] == [decided]
    use.resolve(it, decided)
    assert marks(use.get(it)) == ["done"] * 4
    with pytest.raises(Closed):
        use.drop(it, "不办了")


def test_a_meeting_can_be_begun_with_it_on_the_agenda(book: Workspace) -> None:
    it = asked(book)
    book.openness.deliberating.ask(it, None)
    made = book.openness.deliberating.bring_new(
        it, ActivityType.committee_meeting, book.now() + timedelta(days=4), T
    )
    found = book.openness.deliberating.get(it)
    assert found.activity is not None
    assert found.activity.id == made
    assert found.item is not None
    assert found.item.title == "活动室开放时间"
    assert found.deliberation.state == DeliberationState.vote


def test_a_vote_that_stands_in_the_book_can_be_linked(book: Workspace) -> None:
    it, held = asked(book), meeting(book)
    motion = book.records.add("motion", {"activity": held, "title": "活动室"})
    assert [m.id for m in book.openness.deliberating.motions()] == [motion]
    book.openness.deliberating.link(it, motion)
    found = book.openness.deliberating.get(it)
    assert found.motion is not None
    assert found.activity is not None
    assert (found.motion.id, found.activity.id) == (motion, held)
    with pytest.raises(NotFound):
        book.openness.deliberating.link(it, "nowhere")


def test_dropping_asks_for_a_reason_and_can_be_taken_back(book: Workspace) -> None:
    it, use = asked(book), book.openness.deliberating
    use.ask(it, None)
    with pytest.raises(InvalidRecord):
        use.drop(it, "  ")
    use.drop(it, "项目部已经改了")
    assert use.get(it).deliberation.state == DeliberationState.dropped
    assert "current" not in marks(use.get(it))
    assert [d.id for d in use.all()] == [it]
    use.reopen(it)
    found = use.get(it).deliberation
    assert (found.state, found.state_reason) == (DeliberationState.opinions, None)


def test_what_cannot_be_is_refused(book: Workspace) -> None:
    it, use = asked(book), book.openness.deliberating
    with pytest.raises(InvalidRecord):
        use.ask(it, book.now().date() - timedelta(days=1))
    with pytest.raises(InvalidRecord):
        use.sum_up(it, " ")
    for refused in (lambda: use.bring(it, "x"), lambda: use.resolve(it, "x"), lambda: use.get("x")):
        with pytest.raises(NotFound):
            refused()
    filed = meeting(book, state="filed")
    assert filed not in {a.id for a in use.meetings()}


def test_those_that_are_over_stand_last(book: Workspace) -> None:
    over, waits = asked(book), asked(book)
    book.openness.deliberating.drop(over, "过时")
    assert [d.id for d in book.openness.deliberating.all()] == [waits, over]

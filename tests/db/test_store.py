"""The one door: what goes in joins the log and the records together, once."""

from collections.abc import Callable

import pytest

from db.model.change import DELETED, Change, Op
from db.model.errors import NotFound
from db.model.query import Query, Where
from db.model.record import Applied, Edit, id_of
from db.store import Store
from tests.db.conftest import BOTH

pytestmark = BOTH
A, B, S = "a" * 16, "b" * 16, "s"


def new(store: Store, actor: str = A, **fields: object) -> str:
    return store.write(S, actor, [Edit("member", dict(fields))], by="周", what="new").ids[0]


def test_a_record_is_named_by_the_op_that_made_it(store: Store) -> None:
    assert new(store, name="周建国", post="书记") == f"{A}.1.0"


def test_what_was_written_can_be_read_at_once(store: Store) -> None:
    record = store.read.get(S, new(store, name="周建国"))
    assert record is not None
    assert record.body == {"name": "周建国"}
    assert (record.made_by, record.deleted, record.conflicts) == ("周", False, ())


def test_only_fields_that_differ_make_a_change(store: Store) -> None:
    record = new(store, name="周建国", post="书记")
    applied = store.write(
        S, A, [Edit("member", {"name": "周建国", "post": "队长"}, record)], by="周"
    )
    assert [op.field for op in applied.changes[0].ops] == ["post"]


def test_an_edit_that_alters_nothing_makes_no_change(store: Store) -> None:
    record = new(store, name="周建国")
    assert store.write(S, A, [Edit("member", {"name": "周建国"}, record)], by="周").changes == ()
    assert store.log.vector(S)[A] == 1


def test_true_and_one_are_different_values(store: Store) -> None:
    record = new(store, name="x", post=1)
    assert store.write(S, A, [Edit("member", {"post": True}, record)], by="周").changes


def test_a_later_edit_of_one_write_may_name_the_record_of_an_earlier(store: Store) -> None:
    ids = store.write(
        S, A, [Edit("activity", {"title": "党课"}), Edit("member", {"post": id_of(0)})], by="周"
    ).ids
    found = store.read.get(S, ids[1])
    assert found is not None
    assert found.body["post"] == ids[0]


def test_editing_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NotFound):
        store.write(S, A, [Edit("member", {"name": "x"}, f"{A}.9.0")], by="周")


def test_a_deleted_record_comes_back_when_edited(store: Store) -> None:
    record = new(store, name="周建国")
    store.write(S, A, [Edit("member", {DELETED: True}, record)], by="周")
    assert store.read.find(S, Query("member")) == []
    store.write(S, A, [Edit("member", {"post": "书记"}, record)], by="周")
    assert [r.id for r in store.read.find(S, Query("member"))] == [record]


def test_changes_in_any_order_and_twice_give_one_state(open_store: Callable[[str], Store]) -> None:
    one, two = open_store("one"), open_store("two")
    record = new(one, name="周建国")
    for post in ("书记", "队长", "工长"):
        one.write(S, A, [Edit("member", {"post": post}, record)], by="周")
    changes = [logged.change for logged in one.log.since(S, A, 0)]
    assert two.apply(changes[:0:-1]).waiting == 3
    assert two.read.get(S, record) is None
    two.apply([changes[0], *changes])
    assert two.read.get(S, record) == one.read.get(S, record)
    assert two.apply(changes).repeated == 4


def two_posts(one: Store, two: Store) -> str:
    record = new(one, name="周建国", post="书记")
    two.apply([logged.change for logged in one.log.since(S, A, 0)])
    first = one.write(S, A, [Edit("member", {"post": "队长"}, record)], by="周")
    second = two.write(S, B, [Edit("member", {"post": "工长"}, record)], by="达")
    one.apply(second.changes)
    two.apply(first.changes)
    return record


def test_values_that_did_not_see_each_other_stay_side_by_side(
    open_store: Callable[[str], Store],
) -> None:
    one, two = open_store("one"), open_store("two")
    record = two_posts(one, two)
    assert one.read.get(S, record) == two.read.get(S, record)
    (conflict,) = one.read.conflicts(S)
    assert {c.value for c in conflict.choices} == {"队长", "工长"}
    assert {c.by for c in conflict.choices} == {"周", "达"}
    assert (conflict.base_known, conflict.base) == (True, "书记")


def test_an_ordinary_edit_does_not_settle_a_conflict(open_store: Callable[[str], Store]) -> None:
    one, two = open_store("one"), open_store("two")
    record = two_posts(one, two)
    one.write(S, A, [Edit("member", {"post": "副队长"}, record)], by="周")
    assert one.read.conflict_count(S) == 1


def test_a_choice_settles_it_everywhere(open_store: Callable[[str], Store]) -> None:
    one, two = open_store("one"), open_store("two")
    record = two_posts(one, two)
    (conflict,) = one.read.conflicts(S)
    seen = {"post": tuple(c.op for c in conflict.choices)}
    settled = one.write(S, A, [Edit("member", {"post": "队长"}, record, seen)], by="周")
    two.apply(settled.changes)
    assert one.read.conflicts(S) == two.read.conflicts(S) == []
    assert two.read.get(S, record) == one.read.get(S, record)


def test_equal_values_written_apart_are_no_conflict(open_store: Callable[[str], Store]) -> None:
    one, two = open_store("one"), open_store("two")
    record = new(one, name="周建国", post="书记")
    two.apply([logged.change for logged in one.log.since(S, A, 0)])
    second = two.write(S, B, [Edit("member", {"post": "队长"}, record)], by="达")
    one.write(S, A, [Edit("member", {"post": "队长"}, record)], by="周")
    one.apply(second.changes)
    assert one.read.conflicts(S) == []


def test_deleting_what_somebody_edits_meanwhile_is_a_conflict(
    open_store: Callable[[str], Store],
) -> None:
    one, two = open_store("one"), open_store("two")
    record = new(one, name="周建国")
    two.apply([logged.change for logged in one.log.since(S, A, 0)])
    gone = one.write(S, A, [Edit("member", {DELETED: True}, record)], by="周")
    edited = two.write(S, B, [Edit("member", {"name": "周建军"}, record)], by="达")
    one.apply(edited.changes)
    two.apply(gone.changes)
    for store in (one, two):
        found = store.read.get(S, record)
        assert found is not None
        assert (found.deleted, found.conflicts) == (False, (DELETED,))


def test_a_form_opened_before_a_sync_does_not_override_what_came(
    open_store: Callable[[str], Store],
) -> None:
    one, two = open_store("one"), open_store("two")
    record = new(one, name="周建国", post="书记")
    two.apply([logged.change for logged in one.log.since(S, A, 0)])
    opened = one.read.get(S, record)
    assert opened is not None
    came = two.write(S, B, [Edit("member", {"post": "工长"}, record)], by="达")
    one.apply(came.changes)
    one.write(S, A, [Edit("member", {"post": "队长"}, record, opened.seen())], by="周")
    one.write(S, A, [Edit("member", {"post": "副队长"}, record, opened.seen())], by="周")
    (conflict,) = one.read.conflicts(S)
    assert {c.value for c in conflict.choices} == {"副队长", "工长"}


def test_an_hour_of_typing_is_one_change(store: Store) -> None:
    record = new(store, name="周建国")
    for text in ("今", "今年", "今年雨季"):
        store.write(S, A, [Edit("member", {"post": text}, record)], by="周", typing=True)
    assert store.log.vector(S)[A] == 2
    found = store.read.get(S, record)
    assert found is not None
    assert found.body["post"] == "今年雨季"
    before = found
    store.rebuild()
    assert store.read.get(S, record) == before


def test_typing_goes_on_in_a_new_change_once_the_last_was_given_away(store: Store) -> None:
    record = new(store, name="周建国")
    store.write(S, A, [Edit("member", {"post": "今"}, record)], by="周", typing=True)
    store.settings.seal(S, A, 2)
    store.write(S, A, [Edit("member", {"post": "今年"}, record)], by="周", typing=True)
    assert store.log.vector(S)[A] == 3


def test_one_number_with_two_contents_is_a_fork_and_both_are_kept(store: Store) -> None:
    record = new(store, name="周建国")
    other = Change(S, A, 1, 5, "周", "new", (Op("member", f"{A}.1.0", "name", "周建军"),))
    applied = store.apply([other])
    assert [f.actor for f in applied.forks] == [A]
    (conflict,) = store.read.conflicts(S)
    assert {c.value for c in conflict.choices} == {"周建国", "周建军"}
    assert conflict.record.id == record
    assert store.apply([other]).repeated == 1


def test_listeners_hear_what_was_touched(store: Store) -> None:
    heard: list[Applied] = []
    store.listen(heard.append)
    record = new(store, name="周建国")
    assert [a.touched for a in heard] == [{("member", record)}]


def test_a_book_that_enrols_late_keeps_its_records(store: Store) -> None:
    record = new(store, name="周建国")
    store.rescope(S, "branch-7")
    assert store.read.get(S, record) is None
    found = store.read.get("branch-7", record)
    assert found is not None
    assert store.log.vector("branch-7")[A] == 1


def test_two_members_with_one_code_are_shown_together(store: Store) -> None:
    ids = {new(store, name="甲", code="007"), new(store, name="乙", code="007")}
    new(store, name="丙", code="")
    new(store, name="丁")
    assert [{r.id for r in group} for group in store.read.collisions(S)] == [ids]


@pytest.mark.parametrize("word", ["党", "党课", "讲党课", "上讲党课"])
def test_words_of_one_to_four_characters_are_found(store: Store, word: str) -> None:
    record = store.write(S, A, [Edit("activity", {"title": "山上讲党课，众人听"})], by="周").ids[0]
    store.write(S, A, [Edit("activity", {"title": "上党，课后"})], by="周")
    assert record in [r.id for r in store.read.find(S, Query(text=word))]
    if word == "党课":
        assert len(store.read.find(S, Query(text=word))) == 1


@pytest.mark.parametrize("words", ['"', "* OR", "NEAR(", "  ", "党-课", "a:b"])
def test_search_takes_any_characters(store: Store, words: str) -> None:
    store.read.find(S, Query(text=words))


def test_search_forgets_what_was_replaced_or_deleted(store: Store) -> None:
    record = new(store, name="周建国")
    store.write(S, A, [Edit("member", {"name": "李四"}, record)], by="周")
    assert store.read.find(S, Query(text="周建国")) == []
    store.write(S, A, [Edit("member", {DELETED: True}, record)], by="周")
    assert store.read.find(S, Query(text="李四")) == []


def test_conditions_order_and_pages(store: Store) -> None:
    for n in range(10):
        store.write(
            S, A, [Edit("activity", {"title": f"会{n}", "held": f"2026-05-{n:02d}"})], by="周"
        )
    query = Query(
        "activity", (Where("held", ">=", "2026-05-03"),), order=("-held",), limit=2, offset=1
    )
    assert [r.body["title"] for r in store.read.find(S, query)] == ["会8", "会7"]
    assert store.read.count(S, query) == 7


def test_each_kind_has_a_readable_view(store: Store) -> None:
    new(store, name="周建国", post="书记")
    assert store.engine.rows("select name, post from v_member") == [("周建国", "书记")]


def test_the_newest_history_comes_first_with_both_values(store: Store) -> None:
    record = new(store, name="周建国", post="书记")
    store.write(S, A, [Edit("member", {"post": "队长"}, record)], by="达")
    latest, first = store.read.history(S, record)
    assert (latest.change.by, dict(latest.fields)) == ("达", {"post": ("书记", "队长")})
    assert first.fields["name"] == (None, "周建国")


def test_what_was_never_filled_is_different_from_every_value(store: Store) -> None:
    bare, filled = new(store, name="甲"), new(store, name="乙", post="书记")
    query = Query("member", (Where("post", "!=", "书记"),))
    assert [r.id for r in store.read.find(S, query)] == [bare]
    assert [r.id for r in store.read.find(S, Query("member", (Where("post", "=", None),)))] == [
        bare
    ]
    assert store.read.count(S, Query("member", (Where("post", "!=", None),))) == 1
    assert filled != bare


def test_text_that_looks_like_a_reference_stays_text(store: Store) -> None:
    made = new(store, name="甲", post="@0")
    found = store.read.get(S, made)
    assert found is not None
    assert found.body["post"] == "@0"

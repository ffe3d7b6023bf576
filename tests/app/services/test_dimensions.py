"""What was done is seen under every pack in use, each record once a tag, and gaps only where due."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.services.sample import StoppedClock
from app.workspace import Workspace
from db.model.errors import NotFound
from tests.app.samples import new_book
from tests.app.services.decoded import decoded, put

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workspace]:
    """A book of 21 May 2026 with two partners, one of which only wishes to join."""
    clock = StoppedClock(datetime(2026, 5, 21, 9, 0))  # noqa: DTZ001 - site time is naive
    book = new_book(tmp_path / "home", branch="b", clock=clock)
    book.tags.use("bagong")
    book.tags.use("shigong")
    yield book
    book.close()


def unit(book: Workspace, name: str, **fields: str) -> str:
    """Enter a partner."""
    return book.records.add("partner_organization", {"name": name, **fields})


def held(book: Workspace, day: str, partners: list[str], *tags: str, state: str = "minuted") -> str:
    """Enter a joint activity."""
    fields = {"type": "joint_activity", "title": f"共建 {day}", "state": state}
    more = {"held_start": f"{day}T10:00:00", "partners": partners, "tags": list(tags)}
    return book.records.add("activity", {**fields, **more})


def test_one_activity_is_reported_under_any_pack(book: Workspace) -> None:
    one = held(book, "2026-03-05", [unit(book, "河北分公司")], "bagong.model", "shigong.site")
    for pack, token in (("bagong", "bagong.model"), ("shigong", "shigong.site")):
        report = book.dimensions.report(pack, FIRST, LAST)
        assert [i.id for i in report.groups[token]] == [one]
        assert report.count == 1
        assert report.untagged == ()


def test_what_carries_no_tag_of_the_pack_is_told_and_an_ordinary_meeting_is_not(
    book: Workspace,
) -> None:
    plain = held(book, "2026-03-05", [unit(book, "河北分公司")], "shigong.site")
    fields = {"type": "committee_meeting", "held_start": "2026-03-06T10:00:00", "state": "minuted"}
    book.records.add("activity", fields)
    report = book.dimensions.report("bagong", FIRST, LAST)
    assert [i.id for i in report.untagged] == [plain]


def test_agreements_deeds_matters_and_plan_items_are_reported_beside_activities(
    book: Workspace,
) -> None:
    tags = {"tags": ["bagong.difficulty"]}
    add = book.records.add
    add("cobuild_agreement", {"title": "协议", "signed_on": "2026-02-01", "state": "signed"} | tags)
    add("practical_deed", {"title": "送清凉", "due_on": "2026-07-01"} | tags)
    add("matter", {"title": "修路", "raised_on": "2026-04-01"} | tags)
    add("plan_item", {"title": "共建一次", "due_on": "2026-06-01"} | tags)
    found = book.dimensions.report("bagong", FIRST, LAST).groups["bagong.difficulty"]
    assert [(i.kind, i.done) for i in found] == [
        ("cobuild_agreement", True),
        ("matter", False),
        ("plan_item", False),
        ("practical_deed", False),
    ]


def test_an_outcome_tag_brings_its_evidence(book: Workspace) -> None:
    one = held(book, "2026-03-05", [], "shigong.gain")
    book.records.add("outcome", {"about": one, "label": "口罩", "number": 10000, "unit": "个"})
    book.records.change(one, {"experience": "联防联控"})
    report = book.dimensions.report("shigong", FIRST, LAST)
    shown = report.evidence[one]
    assert [(o.label, o.number) for o in shown.outcomes] == [("口罩", 10000)]
    assert shown.text == "联防联控"


def test_coverage_knows_who_is_a_partner_and_what_is_only_planned(book: Workspace) -> None:
    member = unit(book, "河北分公司", joined_on="2025-06-01")
    unit(book, "想加入的企业", intent_on="2026-01-01")
    held(book, "2026-02-05", [member], "bagong.model")
    held(book, "2026-06-05", [member], "bagong.culture", state="planned")
    held(book, "2026-05-05", [member], "bagong.talent", state="cancelled")
    view = book.dimensions.coverage("bagong", 2026)
    assert view.coverage.partners == (member,)

    def seen(token: str) -> list[str]:
        return [cell.seen for cell in view.coverage.at(member, token)]

    assert seen("bagong.model") == ["done", "gap", "open", "open"]
    assert seen("bagong.culture") == ["gap", "planned", "open", "open"]
    assert seen("bagong.talent") == ["gap", "gap", "open", "open"]
    assert book.dimensions.years() == [2026]


def test_coverage_of_a_day_that_has_passed_shows_nothing_that_came_later(book: Workspace) -> None:
    member = unit(book, "河北分公司", joined_on="2025-06-01")
    held(book, "2026-02-05", [member], "bagong.model")
    held(book, "2026-05-05", [member], "bagong.model")
    for day, seen in (
        (date(2026, 3, 31), ["done", "open", "open", "open"]),
        (None, ["done", "done", "open", "open"]),
    ):
        cells = book.dimensions.coverage("bagong", 2026, day).coverage.at(member, "bagong.model")
        assert [cell.seen for cell in cells] == seen


def test_the_outcome_is_no_column_of_the_coverage(book: Workspace) -> None:
    assert "shigong.gain" not in book.dimensions.coverage("shigong", 2026).coverage.tokens


def test_a_pack_that_is_nowhere_is_named(book: Workspace) -> None:
    with pytest.raises(NotFound, match="sixin"):
        book.dimensions.report("sixin", FIRST, LAST)


def test_a_unit_that_left_and_came_again_is_asked_only_while_it_was_here(book: Workspace) -> None:
    fields = {"joined_on": "2026-04-10", "earlier": "2024-01-01/2026-01-01"}
    back = unit(book, "河北分公司", **fields)
    cells = book.dimensions.coverage("bagong", 2026).coverage.at(back, "bagong.model")
    assert [cell.seen for cell in cells] == ["open", "gap", "open", "open"]
    before = book.dimensions.coverage("bagong", 2025).coverage.at(back, "bagong.model")
    assert [cell.seen for cell in before] == ["gap"] * 4


def test_what_is_done_with_a_unit_that_only_wishes_to_join_shows_and_nothing_is_missing(
    book: Workspace,
) -> None:
    wishing = unit(book, "想加入的企业", intent_on="2026-01-01")
    held(book, "2026-02-05", [wishing], "bagong.model")
    found = book.dimensions.coverage("bagong", 2026).coverage
    assert [cell.seen for cell in found.at(wishing, "bagong.model")] == [
        *("done", "open", "open", "open")
    ]
    assert found.gaps == 0


def test_what_is_written_shows_at_the_next_reading(book: Workspace) -> None:
    member = unit(book, "河北分公司", joined_on="2025-06-01")
    one = held(book, "2026-02-05", [member], "bagong.model")
    assert book.dimensions.report("bagong", FIRST, LAST).count == 1
    book.records.change(one, {"tags": ["bagong.culture"]})
    groups = book.dimensions.report("bagong", FIRST, LAST).groups
    assert groups["bagong.model"] == ()
    assert [i.id for i in groups["bagong.culture"]] == [one]
    book.records.delete(one)
    assert book.dimensions.report("bagong", FIRST, LAST).count == 0


def test_an_item_of_a_plan_is_done_by_the_meeting_that_names_it(book: Workspace) -> None:
    item = book.records.add("plan_item", {"title": "联学", "tags": ["bagong.model"],
                                          "due_on": "2026-02-01"})  # fmt: skip
    fields = {"type": "study_session", "held_start": "2026-02-05T10:00:00", "state": "minuted"}
    book.records.add("activity", {**fields, "plan_item": item})
    (found,) = book.dimensions.report("bagong", FIRST, LAST).groups["bagong.model"]
    assert (found.id, found.done) == (item, True)


def test_an_item_of_a_plan_is_done_as_soon_as_a_study_that_names_it_is_written(
    book: Workspace,
) -> None:
    item = book.records.add("plan_item", {"title": "自学", "tags": ["bagong.model"],
                                          "due_on": "2026-02-01"})  # fmt: skip
    assert not book.dimensions.report("bagong", FIRST, LAST).groups["bagong.model"][0].done
    book.records.add("study_record", {"topic": "自学", "held_on": "2026-02-01", "plan_item": item})
    assert book.dimensions.report("bagong", FIRST, LAST).groups["bagong.model"][0].done


def test_a_matter_that_was_refused_fills_no_gap(book: Workspace) -> None:
    member = unit(book, "河北分公司", joined_on="2025-06-01")
    fields = {"title": "修路", "partner": member, "tags": ["bagong.difficulty"]}
    made = book.records.add("matter", {**fields, "raised_on": "2026-02-01"})
    assert cell_of(book, member) == "planned"
    book.records.change(made, {"state": "rejected", "state_reason": "不在本单位职责内"})
    assert cell_of(book, member) == "gap"


def cell_of(book: Workspace, partner: str) -> str:
    return (
        book.dimensions.coverage("bagong", 2026).coverage.at(partner, "bagong.difficulty")[0].seen
    )


def test_meetings_and_matters_are_not_read_whole(book: Workspace) -> None:
    held(book, "2026-03-05", [unit(book, "河北分公司")], "bagong.model")
    book.dimensions.coverage("bagong", 2026)  # the packs are read once
    put(book, "matter", [{"title": "修便道", "raised_on": "2026-01-05", "state": "closed"}] * 50)
    held(book, "2026-03-06", [unit(book, "养护段")], "bagong.model")
    assert decoded(book, lambda: book.dimensions.coverage("bagong", 2026)) == 0


def test_much_is_at_hand_once_it_was_read_and_until_something_is_written(book: Workspace) -> None:
    assert book.dimensions.is_at_hand()
    put(book, "matter", [{"title": "修便道"}] * 2001)
    assert not book.dimensions.is_at_hand()
    book.dimensions.years()
    assert book.dimensions.is_at_hand()
    put(book, "matter", [{"title": "改水管"}])
    assert not book.dimensions.is_at_hand()

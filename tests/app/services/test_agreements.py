"""Agreements: what wants something first, signed and renewed in one change, planned and reviewed."""

from datetime import date
from typing import Any

import pytest

from app.counting.agreements import Standing
from app.services.agreements import AgreementView
from app.words import Catalogue
from app.workspace import Workspace
from db.model.change import Json
from db.model.errors import InvalidRecord, NotFound

T = Catalogue("en")
TODAY = date(2026, 11, 26)
YEAR: dict[str, Json] = {"valid_from": "2026-01-01", "valid_to": "2026-12-31"}


def partner(book: Workspace, name: str = "桥梁一公司") -> str:
    return book.records.add("partner_organization", {"name": name})


def agreement(book: Workspace, title: str = "结对共建协议", **fields: Json) -> str:
    body: dict[str, Json] = {"title": title, "state": "signed", "signed_on": "2025-12-20"}
    return book.records.add("cobuild_agreement", {**body, **YEAR, **fields})


def view(book: Workspace, record: str) -> AgreementView:
    found = book.agreements.view(record, TODAY)
    assert found is not None
    return found


def standing(book: Workspace, record: str) -> Standing:
    return view(book, record).line.stood.standing


def test_what_wants_something_stands_first_with_its_days(book: Workspace) -> None:
    agreement(book, "到明年", valid_to="2027-12-31")
    agreement(book, "快到期")
    agreement(book, "已过期", valid_to="2026-10-31")
    agreement(book, "草稿", state="draft")
    found = [(x.agreement.title, x.stood.standing, x.stood.left) for x in _listed(book)]
    assert found == [
        ("已过期", Standing.expired, -26),
        ("快到期", Standing.soon, 35),
        ("草稿", Standing.draft, 35),
        ("到明年", Standing.in_force, 400),
    ]


def _listed(book: Workspace) -> list[Any]:
    return list(book.agreements.listed(TODAY))


def test_signing_writes_the_day_and_renews_the_old_one_in_one_change(book: Workspace) -> None:
    old = agreement(book, parties=[partner(book)])
    new = book.agreements.renew(old)
    assert standing(book, old) == Standing.soon
    book.agreements.sign(new, TODAY)
    assert view(book, new).line.agreement.signed_on == TODAY
    assert (standing(book, new), standing(book, old)) == (Standing.signed, Standing.renewed)
    book.records.undo()
    assert (standing(book, new), standing(book, old)) == (Standing.draft, Standing.soon)


def test_a_renewal_takes_over_what_goes_on_and_follows_day_by_day(book: Workspace) -> None:
    one, two = partner(book), partner(book, "村委会")
    old = agreement(
        book, kind="alliance", parties=[one, two], contents="一、学习互促", quota=True,
        signatories="张三", contacts="李四",
    )  # fmt: skip
    new = view(book, book.agreements.renew(old)).line.agreement
    assert (new.renews, new.parties, new.contents, new.quota) == (
        old, [one, two], "一、学习互促", True,
    )  # fmt: skip
    assert (new.valid_from, new.valid_to) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (new.signatories, new.signed_on, new.contacts) == (None, None, "李四")
    assert view(book, old).line.renewed_by is not None
    renewed = view(book, new.id).renews
    assert renewed is not None
    assert renewed.id == old


def test_renewed_twice_is_one_draft(book: Workspace) -> None:
    old = agreement(book)
    assert book.agreements.renew(old) == book.agreements.renew(old)


def test_nothing_is_signed_without_the_other_party_or_backwards(book: Workspace) -> None:
    bare = agreement(book, state="draft")
    with pytest.raises(InvalidRecord) as refused:
        book.agreements.sign(bare, TODAY)
    assert refused.value.field == "parties"
    book.records.change(bare, {"our_side": "第三党小组", "other_side": "钢筋班"})
    book.agreements.sign(bare, TODAY)
    backwards = agreement(book, state="draft", parties=[partner(book)], valid_to="2025-12-31")
    with pytest.raises(InvalidRecord) as refused:
        book.agreements.sign(backwards, TODAY)
    assert refused.value.field == "valid_to"


def test_an_agreement_ends_early_with_a_reason(book: Workspace) -> None:
    made = agreement(book)
    with pytest.raises(InvalidRecord):
        book.agreements.end(made, TODAY, " ")
    book.agreements.end(made, TODAY, "项目撤场")
    found = view(book, made).line.agreement
    assert (found.ended_on, found.state_reason) == (TODAY, "项目撤场")
    assert standing(book, made) == Standing.ended


def test_a_years_plan_is_made_once_and_lies_in_the_term(book: Workspace) -> None:
    made = agreement(book, valid_from="2026-03-01", valid_to="2027-02-28")
    plan = book.agreements.plan_year(made, 2026, T)
    assert book.agreements.plan_year(made, 2026, T) == plan
    found = view(book, made).plan_of(2026)
    assert found is not None
    assert (found.plan.from_on, found.plan.to_on) == (date(2026, 3, 1), date(2026, 12, 31))
    assert view(book, made).plan_of(2027) is None
    assert found.plan.title == "2026: plan under 结对共建协议"


def test_a_party_that_was_taken_out_of_the_register_is_named_all_the_same(book: Workspace) -> None:
    unit = book.records.add("partner_organization", {"name": "河北分公司"})
    made = book.records.add("cobuild_agreement", {"title": "协议", "parties": [unit]})
    book.records.delete(unit)
    assert view(book, made).line.parties == ("河北分公司",)


def test_a_plan_of_a_year_beyond_the_term_is_made_once_and_does_not_end_before_it_begins(
    book: Workspace,
) -> None:
    fields = {"title": "协议", "valid_from": "2024-01-01", "valid_to": "2024-12-31"}
    made = book.records.add("cobuild_agreement", fields)
    plan = book.agreements.plan_year(made, 2026, T)
    assert book.agreements.plan_year(made, 2026, T) == plan
    found = view(book, made).plan_of(2026)
    assert found is not None
    assert (found.plan.from_on, found.plan.to_on) == (date(2026, 1, 1), date(2026, 12, 31))


def test_a_plan_with_its_last_day_alone_is_the_plan_of_that_year(book: Workspace) -> None:
    made = book.records.add("cobuild_agreement", {"title": "协议"})
    plan = book.records.add("plan", {"title": "计划", "agreement": made, "to_on": "2026-12-31"})
    assert book.agreements.plan_year(made, 2026, T) == plan


def test_lines_of_a_plan_are_due_when_it_ends_unless_said_and_are_ticked_off(
    book: Workspace,
) -> None:
    made = agreement(book)
    plan = book.agreements.plan_year(made, 2026, T)
    last = book.agreements.add_item(plan, "联合主题党日")
    book.agreements.add_item(plan, "恳谈会", date(2026, 6, 30))
    book.agreements.item_done(last, date(2026, 7, 1))
    found = view(book, made).plans[0]
    assert [(x.item.title, x.item.due_on, x.state) for x in found.lines] == [
        ("恳谈会", date(2026, 6, 30), "overdue"),
        ("联合主题党日", date(2026, 12, 31), "done"),
    ]
    book.agreements.item_done(last, None)
    assert view(book, made).plans[0].done == 0
    with pytest.raises(NotFound):
        book.agreements.add_item("nowhere", "x")


def test_a_review_stands_with_its_agreement(book: Workspace) -> None:
    made = agreement(book)
    book.agreements.review(made, TODAY, "全部兑现", "renew")
    (review,) = view(book, made).reviews
    assert (review.on, review.text, review.outcome) == (TODAY, "全部兑现", "renew")


def test_what_was_held_with_a_party_in_the_term_stands_with_it(book: Workspace) -> None:
    one = partner(book)
    made = agreement(book, parties=[one])

    def held(day: str, **fields: Json) -> str:
        body: dict[str, Json] = {"type": "joint_activity", "held_start": f"{day}T10:00:00"}
        return book.records.add("activity", {**body, "partners": [one], **fields})

    inside = [held("2026-12-31"), held("2026-01-01")]
    held("2025-12-31")
    held("2027-01-01")
    held("2026-05-01", partners=[])
    held("2026-05-02", state="cancelled")
    assert [a.id for a in view(book, made).activities] == inside


def test_there_is_nothing_to_show_of_an_agreement_that_is_not_there(book: Workspace) -> None:
    assert book.agreements.view("nowhere", TODAY) is None
    with pytest.raises(NotFound):
        book.agreements.renew("nowhere")

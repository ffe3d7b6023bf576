"""What is printed of agreements, visits and half-years is what the book holds."""

from datetime import date

import pytest

from app.services.quotas import half_named
from app.services.visiting import Task
from app.workspace import Workspace
from db.model.errors import NotFound
from tests.app.reports.book import T, words


def test_an_agreement_names_all_parties_and_a_household_stands_by_its_code(
    book: Workspace,
) -> None:
    units = [
        book.records.add("partner_organization", {"name": name, "secretary": "李国强"})
        for name in ("桥梁一公司", "天路股份")
    ]
    made = book.records.add("cobuild_agreement", {"title": "共建协议", "parties": [*units]})
    printed = words(book.press.agreements.agreement_pdf(made))
    for said in ("共建协议", "109国道项目联合党支部", "桥梁一公司", "天路股份", "李国强", "丙方"):
        assert said in printed
    alone = {
        "title": "结对协议",
        "kind": "household",
        "our_side": "第二党小组",
        "other_side": "农户07",
    }
    home = book.records.add("cobuild_agreement", alone)
    printed = words(book.press.agreements.agreement_pdf(home))
    assert "第二党小组" in printed
    assert "农户07" in printed


def test_a_visit_prints_its_answers_and_its_tasks(book: Workspace) -> None:
    partner = book.records.add("partner_organization", {"name": "桥梁一公司"})
    answers = {"standing": "两条生产线", "difficulties": "用工难", "needs": "道路"}
    visit = book.records.add("service_visit", {"partner": partner, "on": "2026-05-20", **answers})
    book.visiting.finish(visit, [Task("修厂区路")], T)
    printed = words(book.press.agreements.visit_pdf(visit))
    for said in ("桥梁一公司", "两条生产线", "用工难", "修厂区路"):
        assert said in printed


def test_a_half_year_prints_its_enterprises_and_what_is_not_there_is_not_found(
    book: Workspace,
) -> None:
    partner = book.records.add("partner_organization", {"name": "桥梁一公司"})
    body = {"title": "协议", "parties": [partner], "quota": True, "state": "signed"}
    term = {"valid_from": "2026-01-01", "valid_to": "2026-12-31"}
    book.records.add("cobuild_agreement", {**body, **term})
    book.records.add("service_visit", {"partner": partner, "on": date(2026, 3, 10).isoformat()})
    assert "桥梁一公司" in words(book.press.agreements.quota_pdf(half_named("2026H1")))
    for missing in (book.press.agreements.agreement_pdf, book.press.agreements.visit_pdf):
        with pytest.raises(NotFound):
            missing("nowhere")

"""A line says what somebody looks for first: the name, then how far it is, or its day."""

from datetime import date

from app.services.hanging import Hanging
from app.services.hanging_lines import HungLine, Lining, lines_of
from app.words import Catalogue
from app.workspace import Workspace

TODAY = date(2026, 5, 21)


def lines(book: Workspace, record: str, kind: str) -> list[HungLine]:
    found = book.records.raw(record)
    assert found is not None
    hung = next(h for h in Hanging(book.records).of(found) if h.tie.kind == kind)
    return lines_of(hung, book.kinds[kind], Lining(Catalogue(), book.records.name, TODAY))


def test_milestones_show_done_overdue_and_to_come(book: Workspace) -> None:
    pair = book.records.add("mentorship", {"mentor": "甲", "apprentice": "乙"})
    for title, due, done in (("一", "2026-03-01", "2026-02-26"), ("二", "2026-05-01", None), ("三", "2026-10-01", None)):  # fmt: skip
        book.records.add(
            "milestone", {"mentorship": pair, "title": title, "due_on": due, "done_on": done}
        )
    found = lines(book, pair, "milestone")
    assert [(x.title, x.tone, x.right) for x in found] == [
        ("一", "ok", "完成日期 2026-02-26"), ("二", "wait", "2026-05-01 已到期"), ("三", "", "2026-10-01 到期"),
    ]  # fmt: skip


def test_the_record_it_hangs_on_is_not_repeated_in_its_name(book: Workspace) -> None:
    deal = book.records.add("cobuild_agreement", {"title": "协议"})
    book.records.add(
        "agreement_review", {"agreement": deal, "on": "2026-05-01", "text": "履行良好"}
    )
    (line,) = lines(book, deal, "agreement_review")
    assert "协议" not in line.title
    assert "履行良好" in line.sub


def test_a_number_says_what_it_counts(book: Workspace) -> None:
    unit = book.records.add("partner_organization", {"name": "甲"})
    book.records.add("volunteer_service", {"title": "敬老院", "partner": unit, "people": 12})
    (line,) = lines(book, unit, "volunteer_service")
    assert "12" in line.sub
    assert line.sub != "12"

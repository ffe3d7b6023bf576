"""The published list names nobody who did not allow it, and says what became of each suggestion."""

from datetime import date

from app.records.service import ServiceMatter, Suggestion
from app.reports.paper import Head, Note, Prose
from app.reports.suggestions import suggestions_sheet
from app.services.suggesting import Idea
from tests.app.reports.book import T
from tests.app.rules.conftest import made

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def idea(matter: ServiceMatter | None = None, **fields: object) -> Idea:
    body = {"title": "通勤车晚半小时", "unit": "隧道班", "by": "罗布"} | fields
    return Idea(made(Suggestion, "s", **body), matter, None)


def text(*ideas: Idea) -> str:
    sheet = suggestions_sheet(ideas, T, branch="支部", first=FIRST, last=LAST)
    lines = [line for b in sheet.blocks if isinstance(b, Prose) for line in b.lines]
    heads = [b.words for b in sheet.blocks if isinstance(b, Head)]
    return "\n".join((*heads, *lines))


def test_a_name_shows_only_where_it_was_given_and_allowed() -> None:
    assert "罗布" not in text(idea())
    assert "From: 隧道班 罗布" in text(idea(may_be_named=True))
    assert "From:" not in text(idea(unit=None))


def test_what_became_of_it_is_that_of_its_matter() -> None:
    matter = made(ServiceMatter, "m", title="t", state="done", done_on="2026-05-10", result="已改")
    said = text(idea(matter, reply="下周起改", replied_on="2026-05-03"))
    assert "Handling: Done, done on 10 May 2026" in said
    assert "Result: 已改" in said
    assert "Reply 3 May 2026: 下周起改" in said


def test_a_declined_one_says_why() -> None:
    said = text(idea(state="declined", decision_reason="已有三台"))
    assert "Not taken up: 已有三台" in said


def test_nothing_chosen_is_said() -> None:
    sheet = suggestions_sheet([], T, branch="支部", first=FIRST, last=LAST)
    assert isinstance(sheet.blocks[0], Note)

"""The sheet of a visit: three answers or room for them, the task list, who signs."""

from app.records.alliance import PartnerOrganization
from app.records.service import HandbookEntry, ServiceMatter, ServiceVisit
from app.reports.paper import Facts, Head, Prose, Room, Sheet, Table
from app.reports.visit import visit_sheet
from app.services.visiting import TaskLine, VisitView
from tests.app.reports.book import T


def sheet(tasks: tuple[TaskLine, ...] = (), entry: HandbookEntry | None = None, **f: str) -> Sheet:
    visit = ServiceVisit.model_validate({"partner": "p", "with_theme": True, **f})
    partner = PartnerOrganization(name="桥梁一公司")
    return visit_sheet(VisitView(visit, partner, None, entry, tasks, ()), T, branch="b")


def facts(found: Sheet) -> dict[str, str]:
    (block,) = [b for b in found.blocks if isinstance(b, Facts)]
    cells = [cell for row in block.rows for cell in row]
    return dict(zip(cells[::2], cells[1::2], strict=True))


def test_it_holds_the_answers_in_the_visitors_words_and_room_for_the_rest() -> None:
    found = sheet(standing="两条生产线", needs="道路\n劳务")
    said = [b.lines for b in found.blocks if isinstance(b, Prose)]
    assert said == [("两条生产线",), ("道路", "劳务")]
    assert len([b for b in found.blocks if isinstance(b, Room)]) == 1
    assert [b.words for b in found.blocks if isinstance(b, Head)] == [
        "How the enterprise stands",
        "What difficulties it has",
        "What it needs to develop",
        "Task list",
    ]


def test_it_says_what_was_prepared_and_whose_handbook_has_it() -> None:
    assert facts(sheet())["Prepared"] == "With a theme"
    assert facts(sheet())["Handbook entry"] == "____"
    entry = HandbookEntry.model_validate({"visit": "v", "on": "2026-03-10", "by": "周建国"})
    told = facts(sheet(entry=entry))["Handbook entry"]
    assert told == "Written into the handbook of 周建国 on 10 Mar 2026."


def test_tasks_stand_with_who_until_when_and_whether_they_were_answered() -> None:
    matter = ServiceMatter.model_validate(
        {"title": "修路灯", "due_on": "2026-06-30", "state": "in_progress"}
    )
    (table,) = [
        b for b in sheet((TaskLine(matter, "工程部", False, 1),)).blocks if isinstance(b, Table)
    ]
    assert table.rows == (("1", "修路灯", "工程部", "30 Jun 2026", "In progress", "answered"),)


def test_without_tasks_there_are_rows_to_fill_in_by_hand() -> None:
    (table,) = [b for b in sheet().blocks if isinstance(b, Table)]
    assert [row[0] for row in table.rows] == ["1", "2", "3", "4"]
    assert table.tall > 0

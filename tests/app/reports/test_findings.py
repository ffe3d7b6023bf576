from app.reports.findings import findings_sheet
from app.reports.paper import Spoken
from app.rules.finding import Finding
from app.said import say
from tests.app.reports.book import T


def finding(severity: str, what: str, explanation: str = "") -> Finding:
    return Finding("R01", severity, say(what), say("why"), "2026-05", explanation=explanation)  # type: ignore[arg-type]


def test_contradictions_come_first_and_explanations_are_printed() -> None:
    found = findings_sheet(
        [finding("info", "c"), finding("warning", "b", "下雪"), finding("error", "a")],
        T,
        branch="支部",
    )
    told = [b for b in found.blocks if isinstance(b, Spoken)]
    assert [b.who for b in told] == ["1. Contradiction:", "2. Reminder:", "3. Remark:"]
    assert told[1].lines == ("b", "why", "Explanation: 下雪")
    assert told[0].lines[-1] == "Explanation: ____"


def test_nothing_found_is_said() -> None:
    assert "Nothing found." in str(findings_sheet([], T, branch="支部").blocks)

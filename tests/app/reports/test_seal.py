from datetime import datetime

from app.reports.seal import received, seal, together
from app.services.delivery import Held
from tests.app.reports.book import T

FIRST, LATER = (
    datetime.fromisoformat("2026-05-22 20:14"),
    datetime.fromisoformat("2026-05-23 09:00"),
)


def test_it_says_when_it_was_written_how_late_and_where_the_record_is() -> None:
    held = Held(FIRST, LATER, 118)
    lines = " ".join(seal("ab" * 32, held, T, by="王海燕", late="Late", attached="r.json").lines)
    for part in ("22 May 2026 (Friday) 20:14", "王海燕", "Late", "no. 118, 23 May 2026", "r.json"):
        assert part in lines
    assert ("ab" * 32) in lines.replace(" ", "")


def test_without_a_receipt_it_says_so() -> None:
    assert received(Held(FIRST, None, None), T) == "HQ's receipt: no receipt yet"


def test_many_parts_are_received_when_all_are() -> None:
    assert together([Held(LATER, LATER, 118), Held(FIRST, FIRST, 117)]) == Held(FIRST, LATER, 118)
    assert together([Held(LATER, LATER, 118), Held(FIRST, None, None)]) == Held(FIRST, None, None)

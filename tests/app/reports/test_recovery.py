from datetime import date

from app.reports.recovery import recovery_sheet
from db import keys
from tests.app.reports.book import T


def test_the_key_stands_in_its_groups_and_nothing_is_filled_in() -> None:
    key = keys.recovery_key()
    found = recovery_sheet(key, T, branch="支部", made=date(2026, 5, 22))
    assert "-".join(found.groups) == key
    assert [name for _, name in found.signing] == ["", ""]

"""Every rule has a name and a source, and answers on an empty book without finding anything."""

from app.rules.catalogue import RULES
from app.rules.pack import shipped
from tests.app.rules.conftest import TODAY, facts


def test_no_two_rules_share_a_title_and_each_names_its_source() -> None:
    assert len({rule.title for rule in RULES}) == len(RULES)
    assert all(rule.source for rule in RULES)


def test_a_book_begun_today_has_nothing_to_answer_for() -> None:
    given = facts(counted_from=TODAY)
    assert [f for rule in RULES for f in rule.check(given, shipped().thresholds) if f] == []

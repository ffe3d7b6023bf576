"""Every rule has a name and a source, and answers on an empty book without finding anything."""

from app.rules.catalogue import RULES
from app.rules.known import KNOWN
from app.rules.shipped import usual
from tests.app.rules.conftest import TODAY, facts


def test_no_two_checks_share_a_title_and_each_is_a_rule_of_the_packs() -> None:
    assert len({rule.title for rule in RULES}) == len(RULES)
    assert {(rule.id, rule.part) for rule in RULES} <= set(KNOWN)


def test_a_book_begun_today_has_nothing_to_answer_for() -> None:
    given = facts(counted_from=TODAY)
    assert [f for rule in RULES for f in rule.check(given, usual()) if f] == []

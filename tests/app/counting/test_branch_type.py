from app.counting.branch_type import is_temporary, rule_type, ticks_dues, unused_kinds
from app.kinds import discover
from app.records.organisation import Branch, BranchType


def branch(kind: str | None, rules: str | None = None) -> Branch:
    return Branch.model_validate({"name": "支部", "branch_type": kind, "rules_as": rules})


def test_a_mobile_branch_is_to_the_rules_what_its_approval_document_says() -> None:
    assert rule_type(branch("mobile", "joint")) == BranchType.joint
    assert rule_type(branch("mobile")) == BranchType.mobile
    assert rule_type(branch("mobile", "mobile_member")) == BranchType.mobile


def test_the_words_of_the_document_count_for_mobile_branches_alone() -> None:
    assert rule_type(branch("ordinary", "temporary")) == BranchType.ordinary
    assert rule_type(branch("mobile_member")) == BranchType.ordinary
    assert rule_type(branch(None)) == BranchType.ordinary
    assert rule_type(None) == BranchType.ordinary


def test_a_temporary_branch_ticks_no_dues_and_has_no_use_for_elections() -> None:
    temporary = branch("mobile", "temporary")
    assert is_temporary(temporary)
    assert not ticks_dues(temporary)
    assert "dues_tick" in unused_kinds(temporary)
    assert unused_kinds(branch("joint")) == frozenset()


def test_every_kind_that_is_folded_exists() -> None:
    assert unused_kinds(branch("temporary")) <= set(discover())

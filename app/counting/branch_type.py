"""What a branch is to the rules: its type, which for a mobile branch its approval document decides.

The regulation knows no mobile branch: each is ordinary, joint or temporary by the document that set
it up (branch-work regulation, articles 5 and 8). Until that is written it is mobile to the rules too.
"""

from app.records.organisation import RULE_TYPES, Branch, BranchType

_TEMPORARY_NEVER = frozenset(
    {
        "dues_tick",
        "development_case",
        "development_step",
        "election_candidate",
        "term_of_office",
    }
)


def rule_type(branch: Branch | None) -> BranchType:
    """Return the type by which the rules judge a branch; without a word about it, ordinary."""
    if branch is None or branch.branch_type is None:
        return BranchType.ordinary
    if branch.branch_type == BranchType.mobile:
        return branch.rules_as if branch.rules_as in RULE_TYPES else BranchType.mobile
    if branch.branch_type == BranchType.mobile_member:
        return BranchType.ordinary
    return branch.branch_type


def is_temporary(branch: Branch | None) -> bool:
    """Tell whether a branch is temporary to the rules (branch-work regulation, article 8)."""
    return rule_type(branch) == BranchType.temporary


def ticks_dues(branch: Branch | None) -> bool:
    """Tell whether a branch ticks dues: a temporary one generally collects none (article 8)."""
    return not is_temporary(branch)


def unused_kinds(branch: Branch | None) -> frozenset[str]:
    """Return the kinds of record that this type of branch generally has no use for (article 8)."""
    return _TEMPORARY_NEVER if is_temporary(branch) else frozenset()

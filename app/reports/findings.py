"""What the rules found in a period, contradictions first, each with the branch's own explanation."""

from collections.abc import Sequence

from app.reports.paper import Block, Note, Prose, Sheet, Spoken
from app.reports.wording import BLANK, plain
from app.rules.finding import Finding
from db.model.words import N_, Translate

_ORDER = ("error", "warning", "info")
_NAMES = {"error": N_("Contradiction"), "warning": N_("Reminder"), "info": N_("Remark")}


def findings_sheet(findings: Sequence[Finding], t: Translate, *, branch: str) -> Sheet:
    """Return the findings as a sheet; an unexplained one has room for a hand."""
    title = t("Findings and explanations")
    ordered = sorted(findings, key=lambda f: _ORDER.index(f.severity))
    blocks: list[Block] = [_told(n, finding, t) for n, finding in enumerate(ordered, 1)]
    return Sheet(
        title=title,
        listed=title,
        under=(plain(branch),),
        blocks=tuple(blocks) or (Prose((t("Nothing found."),)), Note("")),
    )


def _told(n: int, finding: Finding, t: Translate) -> Spoken:
    who = t("{name}:", name=f"{n}. {t(_NAMES[finding.severity])}")
    why = [plain(finding.why(t))] if finding.why else []
    source = finding.source(t)
    basis = [t("Basis: {source}", source=plain(source))] if source else []
    own = t("Explanation: {text}", text=plain(finding.explanation) or BLANK)
    return Spoken(who, (plain(finding.what(t)), *why, *basis, own))

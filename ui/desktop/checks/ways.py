"""Where a finding leads: the record and the step in which it is put right."""

from app.rules.finding import CHOOSE, PEOPLE, PLAN, TERM, Finding
from app.rules.joint import AGREE
from ui.desktop.desk import Route

_STEPS = {
    "motion": "vote",
    "attendance": "signin",
    "sign_in_sheet": "signin",
    "resolution": "vote",
    "agenda_item": "prepare",
    "speech": "minutes",
    "life_meeting": "minutes",
    "appraisal": "minutes",
    "appraisal_result": "minutes",
    "attachment": "file",
}
"""Kinds that belong to a meeting: their findings open it, at this step."""
_FIELDS = {
    "minutes": "minutes",
    "summary": "minutes",
    "attendance": "signin",
    "archived_on": "file",
    "filed_on": "file",
}


def way_to(finding: Finding, action: str) -> Route:
    """Return where an action of a finding leads."""
    if action == CHOOSE.key:
        return Route("conflicts", finding.record)
    if action == PEOPLE.key:
        return Route("members", "", f"ids:{','.join(finding.people)}" if finding.people else "")
    if action == TERM.key:
        return Route("record", "", "new:term_of_office")
    if action == AGREE.key:
        return Route("joint", finding.record, "agreements:new")
    if action == PLAN.key:
        return Route("meetings", "", f"new:{finding.field}" if finding.field else "new")
    return _to_record(finding)


def _to_record(finding: Finding) -> Route:
    match finding.kind:
        case "member":
            return Route("members", finding.record)
        case "branch":
            return Route("settings", "", "branch")
        case "matter":
            return Route("matter", finding.record)
        case "suggestion":
            return Route("service", finding.record, "ideas")
        case "activity":
            return Route("meeting", finding.record, _FIELDS.get(finding.field, "prepare"))
        case "cobuild_agreement":
            return Route("joint", finding.record, "agreements")
        case "service_visit":
            return Route("service", finding.record, "visits")
        case "quota":
            return Route("service", finding.record, f"visits:{finding.field}")
    if finding.kind and finding.kind not in _STEPS:
        return Route("record", finding.record)
    return Route("meeting", finding.record, _STEPS.get(finding.kind, ""))

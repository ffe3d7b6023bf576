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
        return Route("agreement", "", f"new:{finding.record}")
    if action == PLAN.key:
        return Route("meetings", "", f"new:{finding.field}" if finding.field else "new")
    return _to_record(finding)


def _to_record(finding: Finding) -> Route:
    record, field = finding.record, finding.field
    place = {
        "member": Route("members", record),
        "branch": Route("settings", "", "branch"),
        "matter": Route("matter", record),
        "suggestion": Route("service", record, "ideas"),
        "activity": Route("meeting", record, _FIELDS.get(field, "prepare")),
        "cobuild_agreement": Route("agreement", record),
        "service_visit": Route("visit", record),
        "quota": Route("service", record, f"visits:{field}"),
        "booking": Route("joint", record, "resources:week"),
    }.get(finding.kind)
    if place is not None:
        return place
    if finding.kind and finding.kind not in _STEPS:
        return Route("record", finding.record)
    return Route("meeting", finding.record, _STEPS.get(finding.kind, ""))

"""Boxes 15 to 18: what is built with others, service, vanguard carriers, what is laid open (domain 3.1).

What members said into the opinion box is in none of them; of nominations and acknowledgements, which
are by person, a folder says the number alone.
"""

from app.records.cobuilding import WorkKind
from app.records.documents import DocumentKind
from app.records.openness import CommentKind
from app.reports.boxed import OF_MEETINGS, Box, Register, documents
from app.terms import ActivityType
from db.model.words import N_

RECORDED = (str(WorkKind.recording),)
"""Works that are filed with the lectures."""
OTHER_WORKS = ("", *(str(kind) for kind in WorkKind if kind != WorkKind.recording))
OUTCOMES = Register("outcome", via="about")
"""Numbers that came of what the box holds: it stands after everything that has such numbers."""

JOINT = Box(
    15,
    N_("Joint building"),
    N_(
        "Partners, agreements with their reviews, bodies, turns, what was done together, its results"
    ),
    (ActivityType.joint_conference, ActivityType.joint_activity),
    (
        Register("partner_organization"),
        Register("cobuild_agreement", "valid_from", "valid_to", instead="signed_on"),
        Register("agreement_review", "on"),
        Register("alliance_body", "from_on", "to_on"),
        Register("system_document", "effective_from", "effective_to"),
        Register("duty_rotation", "from_on", "to_on"),
        Register("joint_organization", "from_on", "dissolved_on"),
        Register("covered_unit"),
        Register("budget_line", "year"),
        *OF_MEETINGS,
        Register("campaign", "from_on", "to_on"),
        Register("person_exchange", "from_on", "to_on"),
        Register("mentorship", "from_on", "to_on"),
        Register("milestone", via="mentorship"),
        Register("competition", "on"),
        Register("work", "made_on", only=("kind", OTHER_WORKS)),
        Register("honour", "decided_on"),
        Register("brand"),
        Register("experience_note", "on"),
        Register("publicity_item", "published_on"),
        Register("shared_resource", "from_on", "to_on"),
        Register("booking", "from_at", "to_at"),
        Register("loan", "lent_on", "returned_on"),
        OUTCOMES,
    ),
    ("R28", "R43"),
)
SERVICE = Box(
    16,
    N_("Service and practical deeds"),
    N_(
        "Visits with what was answered, matters until they are closed, suggestions, deeds, volunteers"
    ),
    (ActivityType.service_visit,),
    (
        Register("service_visit", "on", whole=True),
        Register("handbook_entry", via="visit"),
        Register(
            "matter",
            "raised_on",
            "closed_on",
            more=("owner_unit", "done_on", "satisfaction"),
            told=True,
        ),
        Register("progress_entry", via="matter"),
        Register("feedback", via="matter"),
        Register("suggestion", "received_on"),
        Register("practical_deed", "done_on", instead="due_on"),
        Register("volunteer_service", "on"),
        Register("donation", "on"),
        Register("service_point", "opened_on", "closed_on"),
        Register("point_entry", "on"),
        *OF_MEETINGS,
        OUTCOMES,
    ),
    ("R29", "R44"),
)
VANGUARD = Box(
    17,
    N_("Vanguard carriers"),
    N_(
        "Posts, areas, teams and commitments with their reviews; exemplars who agreed to be told of"
    ),
    registers=(
        Register("demonstration_post", "set_on", "ended_on"),
        Register("responsibility_area", "set_on", "ended_on"),
        Register("service_team", "set_on", "ended_on"),
        Register("commitment", "made_on", "fulfilled_on"),
        Register("carrier_review", via="about"),
        Register("election_round", "opened_on", "closed_on"),
        Register("nomination", via="round", counted=True),
        Register("exemplar", "named_on"),
        OUTCOMES,
    ),
    rules=("R45",),
)
OPENNESS = Box(
    18,
    N_("Disclosure of affairs"),
    N_("What was laid open and when, questions and answers, notices and how many know of them"),
    registers=(
        Register("disclosure", "from_on", "to_on"),
        Register("deliberation", "opened_on"),
        Register("comment", via="about", only=("kind", (str(CommentKind.question),))),
        Register("notice", "issued_on", only=("activity", ("",))),
        Register("acknowledgement", via="about", counted=True),
        documents(DocumentKind.disclosure),
    ),
    rules=("R46",),
)
SHARED = (JOINT, SERVICE, VANGUARD, OPENNESS)

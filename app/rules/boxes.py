"""The twenty boxes that an inspection asks for, by number (domain 3.1)."""

from app.terms import ActivityType
from db.model.words import N_

BOXES = {
    1: N_("Organisation set-up"),
    2: N_("Members"),
    3: N_("Plans and summaries"),
    4: N_("General meetings"),
    5: N_("Committee meetings"),
    6: N_("Group meetings"),
    7: N_("Party lectures"),
    8: N_("Themed Party days"),
    9: N_("Organisational-life meeting"),
    10: N_("Democratic appraisal"),
    11: N_("Heart-to-heart talks"),
    12: N_("Study and training"),
    13: N_("Development of members"),
    14: N_("Dues"),
    15: N_("Joint-building"),
    16: N_("Service and practical deeds"),
    17: N_("Vanguard carriers"),
    18: N_("Disclosure of Party and enterprise affairs"),
    19: N_("Self-discipline, ideology"),
    20: N_("Upward documents"),
}
_OF_MEETINGS = {
    ActivityType.general_meeting: 4,
    ActivityType.committee_meeting: 5,
    ActivityType.group_meeting: 6,
    ActivityType.party_lecture: 7,
    ActivityType.themed_party_day: 8,
    ActivityType.organizational_life_meeting: 9,
    ActivityType.democratic_appraisal: 10,
    ActivityType.joint_conference: 15,
    ActivityType.joint_activity: 15,
    ActivityType.study_session: 12,
    ActivityType.training: 12,
    ActivityType.service_visit: 16,
}
OF_MEMBERS = 2


def box_of_meeting(kind: ActivityType) -> int:
    """Return the box that a meeting's record lies in."""
    return _OF_MEETINGS[kind]

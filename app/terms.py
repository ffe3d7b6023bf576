"""Words that several record types share: kinds of meetings, positions people take."""

from app.declare import Choice
from db.model.words import N_


class ActivityType(Choice):
    """What is held. The words are the regulation's (branch-work regulation, articles 11 to 19)."""

    general_meeting = "general_meeting", N_("General meeting")
    committee_meeting = "committee_meeting", N_("Committee meeting")
    group_meeting = "group_meeting", N_("Group meeting")
    party_lecture = "party_lecture", N_("Party lecture")
    themed_party_day = "themed_party_day", N_("Themed Party day")
    organizational_life_meeting = "organizational_life_meeting", N_("Organisational-life meeting")
    democratic_appraisal = "democratic_appraisal", N_("Democratic appraisal")
    joint_conference = "joint_conference", N_("Joint conference")
    joint_activity = "joint_activity", N_("Joint activity")
    study_session = "study_session", N_("Group study")
    training = "training", N_("Training")
    service_visit = "service_visit", N_("Service visit")


class Stance(Choice):
    """How a speaker stands to the matter, as spoken."""

    support = "support", N_("In favour")
    oppose = "oppose", N_("Against")
    abstain = "abstain", N_("Abstains")
    neutral = "neutral", N_("No position")
    question = "question", N_("Question")

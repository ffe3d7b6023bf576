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


class JointKind(Choice):
    """What partners do together; a joint activity is one of these."""

    joint_party_day = "joint_party_day", N_("Joint themed Party day")
    joint_study = "joint_study", N_("Studying together")
    lecture = "lecture", N_("Lecture to or from a partner")
    discussion = "discussion", N_("Discussion meeting with an enterprise")
    seminar = "seminar", N_("Round-table")
    exchange = "exchange", N_("Visit to learn from each other")
    project = "project", N_("Work on a shared task")
    contest = "contest", N_("Contest")
    showcase = "showcase", N_("Showing results")
    sharing = "sharing", N_("Sharing experience")
    culture = "culture", N_("Culture and sport")
    volunteering = "volunteering", N_("Volunteering and public welfare")
    emergency = "emergency", N_("Emergency help")
    assistance = "assistance", N_("Helping a partner's branch")
    other = "other", N_("Other joint activity")


class Direction(Choice):
    """Who went to whom."""

    hosted = "hosted", N_("Hosted here")
    visited = "visited", N_("Visited there")


class Fulfilment(Choice):
    """How far something promised was kept."""

    kept = "kept", N_("Fulfilled")
    partly = "partly", N_("Partly fulfilled")
    not_yet = "not_yet", N_("Not yet fulfilled")

"""Meetings and everything said, decided, signed and attached there."""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import Choice, Count, LongText, Mark, RecordType, Ref, Shape, Tags, Text, Year
from app.terms import ActivityType, Direction, JointKind, Stance
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
ActivityRef = Annotated[str, Ref("activity"), Mark(indexed=True)]
ItemRef = Annotated[str, Ref("agenda_item"), Mark(indexed=True)]


class Mode(Choice):
    """How people met."""

    in_person = "in_person", N_("In person")
    phone = "phone", N_("By phone")
    video = "video", N_("By video")
    paper_circulation = "paper_circulation", N_("By circulated paper")


class State(Choice):
    """How far a meeting's record has come (domain 5.3)."""

    planned = "planned", N_("Planned")
    notified = "notified", N_("Notified")
    signed_in = "signed_in", N_("Signed in")
    minuted = "minuted", N_("Minuted")
    reviewed = "reviewed", N_("Reviewed")
    filed = "filed", N_("Filed")
    archived = "archived", N_("Archived")
    cancelled = "cancelled", N_("Cancelled")
    reopened = "reopened", N_("Reopened")


class LecturerCapacity(Choice):
    """In what capacity somebody lectures."""

    secretary = "secretary", N_("Branch secretary")
    leader = "leader", N_("Leading cadre")
    expert = "expert", N_("Expert")
    worker = "worker", N_("Worker")
    model = "model", N_("Model worker")


class LectureDirection(Choice):
    """Who lectured to whom."""

    own = "own", N_("To the branch itself")
    given = "given", N_("Given to a partner")
    received = "received", N_("Received from a partner")


class Activity(RecordType):
    """A meeting or another activity; times are the site's own (UTC+8)."""

    shape: ClassVar = Shape(
        "activity",
        N_("Meeting or activity"),
        "calendar-check",
        ("title",),
        ("title", "type", "held_start", "place_text", "state"),
        ("-held_start",),
        place="meetings",
        area=N_("Meetings"),
    )
    type: Annotated[ActivityType, Mark(indexed=True)] = Field(title=N_("Kind"))
    title: Text | None = Field(None, title=N_("Title"))
    theme: Text | None = Field(None, title=N_("Theme"))
    held_start: Annotated[datetime, Mark(indexed=True)] | None = Field(None, title=N_("Start"))
    held_end: datetime | None = Field(None, title=N_("End"))
    place_text: Text | None = Field(None, title=N_("Place"))
    mode: Mode = Field(Mode.in_person, title=N_("How held"))
    group: Annotated[str, Ref("party_group")] | None = Field(None, title=N_("Party group"))
    chair: MemberRef | None = Field(None, title=N_("Chair"))
    recorder: MemberRef | None = Field(None, title=N_("Recorder"))
    convener: MemberRef | None = Field(None, title=N_("Convener"))
    lecturer: Text | None = Field(None, title=N_("Lecturer"))
    lecturer_capacity: LecturerCapacity | None = Field(None, title=N_("Lecturer's capacity"))
    non_voting: LongText | None = Field(
        None, title=N_("Attending without vote"), description=N_("Name and capacity, one a line.")
    )
    minutes: LongText | None = Field(None, title=N_("Account of the activity"))
    summary: LongText | None = Field(None, title=N_("Chair's summary"))
    hours: Annotated[float, Field(ge=0, le=24)] | None = Field(
        None, title=N_("Study hours"), description=N_("Given to everyone present when filed.")
    )
    documents: list[Annotated[str, Ref("document_receipt")]] = Field(
        default_factory=list, title=N_("Documents studied"), max_length=200
    )
    lecture_direction: LectureDirection | None = Field(None, title=N_("Given or received"))
    partner_text: Text | None = Field(None, title=N_("Partner unit"))
    audience_count: Count | None = Field(None, title=N_("People who listened"))
    micro: bool | None = Field(
        None, title=N_("Micro-lecture"), description=N_("At most 20 minutes long.")
    )
    outline: LongText | None = Field(None, title=N_("Outline"))
    for_year: Year | None = Field(
        None,
        title=N_("For the year"),
        description=N_("The year it is counted for, where that is not the year it was held in."),
    )
    chair_delegation: Text | None = Field(
        None,
        title=N_("Why another chairs"),
        description=N_("Who let somebody else than the secretary chair, and why."),
    )
    mode_reason: Text | None = Field(
        None,
        title=N_("Why not in person"),
        description=N_("A meeting by phone or circulated paper counts only with a reason."),
    )
    parent: ActivityRef | None = Field(None, title=N_("Held together with"))
    plan_item: Annotated[str, Ref("plan_item")] | None = Field(None, title=N_("Plan item"))
    state: State = Field(State.planned, title=N_("State"))
    state_reason: Text | None = Field(None, title=N_("Reason"))
    version: Count | None = Field(None, title=N_("Version of the record"))
    partners: list[Annotated[str, Ref("partner_organization")]] = Field(
        default_factory=list, title=N_("Partner units"), max_length=200
    )
    joint_kind: JointKind | None = Field(None, title=N_("Kind of joint activity"))
    direction: Direction | None = Field(None, title=N_("Hosted or visited"))
    tags: Tags = Field(default_factory=list, title=N_("Tags"))
    campaign: Annotated[str, Ref("campaign"), Mark(indexed=True)] | None = Field(
        None, title=N_("Campaign")
    )
    experience: LongText | None = Field(None, title=N_("What was learned"))
    follow_up: LongText | None = Field(None, title=N_("What follows"))
    reviewed_by: Text | None = Field(None, title=N_("Reviewed by"))
    reviewed_on: date | None = Field(None, title=N_("Reviewed on"))
    filed_on: date | None = Field(None, title=N_("Filed on"))
    archived_on: date | None = Field(None, title=N_("Archived on"))


class Role(Choice):
    """In what role somebody attends."""

    voting = "voting", N_("With vote")
    non_voting = "non_voting", N_("Without vote")
    guest = "guest", N_("Guest")


class Presence(Choice):
    """Whether somebody was there."""

    present = "present", N_("Present")
    late = "late", N_("Came late")
    online = "online", N_("Joined online")
    leave = "leave", N_("On leave")
    absent = "absent", N_("Absent")


HERE = (Presence.present, Presence.late, Presence.online)
"""What counts as present."""


class Attendance(RecordType):
    """One member at one meeting; its id comes from both, so it exists once."""

    shape: ClassVar = Shape(
        "attendance",
        N_("Attendance"),
        "check-square",
        ("member",),
        ("activity", "member", "status", "reason"),
        parents=("activity", "member"),
        place="meetings",
        area=N_("Meetings"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    member: MemberRef = Field(title=N_("Member"))
    due: bool = Field(True, title=N_("Due to attend"))
    role: Role = Field(Role.voting, title=N_("Role"))
    status: Presence | None = Field(None, title=N_("Attendance"))
    reason: Text | None = Field(None, title=N_("Reason"))
    arrival: datetime | None = Field(None, title=N_("Arrived"))
    evidence: Text | None = Field(None, title=N_("Evidence"))


class ItemKind(Choice):
    """What an agenda item is for."""

    report = "report", N_("Report")
    discussion = "discussion", N_("Discussion")
    vote = "vote", N_("Vote")
    study = "study", N_("Study")
    other = "other", N_("Other matter")


class Matter(Choice):
    """Matters with rules of their own: who may handle them, what must come before."""

    important = "important", N_("Important matter")
    admission = "admission", N_("Admission of a probationary member")
    conversion = "conversion", N_("Becoming a full member")
    election = "election", N_("Term election")
    discipline = "discipline", N_("Discipline")
    disposal = "disposal", N_("Disposal of an unqualified member")
    dues = "dues", N_("Party dues")
    delegates = "delegates", N_("Delegates to a congress")


class AgendaItem(RecordType):
    """One item of a meeting's agenda."""

    shape: ClassVar = Shape(
        "agenda_item",
        N_("Agenda item"),
        "list-numbers",
        ("title",),
        ("activity", "number", "title", "kind"),
        ("activity", "number"),
        place="meetings",
        area=N_("Meetings"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    number: Count | None = Field(None, title=N_("No."))
    title: Text | None = Field(None, title=N_("Item"))
    kind: ItemKind | None = Field(None, title=N_("Kind"))
    started: datetime | None = Field(None, title=N_("Started"))
    ended: datetime | None = Field(None, title=N_("Ended"))
    no_decision: bool | None = Field(None, title=N_("No decision taken"))
    prior_committee_item: ItemRef | None = Field(None, title=N_("Committee's prior discussion"))
    matter: Matter | None = Field(None, title=N_("Matter"))
    without_committee: Text | None = Field(
        None, title=N_("Why the committee did not discuss it before")
    )
    approval_document: Text | None = Field(None, title=N_("Superior's approval document"))
    from_resolution: Annotated[str, Ref("resolution")] | None = Field(
        None, title=N_("Follows up resolution")
    )


class Speech(RecordType):
    """What one person said on one item, in the order of speaking."""

    shape: ClassVar = Shape(
        "speech",
        N_("Speech"),
        "chat-text",
        ("speaker", "summary"),
        ("activity", "speaker", "at", "summary"),
        ("activity", "number"),
        place="meetings",
        area=N_("Meetings"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    item: ItemRef | None = Field(None, title=N_("Agenda item"))
    number: Annotated[float, Field(ge=0)] | None = Field(None, title=N_("Order"))
    speaker: MemberRef | None = Field(None, title=N_("Speaker"))
    speaker_name: Text | None = Field(None, title=N_("Speaker who is no member"))
    at: datetime | None = Field(None, title=N_("Time"))
    summary: LongText | None = Field(None, title=N_("What was said"))
    stance: Stance | None = Field(None, title=N_("Position"))


class VoteMethod(Choice):
    """How a vote is taken."""

    show_of_hands = "show_of_hands", N_("Show of hands")
    secret_ballot = "secret_ballot", N_("Secret ballot")
    voice = "voice", N_("By voice")


class MotionKind(Choice):
    """What a motion decides; each kind has its own quorum and majority."""

    ordinary = "ordinary", N_("Ordinary motion")
    admission = "admission", N_("Admission of a probationary member")
    conversion = "conversion", N_("Becoming a full member")
    election = "election", N_("Election")


class ElectedTo(Choice):
    """What an election fills; each asks for its own number of names (election rules 13)."""

    committee = "committee", N_("Branch committee")
    officers = "officers", N_("Secretary or deputy secretary")
    delegates = "delegates", N_("Delegates to a congress")


class Motion(RecordType):
    """A motion put to the vote. Numbers are empty until typed; the outcome is derived."""

    shape: ClassVar = Shape(
        "motion",
        N_("Vote"),
        "scales",
        ("title",),
        ("activity", "title", "method", "yes", "no", "abstain"),
        ("activity", "number"),
        place="meetings",
        area=N_("Meetings"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    item: ItemRef | None = Field(None, title=N_("Agenda item"))
    number: Count | None = Field(None, title=N_("No."))
    title: Text | None = Field(None, title=N_("Motion"))
    kind: MotionKind = Field(MotionKind.ordinary, title=N_("Kind"))
    method: VoteMethod | None = Field(None, title=N_("Method"))
    eligible: Count | None = Field(
        None, title=N_("Entitled to vote"), description=N_("Due with right to vote.")
    )
    present: Count | None = Field(None, title=N_("Present with right to vote"))
    issued: Count | None = Field(None, title=N_("Ballots given out"))
    returned: Count | None = Field(None, title=N_("Ballots returned"))
    yes: Count | None = Field(None, title=N_("In favour"))
    no: Count | None = Field(None, title=N_("Against"))
    abstain: Count | None = Field(None, title=N_("Abstentions"))
    invalid: Count | None = Field(None, title=N_("Invalid ballots"))
    written_yes: Count | None = Field(None, title=N_("Written opinions in favour"))
    written_no: Count | None = Field(None, title=N_("Written opinions against"))
    written_abstain: Count | None = Field(None, title=N_("Written abstentions"))
    candidate: MemberRef | None = Field(None, title=N_("Candidate in the roster"))
    candidate_name: Text | None = Field(None, title=N_("Candidate"))
    seats: Count | None = Field(None, title=N_("Seats to fill"))
    excluded: Count | None = Field(
        None,
        title=N_("Not counted as due"),
        description=N_(
            "Members left out with the superior's consent and by the meeting's decision."
        ),
    )
    exclusion_document: Text | None = Field(None, title=N_("Document of the exclusion"))
    dissent: LongText | None = Field(None, title=N_("Dissent, as spoken"))
    tellers: Text | None = Field(None, title=N_("Tellers"))
    passed_override: bool | None = Field(
        None,
        title=N_("Outcome, if not as computed"),
        description=N_("Needs a reason, and is printed with it."),
    )
    override_reason: Text | None = Field(None, title=N_("Reason for another outcome"))
    elected_to: ElectedTo | None = Field(None, title=N_("Elected to"))


class ResolutionState(Choice):
    """How far a resolution is carried out."""

    open = "open", N_("Open")
    doing = "doing", N_("In progress")
    done = "done", N_("Done")
    dropped = "dropped", N_("Dropped")


class Resolution(RecordType):
    """What was decided, by whom it is done and until when."""

    shape: ClassVar = Shape(
        "resolution",
        N_("Resolution"),
        "check-square",
        ("text",),
        ("text", "owner", "due_on", "state"),
        ("-made",),
        area=N_("Meetings"),
    )
    text: LongText | None = Field(None, title=N_("Resolution"))
    activity: ActivityRef | None = Field(None, title=N_("Meeting"))
    item: ItemRef | None = Field(None, title=N_("Agenda item"))
    owner: MemberRef | None = Field(None, title=N_("Responsible"))
    owner_unit: Text | None = Field(None, title=N_("Responsible unit"))
    due_on: date | None = Field(None, title=N_("Due on"))
    state: ResolutionState = Field(ResolutionState.open, title=N_("State"))
    closed_on: date | None = Field(None, title=N_("Closed on"))
    evidence: LongText | None = Field(None, title=N_("Result and evidence"))

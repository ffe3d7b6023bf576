"""Organisational-life meeting and democratic appraisal: what they need beside the minutes.

Sources: branch-work regulation, articles 17 and 18. Levels are sealed, never averaged or ranked.
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from app.declare import (
    Choice,
    Count,
    LongText,
    Mark,
    RecordType,
    Ref,
    SealedText,
    Shape,
    Text,
    Year,
)
from db.model.words import N_

MemberRef = Annotated[str, Ref("member"), Mark(indexed=True)]
ActivityRef = Annotated[str, Ref("activity"), Mark(indexed=True)]


class LifeMeeting(RecordType):
    """The steps around one organisational-life meeting (branch-work regulation, article 17)."""

    shape: ClassVar = Shape(
        "life_meeting",
        N_("Steps of the organisational-life meeting"),
        "list-plus",
        ("activity",),
        ("activity", "study", "direction"),
        parents=("activity",),
        place="meetings",
        area=N_("Organisational life"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    scheme: LongText | None = Field(None, title=N_("Scheme"))
    study: LongText | None = Field(None, title=N_("Study before the meeting"))
    talks: LongText | None = Field(None, title=N_("Talks before the meeting"))
    opinions: LongText | None = Field(None, title=N_("Opinions collected, in summary"))
    last_year: LongText | None = Field(None, title=N_("Report on last year's list"))
    problems: LongText | None = Field(None, title=N_("Problems found"))
    criticism: LongText | None = Field(None, title=N_("Criticism and self-criticism"))
    direction: LongText | None = Field(None, title=N_("Direction of rectification"))
    report: LongText | None = Field(None, title=N_("Report to the superior"))
    reported_on: date | None = Field(None, title=N_("Reported on"))


class CollectedOpinion(RecordType):
    """One opinion collected before a meeting; without a name, it stays without one."""

    shape: ClassVar = Shape(
        "collected_opinion",
        N_("Opinion collected"),
        "chat-circle-text",
        ("text",),
        ("activity", "source", "text"),
        area=N_("Organisational life"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    text: LongText | None = Field(None, title=N_("Opinion"))
    source: Text | None = Field(
        None, title=N_("From whom"), description=N_("A group of people is enough.")
    )
    about: Text | None = Field(None, title=N_("About"))
    answer: LongText | None = Field(None, title=N_("Answer"))


class SelfExamination(RecordType):
    """One person's self-examination; the text is sealed."""

    shape: ClassVar = Shape(
        "self_examination",
        N_("Self-examination"),
        "user-focus",
        ("member", "activity"),
        ("activity", "member", "handed_in_on"),
        parents=("activity", "member"),
        apart=True,
        area=N_("Organisational life"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    member: MemberRef = Field(title=N_("Member"))
    handed_in_on: date | None = Field(None, title=N_("Handed in on"))
    text: SealedText | None = Field(None, title=N_("Text"))


class RectificationItem(RecordType):
    """One thing to be put right after an organisational-life meeting or an inspection."""

    shape: ClassVar = Shape(
        "rectification_item",
        N_("Rectification item"),
        "wrench",
        ("problem",),
        ("problem", "measure", "owner", "due_on", "done_on"),
        ("due_on",),
        area=N_("Organisational life"),
    )
    problem: LongText | None = Field(None, title=N_("Problem"))
    activity: ActivityRef | None = Field(None, title=N_("Meeting"))
    finding: Annotated[str, Ref("inspection_finding"), Mark(indexed=True)] | None = Field(
        None, title=N_("Finding of an inspection")
    )
    for_year: Year | None = Field(None, title=N_("For the year"))
    source: Text | None = Field(None, title=N_("Where it comes from"))
    measure: LongText | None = Field(None, title=N_("Measure"))
    owner: MemberRef | None = Field(None, title=N_("Responsible"))
    due_on: date | None = Field(None, title=N_("Due on"))
    done_on: date | None = Field(None, title=N_("Done on"))
    result: LongText | None = Field(None, title=N_("Result and evidence"))
    verified_by: Text | None = Field(None, title=N_("Verified by"))
    verified_on: date | None = Field(None, title=N_("Verified on"))


class Concluder(Choice):
    """Who gives the conclusion of an appraisal."""

    committee = "committee", N_("The committee")
    general_meeting = "general_meeting", N_("The general meeting")


class Appraisal(RecordType):
    """A year's democratic appraisal: its steps and its counts, no level of anybody."""

    shape: ClassVar = Shape(
        "appraisal",
        N_("Democratic appraisal of the year"),
        "clipboard-text",
        ("for_year",),
        ("for_year", "self_on", "mutual_on", "measured_on", "concluded_on"),
        ("-for_year",),
        parents=("activity",),
        place="appraisal",
        area=N_("Organisational life"),
    )
    activity: ActivityRef = Field(title=N_("Meeting"))
    for_year: Year | None = Field(None, title=N_("For the year"))
    notice: Text | None = Field(None, title=N_("Superior's notice"))
    self_on: date | None = Field(None, title=N_("Self-appraisal on"))
    mutual_on: date | None = Field(None, title=N_("Mutual appraisal on"))
    measured_on: date | None = Field(None, title=N_("Democratic measurement on"))
    ballots_issued: Count | None = Field(None, title=N_("Ballots given out"))
    ballots_returned: Count | None = Field(None, title=N_("Ballots returned"))
    concluded_by: Concluder | None = Field(None, title=N_("Conclusion given by"))
    concluded_on: date | None = Field(None, title=N_("Concluded on"))
    rated: Count | None = Field(None, title=N_("Members with a level"))
    excellent: Count | None = Field(None, title=N_("Members rated excellent"))
    reported_on: date | None = Field(None, title=N_("Reported on"))


class AppraisalResult(RecordType):
    """What one member's appraisal came to; level, tally and opinion are sealed in one text."""

    shape: ClassVar = Shape(
        "appraisal_result",
        N_("Appraisal of a member"),
        "user-square",
        ("member", "appraisal"),
        ("appraisal", "member", "feedback_on"),
        parents=("appraisal", "member"),
        place="appraisal",
        area=N_("Organisational life"),
    )
    appraisal: Annotated[str, Ref("appraisal"), Mark(indexed=True)] = Field(
        title=N_("Democratic appraisal of the year")
    )
    member: MemberRef = Field(title=N_("Member"))
    self_text: SealedText | None = Field(None, title=N_("Self-appraisal"))
    result: SealedText | None = Field(None, title=N_("Level, tally and committee's opinion"))
    has_level: bool | None = Field(None, title=N_("Has a level"))
    feedback_on: date | None = Field(None, title=N_("Told the member on"))
    confirmed_on: date | None = Field(None, title=N_("Confirmed by the member on"))

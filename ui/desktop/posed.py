"""Writes into a sample book what its pictures are to show and no sample has: a document, an election."""

from datetime import timedelta

from app.records.meeting import MotionKind
from app.services.sample import Sample
from app.workspace import Workspace


def received(book: Workspace) -> str:
    """Write down a document that came, with a long title, and return its id."""
    sample = Sample()
    day = sample.now.date()
    fields = {
        "title": f"{sample.text['organization']['name']}：{sample.text['meeting']['title']}",
        "issued_on": (day - timedelta(days=9)).isoformat(),
        "received_on": (day - timedelta(days=7)).isoformat(),
        "asks_until": (day + timedelta(days=20)).isoformat(),
        "all_members": True,
    }
    return book.records.add("document_receipt", fields)


def election(book: Workspace, held: str) -> str:
    """Put an election with three candidates before the meeting that was held, and return it."""
    found = book.meetings.get(held, book.now().date())
    if found is not None:
        title = Sample().text["branch"]["name"]
        motion = book.meetings.write.add_motion(found, title, kind=MotionKind.election)
        book.records.change(motion, {"seats": 2, "issued": 20, "returned": 20})
        for member, yes in zip(book.members.roster()[:3], (19, 17, 3), strict=False):
            fields = {"motion": motion, "name": member.name, "member": member.id}
            book.records.add(
                "election_candidate", {**fields, "yes": yes, "no": 20 - yes, "abstain": 0}
            )
    return held

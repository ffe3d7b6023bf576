"""A whole book of the sample branch, to look at before one's own branch begins."""

from pathlib import Path

from app.counting.appraising import Result
from app.services.sample import Sample, StoppedClock
from app.services.sample_alliance import AllianceWriter, alliance_sample
from app.services.sample_meeting import write_all
from app.workspace import Workspace
from db.keys import Cost

PASSPHRASE = "suixing-sample"  # noqa: S105 - there is nothing in it to protect
"""Opens every sample book: there is nothing in it to protect."""
SECRET = "suixing-sealed"  # noqa: S105 - there is nothing in it to protect
"""Opens what is sealed in `sealed_book`."""
_CHEAP = Cost(1, 1, 8)
_WORDS = "…"


def sample_book(home: Path, *, held: bool = True) -> Workspace:
    """Make a new home with the sample branch in it; its clock stands at the sample's evening.

    `held` writes the meeting that the sample is about as held. Raises StoreReadOnly, InvalidRecord.
    """
    sample = Sample()
    clock = StoppedClock(sample.moment("01-05", "08:00"))
    branch, secretary = sample.text["branch"]["name"], next(iter(sample.text["offices"]))
    book = Workspace.create(
        home, PASSPHRASE, branch=branch, writer=secretary, clock=clock, cost=_CHEAP
    ).workspace
    write_all(book.records, clock.set, held=held)
    clock.set(sample.now)
    return book


def alliance_book(home: Path) -> Workspace:
    """Make a new home with the sample alliance in it: joint building, service, disclosure."""
    sample = alliance_sample()
    clock = StoppedClock(sample.moment("01-05", "08:00"))
    branch, secretary = sample.text["branch"]["name"], next(iter(sample.text["offices"]))
    book = Workspace.create(
        home, PASSPHRASE, branch=branch, writer=secretary, clock=clock, cost=_CHEAP
    ).workspace
    AllianceWriter(book.records, sample, clock.set, book.tags.use).write()
    return book


def sealed_book(home: Path) -> Workspace:
    """Return the sample branch with talks of its year and the appraisal of the year before, sealed."""
    book = sample_book(home)
    year, records = book.now().year, book.records
    book.confidential.begin(SECRET, holder=book.pen().by, cost=_CHEAP)
    pairs = book.talks.year(year).pairs
    for at, member in enumerate((*pairs.committee, *pairs.members)[1:18], 1):
        who = pairs.committee[at % len(pairs.committee)]
        if who != member:
            day = f"{year}-{at % 5 + 1:02d}-{at:02d}"
            fields = {"initiator": who, "partner": member, "on": day, "occasion": "yearly"}
            book.confidential.write(records.add("heart_to_heart_talk", fields), {"body": _WORDS})
    appraisal, day = book.appraising.begin(year - 1), f"{year}-02-10"
    steps = {"self_on": day, "mutual_on": day, "measured_on": day}
    book.appraising.change(appraisal, {**steps, "ballots_issued": 27, "ballots_returned": 26})
    for seat in book.appraising.standing(appraisal).seats[:9]:
        book.appraising.write_self(appraisal, seat.member.id, _WORDS)
        book.appraising.write_result(appraisal, seat.member.id, Result(opinion=_WORDS))
    (first, *_) = book.talks.year(year).talks
    book.confidential.open(first.id, "body")
    return book

"""The register of what was done with others in a period, as a paper."""

from datetime import date

from app.records.organisation import Branch
from app.reports.activities import activities_sheet
from app.services.activities import Activities
from app.services.exporting import Exporter
from app.services.gathering import Shown
from app.services.records import Records


def activities_pdf(
    records: Records,
    exporting: Exporter,
    first: date,
    last: date,
    *,
    today: date,
    draft: bool = False,
) -> bytes:
    """Return what was done with others between two days, with what came of it; nothing still to come.

    Raises ExportError.
    """
    found, branch = Activities(records), records.get(Branch, "branch")
    held = found.between(first, min(last, today))
    part = activities_sheet(
        held,
        found.lectures(first, min(last, today)),
        exporting.words(),
        branch=branch.name if branch is not None else "",
        first=first,
        last=last,
    )
    own = tuple(r.record for one in held for r in (one.activity, *one.rows))
    names = tuple((one.activity.id, name) for one in held for name in one.names)
    return exporting.sheet_pdf(part, Shown(own, (), names), draft=draft)

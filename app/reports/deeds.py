"""The register of deeds of a period: practical deeds, volunteer service, donations, and their sums."""

from collections.abc import Callable, Sequence

from app.reports.paper import Block, Head, Note, Sheet, Table
from app.reports.wording import numbered, on, plain
from app.services.deeds import (
    DEED_HEADS,
    DONATION_HEADS,
    SERVICE_HEADS,
    SUMS,
    DeedPeriod,
    deed_rows,
    donation_rows,
    service_rows,
    sum_rows,
)
from db.model.words import N_, Translate

_DEEDS = (-1.6, -1.2, 15, 20, 24, 24, -2)
_SERVICES = (24, -1.6, -1, 20, 16, 20, 18)
_DONATIONS = (24, -1.6, 20, -1, -1, 26, 15, -1)


def deeds_sheet(
    found: DeedPeriod,
    t: Translate,
    name: Callable[[str], str],
    *,
    branch: str,
    campaign: str = "",
) -> Sheet:
    """Return the register of a period, of `campaign` alone where it is named; what is empty says so."""
    blocks: list[Block] = []
    lists = (
        (N_("Practical deeds"), DEED_HEADS, _DEEDS, deed_rows(found.deeds, t, name)),
        (N_("Volunteer service"), SERVICE_HEADS, _SERVICES, service_rows(found.services, t, name)),
        (
            N_("Donations and assistance"),
            DONATION_HEADS,
            _DONATIONS,
            donation_rows(found.donations, t),
        ),
    )
    for n, (title, heads, widths, rows) in enumerate(lists, 1):
        blocks.append(Head(numbered(n, t("1.")) + t(title)))
        blocks.append(_table(heads, widths, rows, t))
    blocks.append(Head(numbered(len(lists) + 1, t("1.")) + t(SUMS)))
    blocks.append(
        Note(
            t(
                "Amounts are added within one kind and one unit alone. Those helped are counted, not named."
            )
        )
    )
    rows = tuple((plain(label), plain(value)) for label, value in sum_rows(found.sums, t))
    blocks.append(Table((-2, -1), (t("What"), t("How much")), rows, wide=(0,), size=10.5))
    title = t("Practical deeds, volunteers and donations")
    period = t("{start} to {end}", start=on(found.first, t), end=on(found.last, t))
    if campaign:
        period = t("{one}, {next}", one=period, next=plain(campaign))
    return Sheet(title=title, listed=title, under=(plain(branch), period), blocks=tuple(blocks))


def _table(
    heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]], t: Translate
) -> Block:
    if not rows:
        return Note(t("None is on record."))
    kept = tuple(tuple(plain(cell) for cell in row) for row in rows)
    wide = tuple(at for at, width in enumerate(widths) if width < -1)
    return Table(tuple(widths), tuple(t(head) for head in heads), kept, wide=wide, size=9.5)

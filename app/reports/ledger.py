"""The ledger of a period: a cover, contents with page numbers, then every record in its order."""

from collections.abc import Iterable
from datetime import date

from app.reports.paper import Part
from app.reports.wording import on, plain
from db.model.words import Translate


class Cover(Part, frozen=True, kw_only=True, tag="cover"):
    """The first page, without a number: title, period, lines of label and value, and a foot.

    ``signed`` are the words on the area that an electronic signature lies on.
    """

    title: str
    period: str
    lines: tuple[tuple[str, str], ...]
    foot: str
    signed: tuple[str, ...] = ()


class Contents(Part, frozen=True, kw_only=True, tag="contents"):
    """The list of all parts after it with their pages."""

    title: str


def ledger(
    parts: Iterable[Part], t: Translate, *, branch: str, above: str, first: date, last: date
) -> tuple[Cover, Contents, *tuple[Part, ...]]:
    """Return cover, contents and parts; ``above`` names the superior organisation."""
    kept = tuple(parts)
    lines = ((t("Party branch"), plain(branch)), (t("Superior organisation"), plain(above)))
    cover = Cover(
        title=t("Ledger of organisational life"),
        period=t("{start} to {end}", start=on(first, t), end=on(last, t)),
        lines=tuple((label, value) for label, value in lines if value),
        foot=t("{n} part|{n} parts", n=len(kept)),
    )
    return (cover, Contents(title=t("Contents")), *kept)

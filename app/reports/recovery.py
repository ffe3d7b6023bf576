"""The recovery key on paper: the one sheet that opens the record book when the passphrase is lost."""

from datetime import date

from app.reports.paper import Part
from app.reports.wording import on, plain
from db.model.words import Translate


class Recovery(Part, frozen=True, kw_only=True, tag="recovery"):
    """The key in groups, what it is for, how to keep it, who keeps it."""

    title: str
    under: tuple[str, ...]
    groups: tuple[str, ...]
    lines: tuple[str, ...]
    signing: tuple[tuple[str, str], ...]
    on: str


def recovery_sheet(
    key: str, t: Translate, *, branch: str, made: date, confidential: bool = False
) -> Recovery:
    """Return the sheet of a recovery key; it is nowhere else, least of all in a file."""
    said = (
        (
            t("This key opens the sealed talks, appraisals and self-examinations of the branch."),
            t("It does not open the record book: that has a key of its own. Keep the two apart."),
            t("After a hand-over there is a new sheet; this one still opens older copies."),
        )
        if confidential
        else (
            t("This key opens the record book of the branch when the passphrase is forgotten."),
            t("Whoever has this sheet and the computer can read everything: keep them apart."),
            t("A key made later replaces this one; this sheet is then worth nothing."),
        )
    )
    return Recovery(
        title=t("Confidential recovery key") if confidential else t("Recovery key"),
        under=(plain(branch), on(made, t)),
        groups=tuple(key.split("-")),
        lines=(
            *said,
            t("Capitals or small letters, with or without dashes: it can be typed either way."),
        ),
        signing=((t("Handed over by:"), ""), (t("Kept by:"), "")),
        on=t("Date:"),
    )

"""Matters until they are closed with an answer."""

from typing import ClassVar

from db.model.words import N_
from ui.desktop.ledger.registers import RegistersTab


class MattersTab(RegistersTab):
    """Matters until they are closed with an answer."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "matters"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        (
            N_("Matters"),
            (
                "matter",
                "progress_entry",
                "feedback",
            ),
        ),
    )

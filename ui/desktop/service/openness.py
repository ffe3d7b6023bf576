"""通知和意见: what members are told and what they say, in five views; the lists of records behind them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from typing_extensions import override

from db.model.words import N_
from ui.desktop.ledger.registers import Groups
from ui.desktop.tabbed import TabSpec
from ui.desktop.viewed import ViewsTab

_OF_KIND = MappingProxyType(
    {
        "notice": "notices",
        "opinion": "box",
        "deliberation": "deliberations",
        "disclosure": "disclosures",
    }
)


class OpennessTab(ViewsTab):
    """Notices, opinion box, deliberations, disclosures, the bulletin. Details as in `ViewsTab`."""

    page: ClassVar[str] = "service"
    key: ClassVar[str] = "openness"
    views: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("notices", N_("Notices"), "service.notices:NoticesView"),
        TabSpec("box", N_("Opinion box"), "service.box:BoxView"),
        TabSpec("deliberations", N_("Deliberations"), "service.deliberations:DeliberationsView"),
        TabSpec("disclosures", N_("Disclosures"), "service.disclosures:DisclosuresView"),
        TabSpec("bulletin", N_("Bulletin"), "service.bulletins:BulletinView"),
    )
    groups: ClassVar[Groups] = (
        (N_("To members"), ("notice", "acknowledgement", "disclosure")),
        (N_("From members"), ("opinion", "comment", "deliberation")),
    )
    behind: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "notices": "notice",
            "box": "opinion",
            "deliberations": "deliberation",
            "disclosures": "disclosure",
        }
    )

    @override
    def arrive(self, record: str, detail: str) -> None:
        found = self.desk.book.records.raw(record) if record and not detail else None
        super().arrive(record, _OF_KIND.get(found.kind, "") if found is not None else detail)

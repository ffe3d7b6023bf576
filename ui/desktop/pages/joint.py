"""共建: who builds together, on what terms, what is done together, what is shared."""

from typing import ClassVar

from typing_extensions import override

from db.model.words import N_
from ui.desktop.seen.jointreport import ask_joint_report
from ui.desktop.tabbed import TabbedPage, TabSpec
from ui.desktop.widgets.buttons import Button


class JointPage(TabbedPage):
    """The place 共建. Details as in `TabbedPage`."""

    place = "joint"
    name: ClassVar[str] = N_("Joint building")
    tabs: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec("overview", N_("At a glance"), "joint.overview:OverviewTab"),
        TabSpec("units", N_("Units"), "joint.units:UnitsTab"),
        TabSpec("agreements", N_("Agreements"), "joint.agreements:AgreementsTab"),
        TabSpec("activities", N_("Activities and results"), "joint.activities:ActivitiesTab"),
        TabSpec("campaigns", N_("Campaigns"), "joint.campaigns:CampaignsTab"),
        TabSpec("resources", N_("Resources"), "joint.resources:ResourcesTab"),
    )

    @override
    def place_actions(self) -> list[Button]:
        report = Button(self.desk.theme, self.t("Joint-building report"), "quiet", "file-text")
        report.clicked.connect(lambda: ask_joint_report(self.desk, report))
        return [report, *super().place_actions()]

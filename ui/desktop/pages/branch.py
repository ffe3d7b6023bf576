"""支部卡: what the branch is by its documents, its committee, terms and groups with their dates."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.counting.branch_type import is_temporary, rule_type
from app.records.member import Member
from app.records.organisation import (
    RULE_TYPES,
    Branch,
    BranchType,
    OfficeHolding,
    Project,
    TermOfOffice,
)
from ui.desktop.desk import Desk, Route
from ui.desktop.forms.editors import NONE
from ui.desktop.forms.form import RecordForm
from ui.desktop.page import Page
from ui.desktop.papers import make_paper
from ui.desktop.people import branchlists
from ui.desktop.people.branchlists import ListCard
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import ComboField
from ui.desktop.widgets.scroll import ScrollPage

_FIELDS = (
    "name", "branch_type", "rules_as", "organization", "approval_document", "established_on",
    "covers_units", "project", "expected_end_on", "has_committee", "themed_day",
)  # fmt: skip
_SIDE, _SIDE_WIDE = 470, 620


class BranchPage(Page):
    """Opened from the roster and from settings."""

    place = "members"
    returns = True
    kinds = frozenset(
        {"branch", "office_holding", "term_of_office", "party_group", "project", "member",
         "group_membership", "party_organization", "member_status_event"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        theme, t = desk.theme, self.t
        self.form = RecordForm(desk, desk.book.kinds["branch"], _FIELDS)
        rules = self.form.fields["rules_as"].editor
        if isinstance(rules, ComboField):
            rules.set_options([NONE, *((b.value, t(b.title_)) for b in RULE_TYPES)])
        self.form.saved.connect(self.refresh)
        self.offices = ListCard(desk, t("Committee and offices"), "office_holding", t("Add"))
        self.terms = ListCard(desk, t("Terms of office"), "term_of_office", t("Add"))
        self.groups = ListCard(desk, t("Party groups"), "party_group", t("Add"))
        self.projects = ListCard(desk, t("Projects"), "project", t("Add"))
        self.type_note, self.term_note = NoteLine(theme, "info", ""), NoteLine(theme, "wait", "")
        self._print = Button(theme, t("Print the card"), "secondary", "printer")
        self._print.clicked.connect(self.print_this)
        self._ending = Button(theme, t("End or move on"), "secondary", "handshake")
        self._ending.clicked.connect(lambda: desk.window.go(Route("ending")))
        self._lay()

    def _lay(self) -> None:
        theme, margin = self.desk.theme, self.desk.theme.layout("page_margin")
        card = Card(theme, head="")
        card.body.setContentsMargins(20, 18, 20, 18)
        card.add(self.form)
        left, right = ScrollPage(gap=12), ScrollPage(gap=12)
        left.body.addWidget(self.type_note)
        left.body.addWidget(card)
        left.body.addStretch(1)
        for part in (self.term_note, self.offices, self.terms, self.groups, self.projects):
            right.body.addWidget(part)
        right.body.addStretch(1)
        self._side = right
        row = QHBoxLayout()
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(left, 1)
        row.addWidget(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 0, margin, 16)
        column.addLayout(row)

    @override
    def title(self) -> str:
        return self.t("Branch card")

    @override
    def meta(self) -> str:
        members = [m for m in self.desk.book.members.as_of(self.desk.today()) if m.is_here]
        return self.t("{name}, {n} people", name=self.desk.book.branch(), n=len(members))

    @override
    def header_actions(self) -> list[QWidget]:
        return [self._ending, self._print]

    @override
    def arrive(self, record: str, detail: str) -> None:
        self.refresh()
        if detail in self.form.fields:
            self.form.fields[detail].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def refresh(self) -> None:
        book, today, t = self.desk.book, self.desk.today(), self.t
        found = book.records.raw("branch")
        if found is not None:
            self.form.show_record(found)
        branch = book.records.get(Branch, "branch") or Branch(name="")
        mobile = branch.branch_type == BranchType.mobile
        self.form.fields["rules_as"].setVisible(mobile)
        self._say_type(branch)
        names = {m.id: m.name for m in book.records.all(Member)}
        here = [m for m in book.members.as_of(today) if m.is_here]
        counts = Counter(m.group or "" for m in here)
        terms = book.records.all(TermOfOffice)
        offices = book.records.all(OfficeHolding)
        self.offices.show_rows(branchlists.office_rows(offices, names, today, t))
        self.terms.show_rows(branchlists.term_rows(terms, t))
        self.groups.show_rows(branchlists.group_rows(book.members.groups(), names, counts, t))
        projects = book.records.all(Project)
        self.projects.show_rows(branchlists.project_rows(projects, branch.project, t))
        tone, words = ("", "") if is_temporary(branch) else branchlists.term_words(terms, today, t)
        self.term_note.say(tone or "wait", words)
        self.term_note.setVisible(bool(words))
        self.header_changed.emit()

    def _say_type(self, branch: Branch) -> None:
        t, words, tone = self.t, "", "info"
        if rule_type(branch) == BranchType.mobile:
            tone = "wait"
            words = t(
                "By its approval document a mobile branch is ordinary, joint or temporary; choose which"
            )
        elif is_temporary(branch):
            words = t(
                "A temporary branch admits no members unless provided otherwise, and generally collects no dues and holds no term election (branch-work regulation, article 8)"
            )
        self.type_note.say(tone, words)
        self.type_note.setVisible(bool(words))

    @override
    def leave(self) -> None:
        self.form.settle()

    @override
    def print_this(self) -> None:
        papers = self.desk.book.press.rosters
        name = self.t("Branch card")
        make_paper(self.desk, name, lambda _p, draft: papers.branch_pdf(draft=draft))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.window().width() >= self.desk.theme.layout("wide_from")
        self._side.setFixedWidth(_SIDE_WIDE if wide else _SIDE)

"""The second step: the passphrase that locks this laptop's records, and who writes on it."""

from typing_extensions import override

from app.services.roster_import import RosterImport
from app.workspace import Created, Workspace
from db.model.errors import SuixingError
from db.model.progress import Silent
from db.model.words import Translate
from ui.desktop.forms.secret import SecretField
from ui.desktop.start.step import Answers, StepPage
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.fields import Field, LineField
from ui.desktop.work import Work

LEAST = 6
"""Shortest passphrase, characters; the store refuses shorter ones."""


class PassphraseStep(StepPage):
    """Makes the book when it is left."""

    def __init__(self, theme: Theme, t: Translate, work: Work, answers: Answers) -> None:
        super().__init__(theme, t, work, answers)
        self.say(t("A passphrase for this computer"), answers.branch)
        self.writer = LineField(theme)
        self.writer.textChanged.connect(self.changed)
        self.body.addWidget(
            Field(
                theme,
                t("Who is writing"),
                self.writer,
                t("Stands beside every change; settings change it."),
            )
        )
        self.body.addSpacing(8)
        self.first, self.again = SecretField(theme, t), SecretField(theme, t)
        hint = t("At least {n} characters. A short sentence is easy to keep.", n=LEAST)
        self.first_field = Field(theme, t("Passphrase"), self.first, hint)
        self.again_field = Field(theme, t("Passphrase again"), self.again)
        for part, field in ((self.first, self.first_field), (self.again, self.again_field)):
            part.typed.connect(self._typed)
            part.entered.connect(self.go_on)
            self.body.addWidget(field)
        self.body.addSpacing(8)
        said = t("Nobody can look it up, not even HQ. The next step gives a key to print.")
        self.body.addWidget(NoteLine(theme, "info", said, "key"))
        self.body.addStretch(1)

    def _typed(self) -> None:
        self.first_field.set_error("")
        self.again_field.set_error("")
        self.changed.emit()

    @override
    def arrive(self) -> None:
        self.say(self.t("A passphrase for this computer"), self.answers.branch)
        self.writer.set_value(self.answers.writer)

    @override
    def take_focus(self) -> None:
        self.writer.setFocus()

    @override
    def onward(self) -> str:
        return self.t("Next: the recovery key")

    @override
    def lacks(self) -> str:
        t = self.t
        if not self.writer.value():
            return t("Who is writing is still empty.")
        if len(self.first.value()) < LEAST:
            return t("The passphrase is too short: at least {least} characters.", least=LEAST)
        if self.first.value() != self.again.value():
            return t("The two passphrases differ.")
        return ""

    @override
    def go_on(self) -> None:
        if self.lacks():
            differ = self.again.value() and self.first.value() != self.again.value()
            self.again_field.set_error(self.t("The two passphrases differ.") if differ else "")
            return
        self.answers.writer = self.writer.value()
        secret = self.first.value()
        self.work.edit(lambda: make(self.answers, secret), self._made, self._refused)

    def _made(self, created: Created) -> None:
        self.answers.book, self.answers.recovery_key = created
        self.first.clear()
        self.again.clear()
        self.finished.emit()

    def _refused(self, error: SuixingError) -> None:
        self.first_field.set_error(error.said(self.t))
        self.changed.emit()


def make(answers: Answers, passphrase: str) -> Created:
    """Make the book, with its branch type and its roster. A roster that fails is told in the next step."""
    created = Workspace.create(
        answers.home, passphrase, branch=answers.branch, writer=answers.writer
    )
    book = created.workspace
    if answers.way == "new" and answers.branch_type:
        book.records.change("branch", {"branch_type": answers.branch_type})
    if answers.way == "new" and answers.roster is not None:
        try:
            report = RosterImport(book.records).import_roster(
                answers.roster, Silent(), today=book.now().date()
            )
            answers.imported = len(report.members)
        except SuixingError as error:
            answers.problems.append(error)
    return created

"""The third step: the recovery key, shown once, and the enrolment, which can wait."""

from typing_extensions import override

from app.services.delivery import Outcome
from db.model.errors import SuixingError
from db.model.words import Translate
from ui.desktop.forms.enrolment import EnrolmentCard
from ui.desktop.forms.recoverykey import RecoveryKeyCard
from ui.desktop.preview import Preview
from ui.desktop.start.step import Answers, StepPage
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.work import Work


class KeyStep(StepPage):
    """Goes on once the last group of the key was typed back."""

    def __init__(self, theme: Theme, t: Translate, work: Work, answers: Answers) -> None:
        super().__init__(theme, t, work, answers)
        meta = answers.branch
        if answers.imported:
            meta = t("{branch}, {n} members brought in", branch=meta, n=answers.imported)
        self.say(t("Keep the key, then enrol"), meta)
        self.key = RecoveryKeyCard(theme, t, answers.recovery_key)
        self.key.kept_changed.connect(self.changed)
        self.key.print_asked.connect(self._print)
        self.enrolment = EnrolmentCard(theme, t, work)
        self.enrolment.enrolled.connect(self._read_bundle)
        for problem in answers.problems:
            self.body.addWidget(NoteLine(theme, "error", problem.said(t)))
        self.body.addWidget(self.key)
        self.body.addWidget(self.enrolment)
        self.body.addStretch(1)

    @override
    def arrive(self) -> None:
        if self.answers.book is not None:
            self.enrolment.show_book(self.answers.book)

    @override
    def take_focus(self) -> None:
        self.key.last.setFocus()

    def _print(self, key: str) -> None:
        book = self.answers.book
        if book is not None:
            self.work.edit(lambda: book.exporting.recovery_pdf(key), self._show, self._refused)

    def _read_bundle(self) -> None:
        """Read the colleague's file, now that HQ has said which branch this book belongs to."""
        self.changed.emit()
        book, file = self.answers.book, self.answers.bundle
        if book is None or file is None:
            return
        self.answers.bundle = None
        self.work.job(
            self.t("Reading {file}", file=file.name),
            lambda progress: book.syncing.read_bundle(file, progress),
            self._read,
            self._refused,
        )

    def _read(self, outcome: Outcome) -> None:
        said = self.t("1 change was read.|{n} changes were read.", n=outcome.got)
        self.body.insertWidget(3, NoteLine(self.theme, "ok", said))

    def _show(self, pdf: bytes) -> None:
        Preview(self.theme, self.t, self.work, pdf, self.t("Recovery key"), self.window()).show()

    def _refused(self, error: SuixingError) -> None:
        self.body.insertWidget(3, NoteLine(self.theme, "error", error.said(self.t)))

    @override
    def aside(self) -> str:
        return "" if self.enrolment.is_enrolled() else self.t("Enrol later")

    @override
    def onward(self) -> str:
        return self.t("Go to Home")

    @override
    def lacks(self) -> str:
        if self.key.is_kept():
            return ""
        return self.t("The last group of the recovery key is still to be typed back.")

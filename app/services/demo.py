"""The demonstration: headquarters and two laptops of one branch, all of it real, in one folder.

Laptop 1 (the secretary's) keeps five months, syncs by HTTP with a real server on this machine;
laptop 2 (the deputy's) meets them by stick. Both change the same text; the conflict is settled; a rule
pack of HQ reaches both; the records print; the month's inspection folder is made, and checked as a
stranger would; a third laptop leads an alliance of forty units. Nothing is faked: it is the program doing its work, with the sample's words.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from app.records.meeting import Activity
from app.services.demo_machines import Machines
from app.services.folder_order import FolderOrder
from app.services.merging import merged
from app.services.printing import save
from app.services.sample import Sample
from app.services.sample_alliance import AllianceWriter, alliance_sample
from app.services.sample_meeting import Meeting
from app.services.sample_writer import Writer
from app.services.verifying import verify
from app.workspace import Workspace
from db.model.errors import InvalidRecord, WeBroke
from db.model.progress import Progress, Silent
from db.model.words import N_

SECRETARY, DEPUTY = "周建国", "达瓦次仁"
PATROL = "“同护一条路”主题党日"
"""The themed day whose account both laptops change."""
_REASON = "出工处数和参加单位要核对"
_OURS = ("清理落石 3 处", "清理落石 5 处")
FOLDER = "检查材料"
PACK = """\
[pack]
id = "company"
version = "2026.1"
title_zh = "路桥公司规则包"
title_en = "Rule pack of the road and bridge company"
issuer = "路桥公司党群工作部"

[[rule]]
id = "R15"
effective_from = 2025-01-01
thresholds = { late_days = 2 }

[[rule]]
id = "R25"
effective_from = 2025-01-01
thresholds = { member_hours = 40 }
"""
"""What HQ asks beyond the national pack: entered within two days, and forty hours a year."""
_THEIRS = ("养护段党支部在", "养护段党支部、县交通运输局机关党支部在")


@dataclass
class Told:
    """What happened, for whoever prints it: msgids with their parameters, in order."""

    lines: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def say(self, text: str, **params: object) -> None:
        """Add a line."""
        self.lines.append((text, params))


class Demo:
    """One run of the demonstration in a folder that does not exist yet or is empty."""

    def __init__(self, folder: Path, progress: Progress, today: date) -> None:
        if folder.exists() and any(folder.iterdir()):
            raise InvalidRecord(
                N_("{path} is not empty. Name a folder that does not exist yet."), path=folder
            )
        self.folder, self._progress = folder, progress
        # The sample's last day is the 24th: take the last month in which that has passed.
        self._today = today
        self._month = (today - timedelta(days=24)).replace(day=1)
        self.told = Told()
        self._site = Machines(folder)

    def run(self) -> Told:
        """Build it all; return what happened. Raises SuixingError, Cancelled."""
        self.folder.mkdir(parents=True, exist_ok=True)
        steps = (
            self._headquarters,
            self._first_laptop,
            self._first_sync,
            self._second_laptop,
            self._both_edit,
            self._meet,
            self._rules,
            self._settle,
            self._print,
            self._take_away,
            self._alliance,
        )
        try:
            for n, step in enumerate(steps):
                self._progress.step(n, len(steps))
                step()
        finally:
            self._site.close()
        self._progress.step(len(steps), len(steps))
        return self.told

    def _headquarters(self) -> None:
        self.hq = self._site.headquarters("路桥公司党群工作部")
        self.told.say(N_("Headquarters: {path}"), path=self.folder / "hq")

    def _first_laptop(self) -> None:
        self.one, self._clock = self._site.laptop("laptop-1", SECRETARY, Sample(self._month))
        writer = Writer(self.one.records, Sample(self._month), self._clock.set)
        writer.write_branch()
        writer.write_past()
        meeting = Meeting(writer)
        self.meeting = meeting.plan()
        meeting.hold(self.meeting)
        self._open_again(self.one)
        self._site.enrol(self.one, SECRETARY)
        counts = self.one.records.counts()
        self.told.say(
            N_(
                "Laptop 1, {name}: {members} members, {meetings} meetings, {total} records, offline."
            ),
            name=SECRETARY,
            members=counts["member"],
            meetings=counts["activity"],
            total=sum(counts.values()),
        )

    def _first_sync(self) -> None:
        done = self._site.online(self.one)
        self.told.say(
            N_(
                "Laptop 1 by HTTP: {sent} changes, {up} bytes up, turns: {turns}, receipt {receipt}."
            ),
            sent=done.sent,
            up=done.up,
            turns=done.turns,
            receipt=done.receipt,
        )

    def _second_laptop(self) -> None:
        self.two, self._second_clock = self._site.laptop("laptop-2", DEPUTY, Sample(self._month))
        self._site.enrol(self.two, DEPUTY)
        got = self._site.by_stick(self.two)
        self.told.say(
            N_("Laptop 2, {name}, by stick: {got} changes; both laptops show the same."),
            name=DEPUTY,
            got=got,
        )

    def _patrol(self, book: Workspace) -> Activity:
        return book.records.all(Activity, where={"title": PATROL})[0]

    def _open_again(self, book: Workspace) -> None:
        """Open the themed day again: what is filed is not changed otherwise."""
        day = book.meetings.get(self._patrol(book).id, Sample(self._month).now.date())
        if day is not None:
            book.meetings.state.reopen(day, _REASON)

    def _both_edit(self) -> None:
        sample = Sample(self._month)
        self._clock.set(sample.moment("05-23", "21:14"))
        self._second_clock.set(sample.moment("05-24", "08:02"))
        for book, (old, new) in ((self.one, _OURS), (self.two, _THEIRS)):
            day = self._patrol(book)
            book.records.change(day.id, {"minutes": (day.minutes or "").replace(old, new)})
        self.told.say(
            N_("Both change the account of {title}, without knowing of each other."), title=PATROL
        )

    def _meet(self) -> None:
        self._site.by_stick(self.two)
        done = self._site.online(self.one)
        self.told.say(
            N_("They meet at headquarters. Fields with two values: {n}; neither value is lost."),
            n=done.conflicts_new,
        )

    def _rules(self) -> None:
        """HQ sends a pack; the exchanges that follow bring it."""
        self._sent = self.hq.rules.send(PACK.encode()).pack

    def _settle(self) -> None:
        (conflict,) = self.one.records.conflicts()
        texts = [str(choice.value) for choice in conflict.choices]
        proposal = merged(str(conflict.base or ""), texts[0], texts[1])
        chosen = proposal.text if proposal else texts[0]
        self.one.records.resolve(conflict.record.id, conflict.field, chosen)
        self._site.online(self.one)
        self._site.by_stick(self.two)
        if self._patrol(self.one).minutes != self._patrol(self.two).minutes:
            raise WeBroke(N_("The two laptops do not show the same."))
        left = self.two.records.conflict_count()
        self.told.say(
            N_(
                "{name} takes the merged text; laptop 2 shows it too. Left to choose there: {left}."
            ),
            name=SECRETARY,
            left=left,
        )
        self._see_rules()

    def _see_rules(self) -> None:
        """What was sent came with the exchanges: each laptop judges by it now."""
        sent = self._sent
        for book in (self.one, self.two):
            if sent not in book.rules.in_force():
                raise WeBroke(N_("The two laptops do not show the same."))
        self.told.say(
            N_("HQ sent “{title}” {version}; both laptops judge by it: {rules}."),
            title=sent.title.zh,
            version=sent.version,
            rules=", ".join(entry.rule for entry in sent.entries),
        )

    def _print(self) -> None:
        folder = self.folder / "print"
        folder.mkdir()
        export, day = self.one.exporting, Sample(self._month).day("05-01")
        last = Sample(self._month).day("05-31")
        pages: tuple[tuple[str, Callable[[], bytes]], ...] = (
            ("meeting.pdf", lambda: export.meeting_pdf(self.meeting)),
            ("sign-in.pdf", lambda: export.sign_in_pdf(self.meeting)),
            ("notice.pdf", lambda: export.notice_pdf(self.meeting)),
            ("ledger.pdf", lambda: export.ledger_pdf(day, last, Silent())),
        )
        for name, made in pages:
            save(made(), folder / name)
        self.told.say(
            N_("PDF/A: {names} in {path}"), names=", ".join(n for n, _ in pages), path=folder
        )

    def _take_away(self) -> None:
        """Make the folder of the month for HQ, and check it without the book."""
        sample = Sample(self._month)
        first, last = sample.day("05-01"), sample.day("05-31")
        until = self._today + timedelta(days=30)
        order = FolderOrder(first, last, recipient=self.hq.office.name, until=until)
        made = self.one.foldering.make(order, self.folder / FOLDER, Silent())
        # That a folder was made is in the log, which the others have too.
        self._site.online(self.one)
        self._site.by_stick(self.two)
        found = verify(made.path, self._today, Silent())
        if not found.good:
            raise WeBroke(N_("Not all is well with this folder."))
        self.told.say(
            N_(
                "Inspection folder, {pages} pages, signed and checked ({whole} files as signed): {path}"
            ),
            pages=made.pages,
            whole=len(made.files) - 1,
            path=made.path,
        )
        self.told.say(N_("Check it yourself: suixing verify {path}"), path=made.path)

    def _alliance(self) -> None:
        """A second branch, the lead of an alliance: two years of joint building, sent at once."""
        sample = alliance_sample()
        writer = next(iter(sample.text["offices"]))
        book, clock = self._site.laptop("laptop-3", writer, sample)
        AllianceWriter(book.records, sample, clock.set, book.tags.use).write()
        self._site.enrol(book, writer)
        done = self._site.online(book)
        counts = book.records.counts()
        self.told.say(
            N_(
                "Laptop 3, {name}, leads an alliance: {units} units, {visits} visits, {matters} matters; {up} bytes to headquarters."
            ),
            name=writer,
            units=counts["partner_organization"],
            visits=counts["service_visit"],
            matters=counts["matter"],
            up=done.up,
        )
        folder = self.folder / "print"
        save(book.press.alliance.alliance_pdf(), folder / "alliance.pdf")
        self.told.say(N_("Its sheet: {path}"), path=folder / "alliance.pdf")

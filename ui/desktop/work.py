"""Long work off the screen's thread: two lanes, one for edits in their order, one for jobs.

A job is a plain function that takes a `Progress`. Listeners are connected before it is submitted;
what it returns, and what goes wrong, comes back in the screen's thread. Cancelling takes effect at
the job's next step.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from db.model.errors import Cancelled, SuixingError
from db.model.progress import Progress
from db.model.words import N_

Task = Callable[[], Any]
LongTask = Callable[[Progress], Any]


class _Call(QObject):
    """Brings one result to the screen's thread."""

    done = Signal(object)
    failed = Signal(object)


class Job(QObject):
    """One piece of long work while it runs; it is the `Progress` that the work reports to."""

    progressed = Signal(object, object, str)
    """Done and total, which may be bytes of a large stick and more than Qt's own whole numbers hold."""
    done = Signal(object)
    failed = Signal(object)
    """A SuixingError; never Cancelled."""
    cancelled = Signal()
    ended = Signal()

    def __init__(
        self,
        title: str,
        parent: QObject | None = None,
        *,
        quiet: bool = False,
        subject: str = "",
    ) -> None:
        super().__init__(parent)
        self.title, self.quiet, self.subject = title, quiet, subject
        self.at: tuple[int, int, str] = (0, 0, "")
        """How far it said it was: done, total, what."""
        self._stopped = False
        self.progressed.connect(self._keep)

    def _keep(self, done: int, total: int, what: str) -> None:
        self.at = (done, total, what)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stopped = True

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report; raise Cancelled once the person asked for it. Called in the work's thread."""
        if self._stopped:
            raise Cancelled
        self.progressed.emit(done, total, what)


class Work(QObject):
    """The lanes. `started` tells of each long job, the quiet ones too."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits = ThreadPoolExecutor(1, "edits")
        self._jobs = ThreadPoolExecutor(2, "jobs")
        self._open: set[QObject] = set()
        self._over = False

    def edit(
        self,
        task: Task,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[SuixingError], None] | None = None,
    ) -> None:
        """Run a short write in order with the others; `done` and `failed` run in this thread."""
        call = _Call(self)
        self._open.add(call)
        for signal, listener in ((call.done, done), (call.failed, failed)):
            if listener is not None:
                signal.connect(listener)
            signal.connect(lambda _value, c=call: self._forget(c))
        if self._over:
            # The lane has run out: what is still asked for, words to be kept, is done at once.
            _run(task, call.done, call.failed)
        else:
            self._edits.submit(_run, task, call.done, call.failed)

    def job(
        self,
        title: str,
        task: LongTask,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[SuixingError], None] | None = None,
        cancelled: Callable[[], object] | None = None,
        *,
        quiet: bool = False,
        subject: str = "",
    ) -> Job:
        """Start long work; unless it is quiet, it shows in the job bar and can be cancelled there.

        `subject` lets others find it: there is one exchange at a time, whoever began it.
        """
        job = Job(title, self, quiet=quiet, subject=subject)
        self._open.add(job)
        for signal, listener in ((job.done, done), (job.failed, failed)):
            if listener is not None:
                signal.connect(listener)
        if cancelled is not None:
            job.cancelled.connect(cancelled)
        self.started.emit(job)
        # Last: whoever heard of it at its start must hear its end before it is destroyed.
        job.ended.connect(lambda: self._forget(job))
        self._jobs.submit(_run_job, task, job)
        return job

    def _forget(self, item: QObject) -> None:
        self._open.discard(item)
        if not self._over:  # else it goes with the lanes
            item.deleteLater()

    def running(self, subject: str) -> Job | None:
        """Return the job on a subject that runs or waits, None where there is none."""
        jobs = (item for item in self._open if isinstance(item, Job))
        return next((job for job in jobs if job.subject == subject), None)

    @property
    def busy(self) -> bool:
        """Tell whether anything runs or waits."""
        return bool(self._open)

    def finish(self) -> None:
        """Stop long jobs at their next step and wait for the edits: nothing typed is lost.

        What the lanes answered last is heard before this returns: whoever asked may still look
        into the book, which is closed next.
        """
        for item in self._open:
            if isinstance(item, Job):
                item.cancel()
        self._edits.shutdown(wait=True)
        self._jobs.shutdown(wait=True)
        self._over = True
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)


def _run(task: Task, done: Any, failed: Any) -> None:
    try:
        done.emit(task())
    except SuixingError as error:
        failed.emit(error)
    except Exception as error:  # one of the three places: a bug must not vanish
        failed.emit(unexpected(error))


def _run_job(task: LongTask, job: Job) -> None:
    try:
        job.done.emit(task(job))
    except Cancelled:
        job.cancelled.emit()
    except SuixingError as error:
        job.failed.emit(error)
    except Exception as error:  # one of the three places: a bug must not vanish
        job.failed.emit(unexpected(error))
    finally:
        job.ended.emit()


def unexpected(error: Exception) -> SuixingError:
    """Return a bug of ours as an error fit to show, with the original as its cause."""
    said = SuixingError(
        N_("The program made a mistake: {reason}."),
        safe=N_("Everything saved before is unharmed."),
        hint=N_("Go on working; if it comes back, send the details to whoever supports you."),
        reason=f"{type(error).__name__}: {error}",
    )
    said.__cause__ = error
    return said

"""Paper from anywhere: made off the screen's thread, shown in the preview, as a draft where a glyph lacks."""

from collections.abc import Callable
from typing import Any

from db.model.errors import NoGlyph, SuixingError
from db.model.progress import Progress
from ui.desktop.desk import Desk, Remedy

Make = Callable[[Progress, bool], bytes]
"""Makes the bytes of a PDF; True asks for a draft, in which 〓 stands for what has no glyph."""


def make_paper(
    desk: Desk,
    title: str,
    make: Make,
    *,
    name: str = "",
    shown: Callable[[], object] | None = None,
    ended: Callable[[], object] | None = None,
    draft: bool = False,
) -> None:
    """Make a paper and show it as `name`, else under its title.

    `shown` is called once it is made, `ended` when it is made, failed or was stopped.
    """

    def end() -> None:
        if ended is not None:
            ended()

    def show(pdf: Any) -> None:
        end()
        if shown is not None:
            shown()
        desk.window.show_pdf(pdf, name or title)

    def again() -> None:
        make_paper(desk, title, make, name=name, shown=shown, ended=ended, draft=True)

    def miss(error: SuixingError) -> None:
        end()
        ways = (Remedy(desk.t("Make a draft"), again),) if isinstance(error, NoGlyph) else ()
        desk.window.problem(error, *ways)

    desk.work.job(title, lambda progress: make(progress, draft), show, miss, end)

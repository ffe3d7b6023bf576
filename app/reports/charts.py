"""Pictures on paper, as values: the template draws them from numbers, readable in black and white.

A picture carries no more than the table under it says; it stands in the PDF as an ornament, and the
table is what is read aloud and copied.
"""

import msgspec

from app.reports.paper import Block


class Line(msgspec.Struct, frozen=True):
    """One kind of meeting: its name, twelve marks, which of them were entered late.

    A mark is done, planned, part, open, wrong or empty; quarterly kinds have a capsule a quarter.
    """

    name: str
    marks: tuple[str, ...]
    late: tuple[bool, ...]
    quarterly: bool = False


class YearMarks(Block, frozen=True, tag="marks"):
    """Kinds of meetings by month, and what the signs mean as (mark, words)."""

    months: tuple[str, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str], ...]
    late: str


class Shaded(msgspec.Struct, frozen=True):
    """One cell: the shade 0 to 4 (-1: nothing was due), and its figures."""

    step: int
    words: str


class HeatRow(msgspec.Struct, frozen=True):
    """One person, or the whole branch in strong letters."""

    name: str
    cells: tuple[Shaded, ...]
    last: str
    strong: bool = False


class Heat(Block, frozen=True, tag="heat"):
    """Everybody by month; it is a table itself, its head repeated on every page."""

    head: tuple[str, ...]
    rows: tuple[HeatRow, ...]


class Bar(msgspec.Struct, frozen=True):
    """One bar: its name, its parts, the line of what applies and the dots of the pace (0: none)."""

    name: str
    parts: tuple[float, ...]
    words: str
    goal: float = 0.0
    pace: float = 0.0


class Bars(Block, frozen=True, tag="bars"):
    """Bars of one scale that ends at ``reach``; ``legend`` names the parts, the goal and the pace."""

    rows: tuple[Bar, ...]
    reach: float
    legend: tuple[str, ...]


class Stack(msgspec.Struct, frozen=True):
    """One column: its label, and its parts from the foot up."""

    label: str
    parts: tuple[int, ...]


class Stacks(Block, frozen=True, tag="stacks"):
    """Columns of one scale; ``legend`` names the parts."""

    columns: tuple[Stack, ...]
    most: int
    legend: tuple[str, ...]

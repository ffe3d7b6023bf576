"""What is to be printed, as a value: a paper is a list of parts, and each part has its template.

A single record and the month's ledger differ only in how many parts they have. A part's tag is the
name of the template that sets it (`resources/templates/<tag>.typ`); a block's tag the name of the
piece in `blocks.typ`. All fields are plain text, so that what a person typed is never read as
markup.
"""

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True, tag_field="part"):
    """One piece of a paper, beginning on a page of its own; every template has one subclass."""


class Block(msgspec.Struct, frozen=True, tag_field="block"):
    """One piece of a sheet."""


class Head(Block, frozen=True, tag="head"):
    """A heading of level 2 (`一、`) or 3 (`（一）`)."""

    words: str
    level: int = 2


class Prose(Block, frozen=True, tag="prose"):
    """Running text, one paragraph a line."""

    lines: tuple[str, ...]


class Spoken(Block, frozen=True, tag="spoken"):
    """What one person said: the name stands before the first line, set apart."""

    who: str
    lines: tuple[str, ...]


class Facts(Block, frozen=True, tag="facts"):
    """A ruled table of labels and values; a row holds one pair or two.

    ``tall`` is the least height of a row in millimetres, where it is filled in by hand.
    """

    rows: tuple[tuple[str, ...], ...]
    tall: float = 0


class Table(Block, frozen=True, tag="table"):
    """A ruled list, its head repeated on every page.

    ``widths``: millimetres, or below zero a share of what is left. ``wide`` are the columns set
    from the left; ``size`` of the letters in points; ``tall`` the least height of a row in
    millimetres, where it is filled in by hand.
    """

    widths: tuple[float, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[int, ...] = ()
    size: float = 12
    tall: float = 0


class Room(Block, frozen=True, tag="room"):
    """Empty lines to write on by hand."""

    lines: int = 2


class Note(Block, frozen=True, tag="note"):
    """A line in small letters: a legend, a remark."""

    words: str


class Signing(Block, frozen=True, tag="signing"):
    """Who signs: role, typed name, and room for the hand and the date, named ``on``."""

    rows: tuple[tuple[str, str], ...]
    on: str


class Ending(Block, frozen=True, tag="ending"):
    """What stands after the last line, so that nothing can be added below."""

    words: str


class Seal(msgspec.Struct, frozen=True):
    """What a record says of itself at the foot: a QR code (SVG) and lines of text."""

    qr: str
    alt: str
    lines: tuple[str, ...]


class Sheet(Part, frozen=True, kw_only=True, tag="sheet"):
    """A title, lines under it, blocks, a seal: most papers. ``listed`` is the line in contents."""

    title: str
    listed: str = ""
    under: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    seal: Seal | None = None


class Attached(msgspec.Struct, frozen=True):
    """A file inside the PDF: its name, its text, its kind, and a line that says what it is."""

    name: str
    text: str
    about: str
    mime: str = "application/json"


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One PDF. ``lang`` is the language tag of its words.

    ``foot`` replaces the page number between dashes: a line with ``{n}`` and ``{total}``, with
    ``foot_note`` at its left. ``draft`` is printed at the head of every page, ``mark`` lightly
    behind the text: for whom the paper was made.
    """

    title: str
    author: str
    lang: str
    parts: tuple[Part, ...]
    foot: str = ""
    foot_note: str = ""
    draft: str = ""
    mark: str = ""
    attached: tuple[Attached, ...] = ()

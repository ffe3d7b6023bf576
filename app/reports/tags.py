"""A period under a tag pack on paper, and a year's coverage of partners; gaps are hollow signs.

The outcome of a pack (domain 1.1, row 2) stands apart from what went into the work, with its evidence.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from app.counting.dimensions import EVERYBODY, UNTAGGED, Cell, Tagged
from app.counting.outcomes import amount
from app.reports.paper import Block, Facts, Head, Note, Prose, Sheet, Table
from app.reports.wording import numbered, on, paragraphs, plain
from app.said import listed
from app.services.dimensions import CoverageView, Evidence, TagReport
from app.tags.pack import TagPack
from db.model.words import Translate

Name = Callable[[str], str]
"""What people call the record of an id, or a tag."""
_OWN = ("activity", "plan_item", "cobuild_agreement", "practical_deed")
"""Kinds with a column of their own; the rest are counted together."""
_LONGEST = 600
_SIGNS: Mapping[str, str] = {"planned": "△", "gap": "–", "open": "·"}


def tags_sheet(
    report: TagReport, t: Translate, name: Name, kinds: Mapping[str, str], *, branch: str
) -> Sheet:
    """Return what a period holds by the tags of a pack; ``kinds`` are labels (msgids) by kind."""
    period = t("{start} to {end}", start=on(report.first, t), end=on(report.last, t))
    blocks: list[Block] = [*_summary(report, t, kinds)]
    tags = {report.pack.token(tag): tag for tag in report.pack.tags}
    numbers = iter(range(1, len(tags) + 2))
    for token in (*report.pack.inputs, *report.pack.outcomes):
        items, said = report.groups[token], plain(tags[token].title(t))
        words = t("What came of it: {text}", text=said) if tags[token].outcome else said
        head = t("{name} ({note})", name=words, note=len(items))
        blocks.append(Head(numbered(next(numbers), t("1.")) + head))
        note = tags[token].note(t)
        blocks += [Note(plain(note))] if note else []
        blocks += [_list(items, t, name, kinds)] if items else [Note(t("None recorded"))]
        if tags[token].outcome:
            blocks += _evidence(items, report, t, name)
    if report.untagged:
        head = t("{name} ({note})", name=t("No tag of this pack"), note=len(report.untagged))
        blocks += [
            Head(numbered(next(numbers), t("1.")) + head),
            _list(report.untagged, t, name, kinds),
        ]
    title = t("{pack}: what was done", pack=plain(report.pack.title(t)))
    return Sheet(title=title, under=(plain(branch), period), blocks=tuple(blocks))


def _summary(report: TagReport, t: Translate, kinds: Mapping[str, str]) -> Iterator[Block]:
    head = (t("Tag"), *(t(kinds[k]) for k in _OWN), t("Others"), t("Total"))
    titles = {report.pack.token(tag): plain(tag.title(t)) for tag in report.pack.tags}
    rows = []
    for token in (*report.pack.inputs, *report.pack.outcomes, UNTAGGED):
        items = report.groups[token]
        if token == UNTAGGED and not items:
            continue
        counted = Counter(item.kind if item.kind in _OWN else "" for item in items)
        figures = [str(counted[k]) for k in (*_OWN, "")]
        rows.append((titles.get(token, t("No tag of this pack")), *figures, str(len(items))))
    yield Table((-2.4, -1.1, -1, -1.2, -1, -1, -1), head, tuple(rows), wide=(0,), size=10)
    several = t(
        "{n} record in all; one with several tags stands under each|{n} records in all; one with several tags stands under each",
        n=report.count,
    )
    yield Note(several)


def _list(items: Sequence[Tagged], t: Translate, name: Name, kinds: Mapping[str, str]) -> Table:
    rows = tuple(
        (
            str(n),
            item.day.isoformat() if item.day else "",
            t(kinds.get(item.kind, item.kind)),
            plain(name(item.id)),
            listed([plain(name(p)) for p in item.partners], t),
            "" if item.done else t("not yet"),
        )
        for n, item in enumerate(items, 1)
    )
    head = (t("No."), t("Date"), t("Kind"), t("Title"), t("Partner units"), t("State"))
    widths = (9, 23, -1.1, -2.2, -1.8, 16)
    # Where everything is done, the column that would say nothing is left out.
    cut = len(head) if any(row[-1] for row in rows) else len(head) - 1
    return Table(widths[:cut], head[:cut], tuple(r[:cut] for r in rows), wide=(3, 4), size=10)


def _evidence(
    items: Sequence[Tagged], report: TagReport, t: Translate, name: Name
) -> Iterator[Block]:
    for item in items:
        shown = report.evidence.get(item.id)
        if shown is not None and (shown.outcomes or shown.text or shown.files):
            yield Head(plain(name(item.id)), 3)
            yield from _shown(shown, t)


def _shown(shown: Evidence, t: Translate) -> Iterator[Block]:
    rows = [
        (plain(o.label), plain(amount(o.number, o.unit, t, at_least=bool(o.at_least))))
        for o in shown.outcomes
    ]
    if shown.files:
        rows.append((t("Attachments"), t("{n} file|{n} files", n=shown.files)))
    if rows:
        yield Facts(tuple(rows))
    if shown.text:
        yield Prose(paragraphs(shown.text[:_LONGEST]))


def coverage_sheet(view: CoverageView, t: Translate, name: Name, *, branch: str) -> Sheet:
    """Return a year's coverage: four signs a cell, one a quarter, and what has none all year."""
    found = view.coverage
    titles = [plain(name(x)) if x != UNTAGGED else t("No tag of it") for x in found.tokens]
    titles = _short(view.pack, titles, t)
    rows = [
        (
            plain(view.names.get(partner, t("All together"))),
            *(" ".join(_sign(cell) for cell in found.at(partner, token)) for token in found.tokens),
        )
        for partner in (EVERYBODY, *found.partners)
    ]
    legend = t(
        "Four signs are the four quarters. A number: how many took place; △ planned; – nothing yet; · nothing is asked."
    )
    table = Table(
        (30, *(-1.0 for _ in titles)), (t("Unit"), *titles), tuple(rows), wide=(0,), size=9
    )
    blocks: list[Block] = [Note(legend), table, *_gaps(view, titles, t)]
    if not found.partners:
        blocks = [Note(t("No partner unit in this year"))]
    title = t("{pack}: coverage of partners", pack=plain(view.pack.title(t)))
    return Sheet(title=title, under=(plain(branch), str(found.year)), blocks=tuple(blocks))


def _short(pack: TagPack, titles: Sequence[str], t: Translate) -> list[str]:
    # Under one pack its own name need not stand behind each tag.
    own = {plain(tag.title(t)) for tag in pack.tags}
    return [next((o for o in own if title.startswith(o)), title) for title in titles]


def _sign(cell: Cell) -> str:
    return _SIGNS.get(cell.seen) or str(len(cell.done))


def _gaps(view: CoverageView, titles: Sequence[str], t: Translate) -> Iterator[Block]:
    found, rows, nothing = view.coverage, [], []
    asked = [pair for pair in zip(found.tokens, titles, strict=True) if pair[0] != UNTAGGED]
    for partner in found.partners:
        unit = plain(view.names.get(partner, ""))
        lacking = [title for token, title in asked if _none(found.at(partner, token))]
        if len(lacking) == len(asked):
            nothing.append(unit)
        elif lacking:
            rows.append((unit, listed(lacking, t)))
    if rows or nothing:
        yield Head(t("Nothing all year so far"))
    if nothing:
        # Most units of a large alliance: a row of all tags for each would fill pages and tell nothing.
        yield Note(t("Under none of its tags: {units}", units=listed(nothing, t)))
    if rows:
        yield Table((-1, -3), (t("Unit"), t("Tags")), tuple(rows), wide=(0, 1), size=10)


def _none(cells: Iterable[Cell]) -> bool:
    seen = {cell.seen for cell in cells}
    return "gap" in seen and not seen & {"done", "planned"}

"""The members' monthly bulletin: what the branch did and decided, on one page (domain 1.4, row 60).

It hangs on a wall: no person is named but by what they do not mind, nobody's numbers are in it, and
what is sensitive is not (`app.services.bulletin` leaves it out when it reads).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.counting.openness import shortening
from app.dates import say_date, say_month
from app.records.meeting import Activity, Resolution
from app.records.openness import Comment, Deliberation, Disclosure, Opinion
from app.records.plan import Notice
from app.records.service import PracticalDeed, ServiceMatter, VolunteerService
from app.reports.paper import Part
from app.reports.wording import plain
from app.said import listed
from db.model.words import N_, Translate

SIZES = (14.0, 13.0, 12.0, 11.0, 10.5, 10.0)
"""Sizes of the letters in points, the last the smallest that is still read on a wall."""
_LONGEST = 90
_LINES = 48
"""More lines than a page has at the smallest size."""


class Bulletin(Part, frozen=True, kw_only=True, tag="bulletin"):
    """One page of sections; ``ways`` are (size, lines shown of each section), the fullest first.

    ``more`` says how many lines a section leaves out, ``under`` stands left and right below the title.
    """

    title: str
    under: tuple[str, str]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    ways: tuple[tuple[float, tuple[int, ...]], ...]
    more: str
    foot: str


@dataclass(frozen=True)
class Met:
    """A meeting as it is announced to all: how many of those due came, None before it was held."""

    activity: Activity
    present: int | None = None
    due: int | None = None


@dataclass(frozen=True)
class News:
    """What a month brought. Everything is of the branch; nothing is of one member."""

    branch: str
    first: date
    until: date
    """The last day that is counted: the month's end, or today."""
    held: Sequence[Met] = ()
    coming: Sequence[Met] = ()
    joint: Sequence[Met] = ()
    decided: Sequence[Resolution] = ()
    studies: int = 0
    hours: float = 0
    matters: Sequence[ServiceMatter] = ()
    deeds: Sequence[PracticalDeed] = ()
    volunteering: Sequence[VolunteerService] = ()
    replies: Sequence[Opinion] = ()
    answers: Sequence[Comment] = ()
    asking: Sequence[Deliberation] = ()
    disclosed: Sequence[Disclosure] = ()
    notices: Sequence[Notice] = ()


def bulletin(news: News, t: Translate) -> Bulletin:
    """Return the page of a month; one in which nothing happened says so."""
    sections = tuple(
        (t(title), tuple(_cut(plain(line)) for line in lines))
        for title, lines in _sections(news, t)
    )
    if not sections:
        sections = ((t("This month"), (t("Nothing is on record for this month."),)),)
    month = say_month(news.first.year, news.first.month, t)
    return Bulletin(
        title=t("Bulletin to members"),
        under=(
            plain(news.branch),
            t("{month}, as of {day}", month=month, day=say_date(news.until, t)),
        ),
        sections=sections,
        ways=ways([len(lines) for _, lines in sections]),
        more=t("and {n} items more"),
        foot=t(
            "A view, a suggestion, a difficulty: the opinion box takes it, with a name or without."
        ),
    )


def ways(lengths: Sequence[int]) -> tuple[tuple[float, tuple[int, ...]], ...]:
    """Return the ways to set it: whole in ever smaller letters, then with fewer and fewer lines."""
    whole = tuple(lengths)
    found = [(size, whole) for size in SIZES]
    for shown in shortening(lengths, range(min(_LINES, sum(lengths) - 1), 0, -1)):
        if shown != found[-1][1]:
            found.append((SIZES[-1], shown))
    return tuple(found)


def _sections(news: News, t: Translate) -> Iterator[tuple[str, list[str]]]:
    found = (
        (N_("Meetings held"), [_met(m, t) for m in news.held]),
        (N_("Decisions"), [_decided(r, t) for r in news.decided]),
        (N_("Studied"), _studied(news, t)),
        (N_("Together with partners"), [_met(m, t) for m in news.joint]),
        (N_("Done for people"), list(_done(news, t))),
        (N_("Answers to opinions"), list(_answered(news, t))),
        (N_("Asked of members"), [_asking(d, t) for d in news.asking]),
        (N_("Laid open"), [_disclosed(d, t) for d in news.disclosed]),
        (N_("Notices"), [_noticed(n, t) for n in news.notices]),
        (N_("Coming up"), [_met(m, t) for m in news.coming]),
    )
    return ((title, lines) for title, lines in found if lines)


def _met(met: Met, t: Translate) -> str:
    held = met.activity
    name = held.title or t(held.type.title_)
    day = say_date(held.held_start.date(), t) if held.held_start else ""
    parts = [t("{day} {title}", day=day, title=name) if day else name]
    if met.due:
        parts.append(t("present {n} of {due}", n=met.present or 0, due=met.due))
    elif met.present is None and held.place_text and held.held_start:
        parts += [f"{held.held_start:%H:%M}", held.place_text]
    return listed(parts, t)


def _decided(decided: Resolution, t: Translate) -> str:
    state = t(decided.state.title_)
    words = _line(decided.text)
    if decided.due_on is not None and decided.closed_on is None:
        due = t("by {day}", day=say_date(decided.due_on, t))
        return t("{text} ({state}, {due})", text=words, state=state, due=due)
    return t("{text} ({state})", text=words, state=state)


def _studied(news: News, t: Translate) -> list[str]:
    if not news.studies:
        return []
    said = t("studied together {n} time|studied together {n} times", n=news.studies)
    hours = t("{n} hours in all", n=f"{news.hours:g}")
    return [listed([said, hours], t) if news.hours else said]


def _done(news: News, t: Translate) -> Iterator[str]:
    for matter in news.matters:
        yield t("{text} ({state})", text=matter.title, state=t(matter.state.title_))
    for deed in news.deeds:
        yield (
            t("{text}, for {whom}", text=deed.title, whom=deed.beneficiaries)
            if (deed.beneficiaries)
            else deed.title
        )
    for one in news.volunteering:
        day = say_date(one.on, t) if one.on else ""
        yield t("{day} {title}", day=day, title=one.title).strip()


def _answered(news: News, t: Translate) -> Iterator[str]:
    for opinion in news.replies:
        yield t("{asked}: {reply}", asked=_line(opinion.text, 34), reply=_line(opinion.reply))
    for comment in news.answers:
        yield t("{asked}: {reply}", asked=_line(comment.text, 34), reply=_line(comment.reply))


def _asking(asked: Deliberation, t: Translate) -> str:
    if asked.opinions_until is None:
        return asked.title
    return t(
        "{title}, opinions until {day}", title=asked.title, day=say_date(asked.opinions_until, t)
    )


def _disclosed(one: Disclosure, t: Translate) -> str:
    if one.to_on is None:
        return one.title
    return t("{title}, until {day}", title=one.title, day=say_date(one.to_on, t))


def _noticed(one: Notice, t: Translate) -> str:
    day = say_date(one.issued_on, t) if one.issued_on else ""
    return t("{day} {title}", day=day, title=one.title).strip()


def _line(text: str | None, most: int = _LONGEST) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

"""The same facts as the matrix, to be read: a table by member, the register, and what is still to come."""

from app.dates import say_date
from app.said import listed
from app.services.talks import TalkYear
from db.model.words import N_, Translate
from ui.desktop.widgets.rows import Chip, Column, Row, Text

_MOST = 6
"""So many names stand in a line."""


def table_columns(t: Translate) -> tuple[Column, ...]:
    """Return the columns of the table."""
    return (
        Column("name", t("Member"), 150),
        Column("committee", t("With the committee")),
        Column("others", t("With other members"), 200),
    )


def table_rows(year: TalkYear, t: Translate) -> list[Row]:
    """Return a row for each member, in the roster's order: with whom and when last."""
    found, rows = year.pairs, list[Row]()
    for who in (*found.committee, *found.members):
        if who in found.committee:
            others = t("on the committee")
        else:
            days = found.talked(who, found.members)
            others = listed([say_date(d, t) for d in days], t) or t("not yet")
        cells = (
            Text(year.names.get(who, who), role="strong"),
            Text(listed(_with(year, who, t), t) or t("not yet")),
            Text(others),
        )
        rows.append(Row(who, cells))
    return rows


def _with(year: TalkYear, who: str, t: Translate) -> list[str]:
    said = []
    for other in year.pairs.committee:
        days = year.pairs.between(who, other)
        if days and other != who:
            said.append(f"{year.names.get(other, other)} {say_date(days[-1], t)}")
    return said


def register_columns(t: Translate) -> tuple[Column, ...]:
    """Return the columns of the register."""
    return (
        Column("on", t("Date"), 100),
        Column("initiator", t("Who talked"), 120),
        Column("partner", t("With whom")),
        Column("occasion", t("Occasion"), 150),
        Column("sealed", t("Content of the talk"), 120),
    )


def register_rows(year: TalkYear, t: Translate) -> list[Row]:
    """Return a row for each talk: that it was held, never what was said."""
    rows, names = list[Row](), year.names
    for talk in year.talks:
        sealed = bool(talk.body or talk.follow_up)
        icon, words = (
            ("lock-key", N_("Sealed")) if sealed else ("pencil-simple", N_("Nothing written"))
        )
        cells = (
            Text(say_date(talk.on, t) if talk.on else t("no day yet")),
            Text(names.get(talk.initiator, ""), role="strong"),
            Text(names.get(talk.partner, ""), role="strong"),
            Text(t(talk.occasion.title_) if talk.occasion else "", role="meta"),
            Chip("mute", icon, t(words)),
        )
        rows.append(Row(talk.id, cells))
    return rows


def lacking(year: TalkYear, t: Translate) -> list[tuple[bool, str]]:
    """Return for each of the three kinds of pair whether something is still to come, and a sentence."""
    found, names = year.pairs, year.names
    pairs = [
        t("{one} with {other}", one=names.get(a, a), other=names.get(b, b))
        for a, b in found.committee_lacking()
    ]
    kinds = (
        (t("Each two committee members"), len(found.committee) > 1, pairs),
        (
            t("Each member with somebody of the committee"),
            bool(found.committee and found.members),
            [names.get(m, m) for m in found.without_committee()],
        ),
        (
            t("Each member with another member"),
            len(found.members) > 1,
            [names.get(m, m) for m in found.without_member()],
        ),
    )
    return [
        (bool(still) or not there, _line(words, still, t, there=there))
        for words, there, still in kinds
    ]


def _line(words: str, still: list[str], t: Translate, *, there: bool) -> str:
    if not there:
        return t("{what}: no such two people here", what=words)
    if not still:
        return t("{what}: done", what=words)
    names = listed(still[:_MOST], t)
    if len(still) > _MOST:
        names = t("{names} and {n} others", names=names, n=len(still) - _MOST)
    return t("{what}: {n} still to come: {names}", what=words, n=len(still), names=names)

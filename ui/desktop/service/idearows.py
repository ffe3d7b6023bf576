"""Suggestions as rows: what was suggested, from where, whether it was answered, what became of it."""

from datetime import date

from app.dates import say_near_date
from app.records.service import SuggestionState
from app.services.suggesting import Idea
from db.model.words import Translate
from ui.desktop.service.standing import TONES, day_cell
from ui.desktop.widgets.rows import Chip, Column, Row, Text


def columns(t: Translate) -> tuple[Column, ...]:
    """Return the columns of the list."""
    return (
        Column("received_on", t("Came in on"), 100),
        Column("title", t("Suggestion")),
        Column("answer", t("Answer"), 168),
        Column("state", t("What became of it"), 150),
    )


def row_of(idea: Idea, today: date, t: Translate) -> Row:
    """Return a suggestion as a row."""
    held = idea.suggestion
    return Row(
        idea.id,
        (
            day_cell(held.received_on, today, t),
            Text(held.title, held.unit or ""),
            Text(*answer_words(idea, today, t)),
            Chip(*state_words(idea, t)),
        ),
    )


def answer_words(idea: Idea, today: date, t: Translate) -> tuple[str, str]:
    """Return whether a suggestion was answered, and a second line."""
    held = idea.suggestion
    published = t("on the list") if held.published_on else ""
    if held.reply:
        day = say_near_date(held.replied_on, today, t) if held.replied_on else ""
        return t("answered {day}", day=day).strip(), published
    if idea.waiting is not None:
        return t("waits {n} day|waits {n} days", n=idea.waiting), published
    return t("no reply yet"), published


def state_words(idea: Idea, t: Translate) -> tuple[str, str, str]:
    """Return tone, icon and word: the state of the matter it became, else its own."""
    if idea.matter is not None:
        tone, icon = TONES[idea.matter.state]
        return tone, icon, t(idea.matter.state.title_)
    match idea.suggestion.state:
        case SuggestionState.accepted:
            return "ok", "check-circle", t(SuggestionState.accepted.title_)
        case SuggestionState.declined:
            return "mute", "x-circle", t(SuggestionState.declined.title_)
    return "wait", "clock", t(SuggestionState.received.title_)

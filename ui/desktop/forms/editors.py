"""From a declared field to its editor, and between the editor's value and the record's.

One table, by the field's type: a new field needs nothing here. Values cross as JSON on the record's
side; what cannot be read is passed on as typed, so that validation can say what is wrong with it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar
from unicodedata import normalize

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.kinds import FieldShape
from app.said import figure
from app.services.values import NO, YES
from db.model.change import Json
from ui.desktop.confidential.sealedfield import SealedField
from ui.desktop.desk import Desk
from ui.desktop.forms.chipsfield import ChipsField
from ui.desktop.forms.people import named
from ui.desktop.forms.peoplefield import PeopleField
from ui.desktop.forms.refsfield import RefsField
from ui.desktop.forms.tagsfield import TagsField
from ui.desktop.forms.unitsfield import KIND as UNIT
from ui.desktop.forms.unitsfield import UnitsField
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.dates import DateField, DateTimeField
from ui.desktop.widgets.fields import ComboField, LineField, NumberField
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.person import Person, PersonField
from ui.desktop.widgets.switchfield import SwitchField

D = TypeVar("D", date, datetime)
NONE = ("", "—")
_MOST = 100_000
_CHARACTERS = 6


class Editing(Protocol):
    """What a form asks of an editor; every editor is a QWidget too."""

    settled: SignalInstance

    def value(self) -> object:
        """Return what is entered."""


class DecimalField(LineField):
    """A number that may have a fraction; what is no number is given on as typed."""

    def value(self) -> object:  # type: ignore[override]
        """Return the number, None where nothing stands, the text where it is no number."""
        text = normalize("NFKC", self.text()).strip().replace(",", ".")
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            return text

    def set_value(self, value: object) -> None:
        """Show a number, silently."""
        self._put(
            "" if value is None else figure(value) if isinstance(value, float | int) else str(value)
        )


def editor_for(desk: Desk, field: FieldShape, people: Sequence[Person]) -> QWidget:
    """Return the editor of a field, empty."""
    theme, t = desk.theme, desk.t
    match field.type:
        case "long" | "sealed":
            sealed = field.type == "sealed"
            return (
                SealedField(desk, field.name) if sealed else LongTextField(theme, rows=2, most=14)
            )
        case "number":
            return NumberField(theme, _MOST)
        case "decimal":
            return DecimalField(theme)
        case "date":
            return DateField(theme, t, desk.today)
        case "moment":
            return DateTimeField(theme, t, desk.today)
        case "tags":
            packs = desk.book.tags
            return TagsField(theme, t, packs.in_use, packs.name)
        case "choice" | "yes-no" | "ref" | "refs":
            return _chooser(desk, field, people)
    return LineField(theme)


def _chooser(desk: Desk, field: FieldShape, people: Sequence[Person]) -> QWidget:
    theme, t = desk.theme, desk.t
    if field.type == "refs":
        if field.ref == "member":
            return PeopleField(theme, t, people)
        if field.ref == UNIT:
            return UnitsField(desk)
        return RefsField(theme, t, named(desk, field.ref))
    if field.ref == "member":
        return PersonField(theme, t, people)
    if field.type == "ref":
        return _list_of(theme, [NONE, *named(desk, field.ref)])
    if field.type == "choice":
        options = [(c.value, t(c.title_)) for c in field.choices]
        return _list_of(theme, options if field.default is not None else [NONE, *options])
    if field.default is None:
        return _list_of(theme, [NONE, ("true", t(YES)), ("false", t(NO))])
    return SwitchField(theme, t(field.title))


def _list_of(theme: Theme, options: Sequence[tuple[str, str]]) -> ComboField:
    """Return a list as wide as its place in the form, like the fields above and below it."""
    field = ComboField(theme, options)
    field.setSizeAdjustPolicy(ComboField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(_CHARACTERS)
    return field


def put(editor: QWidget, field: FieldShape, value: Json) -> None:
    """Show a record's value in its editor, silently; one that cannot be read shows as nothing."""
    shown = field.default if value is None else value
    match editor:
        case DateField():
            editor.set_value(_read(date, shown))
        case DateTimeField():
            editor.set_value(_read(datetime, shown))
        case ComboField():
            words = (
                {True: "true", False: "false"}.get(shown, "")
                if field.type == "yes-no"
                else str(shown or "")
            )
            if words and editor.findData(words) < 0:
                # A value of another release, or of a record deleted since: shown, not lost.
                editor.addItem(words, words)
            editor.set_value(words)
        case NumberField():
            editor.set_value(shown if isinstance(shown, int) else None)
        case SwitchField():
            editor.set_value(bool(shown))
        case ChipsField():
            editor.set_value(shown if isinstance(shown, list) else None)
        case DecimalField():
            editor.set_value(shown)
        case LongTextField() | PersonField() | LineField() | SealedField():
            editor.set_value(None if shown is None else str(shown))


def _read(kind: type[D], value: Json) -> D | None:
    try:
        return kind.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def json_of(field: FieldShape, value: object) -> Json:
    """Return an editor's value as the record holds it; empty is None."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if field.type == "yes-no" and isinstance(value, str):
        return {"true": True, "false": False}.get(value)
    if value == "" and not field.required:
        return None
    return value

"""The one matter that a suggestion or an opinion becomes, whichever laptop takes it up.

Its id is made of that of what it came from, so that two laptops that take up the same meet in one
matter, field by field, and not in two (`db.model.change.child_id`).
"""

from collections.abc import Mapping

from app.records.service import MatterState, ServiceMatter
from app.services.edits import edit_of
from app.services.records import Records
from db.model.change import Json, child_id
from db.model.record import Edit

_KIND = ServiceMatter.shape.name


def matter_id(origin: str) -> str:
    """Return the id of the matter that the record of an id becomes."""
    return child_id(origin, _KIND)


def becoming(records: Records, origin: str, fields: Mapping[str, Json]) -> Edit:
    """Return the edit that makes the matter of a suggestion or an opinion.

    One that was deleted comes back under its id and begins anew: what was written in it is replaced by
    `fields`, what was noted under it hangs there again. A counter in the id would make two matters of
    one suggestion as soon as one laptop had deleted its own and the other had not. One that is there
    gets what it lacks and keeps its way.
    """
    made = matter_id(origin)
    held = records.raw(made)
    if held is None:
        return records.edit_new(_KIND, fields, id=made)
    if not held.deleted:
        return edit_of(records, held, {k: v for k, v in fields.items() if not held.get(k)})
    kind = records.kinds[_KIND]
    known = [f for name in held.body if (f := kind.field(name)) is not None]
    emptied: dict[str, Json] = {f.name: None for f in known if not f.required}
    return edit_of(records, held, {**emptied, "state": MatterState.registered.value, **fields})

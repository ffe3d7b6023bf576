"""Edits of several records that become one change, each validated as `Records.change` would."""

from collections.abc import Mapping

from app.services.records import Records
from app.services.validation import validated
from db.model.change import Json, OpId
from db.model.record import Edit, Record

Seen = Mapping[str, tuple[OpId, ...]]
"""Per field the ops behind what the person was looking at."""


def edit_of(
    records: Records, record: Record, fields: Mapping[str, Json], seen: Seen | None = None
) -> Edit:
    """Return the validated edit of a stored record."""
    clean = validated(records.kinds[record.kind], fields, record.body)
    return Edit(record.kind, clean, record.id, dict(seen or {}))

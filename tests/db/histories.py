"""Random histories of one scope: several actors who each saw some of what the others wrote."""

from hypothesis import strategies as st

from db import codec
from db.model.change import DELETED, Change, Json, Op, OpId
from db.model.merge import fold
from db.store import Store

SCOPE = "s"
ACTORS = ("a" * 16, "b" * 16, "c" * 16)
FIELDS = ("name", "post", DELETED)
VALUES = ("书记", "队长", None, 7, True)


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Return changes, each actor's in its order, whose ops replace ops from anywhere before."""
    made: list[OpId] = []
    where: dict[OpId, tuple[str, str]] = {}
    out: list[Change] = []
    numbers = dict.fromkeys(ACTORS, 0)
    for _ in range(draw(st.integers(1, 14))):
        actor = draw(st.sampled_from(ACTORS))
        numbers[actor] += 1
        ops: list[Op] = []
        for n in range(draw(st.integers(1, 3))):
            own = f"{actor}.{numbers[actor]}.{n}"
            records = sorted({record for record, _ in where.values()})
            record = draw(st.sampled_from([own, *records]))
            field = draw(st.sampled_from(FIELDS))
            value: Json = True if field == DELETED else draw(st.sampled_from(VALUES))
            # Deleting names values of the other fields too.
            seen = [o for o in made if where[o][0] == record and field in (where[o][1], DELETED)]
            pred = draw(st.lists(st.sampled_from(seen), unique=True)) if seen else []
            ops.append(
                Op(draw(st.sampled_from(["member", "activity"])), record, field, value, tuple(pred))
            )
            where[own] = (record, field)
            made.append(own)
        hlc = draw(st.integers(1, 5)) << 16
        out.append(Change(SCOPE, actor, numbers[actor], hlc, "周", "edit", tuple(ops)))
    return out


Row = tuple[str, str, str, bool, str]


def tables(store: Store) -> dict[str, Row]:
    """Return the records as the tables have them."""
    rows = store.engine.rows(
        "select id, kind, body, registers, deleted, conflicts from record where scope = ?", (SCOPE,)
    )
    return {row[0]: (row[1], row[2], row[3], bool(row[4]), row[5]) for row in rows}


def folded(changes: list[Change]) -> dict[str, Row]:
    """Return the records as the definition has them."""
    return {
        record: (
            said.kind,
            codec.body_text(said.verdict.body),
            codec.registers_text(said.registers),
            said.verdict.deleted,
            ",".join(said.verdict.conflicts),
        )
        for record, said in fold(changes).items()
    }

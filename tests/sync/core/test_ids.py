"""What ids promise: each comes back as it was, and rows of them cost almost nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import PeerBroke
from sync.core.ids import IdReader, IdWriter, Names, looks_like_id
from sync.core.varints import Source

OWN, OTHER = "9f2c6a11d03b77e4", "00000000000000aa"
PART = st.builds(
    "{}.{}.{}".format, st.sampled_from([OWN, OTHER]), st.integers(0, 10**6), st.integers(0, 900)
)
ANY = st.one_of(PART, st.builds("{}+{}".format, PART, PART), st.text(max_size=9), st.just("a.01.1"))


@given(st.lists(st.tuples(ANY, st.integers(1, 10**6)), max_size=20))
def test_ids_come_back(rows: list[tuple[str, int]]) -> None:
    names = Names([OWN], [])
    writer = IdWriter(names)
    for text, seq in rows:
        writer.put(text, seq)
    reader = IdReader(names, Source(bytes(writer.out)))
    assert [reader.get(seq) for _, seq in rows] == [text for text, _ in rows]


def test_thirty_attendances_in_a_row_repeat_themselves() -> None:
    writer = IdWriter(Names([OWN], []))
    for n in range(30):
        writer.put(f"{OWN}.7.0+{OWN}.2.{n}", 8 + n)
    assert len(writer.out) <= 30 * 6 + 2
    assert len({bytes(writer.out[6:][i : i + 6]) for i in range(0, 150, 6)}) <= 2


@pytest.mark.parametrize(
    "text", ["branch", f"{OWN}.01.0", f"{OWN}.1", OWN.upper() + ".1.1", "", "+"]
)
def test_only_exact_ids_look_like_ids(text: str) -> None:
    assert not looks_like_id(text)


def test_a_name_that_is_not_in_the_table_is_an_error_of_ours() -> None:
    for raw in (b"\x00\x05", b"\x08\x00\x00", b"\x03\x02\x00" * 20, b"\x02\x01\x00"):
        with pytest.raises(PeerBroke):
            IdReader(Names([OWN], []), Source(raw)).get(0)

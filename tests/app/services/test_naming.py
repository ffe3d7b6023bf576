"""Records and tags are named in one way, and an id is never taken for a tag."""

from hypothesis import given
from hypothesis import strategies as st

from app.kinds import discover
from app.services.naming import TOKEN, Naming
from app.tags.shipped import shipped
from app.workspace import Workspace


class Words:
    """Knows one tag."""

    def name(self, token: str) -> str:
        return {"bagong.model": "先进共学"}.get(token, "")

    def names(self) -> dict[str, str]:
        return {"bagong.model": "先进共学"}


def test_a_token_is_called_by_its_title_and_an_id_by_its_record(book: Workspace) -> None:
    member = book.records.add("member", {"name": "次仁旺堆"})
    naming = Naming(discover(), book.records.raw)
    assert naming.name("bagong.model") == ""
    naming.tags = Words()
    assert naming.name("bagong.model") == "先进共学"
    assert naming.name(member) == "次仁旺堆"
    assert naming.name("") == ""


@given(st.text("0123456789abcdef", min_size=16, max_size=16), st.integers(1), st.integers(0, 99))
def test_no_id_of_a_record_is_a_token(actor: str, seq: int, place: int) -> None:
    assert not TOKEN.fullmatch(f"{actor}.{seq}.{place}")
    assert not TOKEN.fullmatch(f"{actor}.{seq}.{place}+{actor}.{seq}.{place}")
    assert not TOKEN.fullmatch(f"{actor}.{seq}")


def test_every_tag_that_is_shipped_is_a_token() -> None:
    assert all(TOKEN.fullmatch(token) for pack in shipped() for token in pack.tokens)


def test_a_moment_in_a_name_is_written_as_people_write_it(book: Workspace) -> None:
    room = book.records.add("shared_resource", {"name": "第一会议室", "kind": "room"})
    hours = {"from_at": "2021-07-08T14:00:00", "to_at": "2021-07-08T16:00:00"}
    booking = book.records.add("booking", {"resource": room, **hours})
    assert book.records.name(booking) == "第一会议室 · 2021-07-08 14:00"

"""A stick that was written is remembered as it was."""

from app.workspace import Workspace
from db.sticks import Stick, Sticks
from tests.app.conftest import book, new_home  # noqa: F401 - fixtures

STICK = Stick("s", "a.sxbundle", 5, 900, 3, 1, ("b",), {"a": 1}, {"a": 4, "b": 2})


def test_sticks_are_numbered_and_come_back_latest_first(book: Workspace) -> None:  # noqa: F811
    sticks = Sticks(book.store.engine)
    assert [sticks.keep(STICK), sticks.keep(STICK._replace(name="b.sxbundle"))] == [1, 2]
    assert sticks.keep(STICK._replace(scope="t")) == 1
    assert [s.name for s in sticks.of("s")] == ["b.sxbundle", "a.sxbundle"]
    assert sticks.of("s")[1] == STICK._replace(number=1)
    assert len(sticks.of("s", limit=1)) == 1

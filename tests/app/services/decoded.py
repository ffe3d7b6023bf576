"""How many records a page reads whole: what a large book costs, whatever the machine."""

from collections.abc import Callable, Sequence

from app.workspace import Workspace
from db.model.query import Query
from db.model.record import Edit, Record
from db.reader import Reader


class DecodedReader:
    """Stands before the store's reader and counts the records it answers."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self.records = reader, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._reader, name)

    def find(self, scope: str, query: Query) -> list[Record]:
        found = self._reader.find(scope, query)
        self.records += len(found)
        return found

    def get(self, scope: str, record: str) -> Record | None:
        self.records += 1
        return self._reader.get(scope, record)


def decoded(book: Workspace, run: Callable[[], object]) -> int:
    """Return how many records are read whole while something runs."""
    reader = book.store.read
    counting = DecodedReader(reader)
    book.store.read = counting  # type: ignore[assignment]
    try:
        run()
    finally:
        book.store.read = reader
    return counting.records


def put(book: Workspace, kind: str, bodies: Sequence[dict[str, object]]) -> tuple[str, ...]:
    """Write many records past the guards, which ask each closed matter for its answer."""
    edits = [Edit(kind, dict(body)) for body in bodies]
    scope = str(book.store.settings.get("scope"))
    return book.store.write(scope, "f" * 16, edits, by="周建国").ids

import msgspec
import pytest

from app.reports.apart import Setter, typeset_apart
from app.reports.paper import Prose
from app.reports.typesetting import Faces, typeset
from db.model.errors import Cancelled, ExportError
from db.model.progress import Silent, Stoppable
from tests.app.reports.book import WHEN, paper_of, sheet_of


def encoded(*lines: str) -> str:
    return msgspec.json.encode(paper_of(sheet_of(Prose(lines)))).decode()


def test_another_process_makes_the_same_bytes(shipped: Faces) -> None:
    paper = encoded("支部大会")
    apart = typeset_apart(paper, when=WHEN, using=shipped, progress=Silent())
    assert apart == typeset(paper, when=WHEN, using=shipped)


def test_an_error_over_there_is_an_error_here(shipped: Faces) -> None:
    with pytest.raises(ExportError, match="could not be set"):
        typeset_apart(encoded("\U0001f600"), when=WHEN, using=shipped, progress=Silent())


def test_it_can_be_stopped_in_the_middle(shipped: Faces) -> None:
    watched = Stoppable()
    watched.stop()
    with pytest.raises(Cancelled):
        typeset_apart(encoded("国" * 400_000), when=WHEN, using=shipped, progress=watched)


def test_one_process_sets_one_paper_after_another(shipped: Faces) -> None:
    with Setter(shipped) as setter:
        for words in ("支部大会", "党课"):
            setter.put(encoded(words), when=WHEN)
            made = setter.take(lambda: None)
            assert made == typeset(encoded(words), when=WHEN, using=shipped)


def test_an_error_does_not_end_it(shipped: Faces) -> None:
    with Setter(shipped) as setter:
        setter.put(encoded("\U0001f600"), when=WHEN)
        with pytest.raises(ExportError, match="could not be set"):
            setter.take(lambda: None)
        setter.put(encoded("党课"), when=WHEN)
        assert setter.take(lambda: None).startswith(b"%PDF-")

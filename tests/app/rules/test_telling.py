"""What a finding says beyond its rule: gravity, generosity, ways out, few names."""

from datetime import date

from app.rules.finding import LOOK, WRITE
from app.rules.rulebook import Ruling
from app.rules.shipped import usual
from app.rules.telling import named, tell
from app.words import Catalogue

DAY = date(2026, 5, 8)


def ruling(rule: str, part: str = "") -> Ruling:
    found = usual().on(rule, DAY, part)
    assert found is not None
    return found


def test_where_the_text_says_generally_the_reason_says_so() -> None:
    general = tell(ruling("R01"), "a", "Who chairs", {})
    firm = tell(ruling("R11"), "a", "Who chairs", {})
    t = Catalogue("en")
    assert general.reason(t) == "Who chairs. The text says generally: a sentence can explain it"
    assert firm.reason(t) == "Who chairs"


def test_a_contradiction_is_never_general_and_cannot_be_explained_away() -> None:
    error = tell(ruling("R01"), "a", "b", {}, ("r", "k", "f"), severity="error")
    assert (error.reason(Catalogue("en")), error.actions) == ("b", (LOOK,))


def test_a_reminder_can_be_looked_at_and_explained() -> None:
    assert tell(ruling("R11"), "a", "b", {}, ("r", "k", "f")).actions == (LOOK, WRITE)
    assert tell(ruling("R11"), "a", "b", {}).actions == (WRITE,)


def test_it_carries_its_ruling() -> None:
    assert tell(ruling("R15"), "a", "b", {}).ruling == ruling("R15")


def test_a_few_names_are_all_said_and_many_are_counted() -> None:
    assert named(("a", "b", "c")) == ("a", "b", "c")
    many = named(("a", "b", "c", "d", "e"))
    assert not isinstance(many, tuple)
    assert many(Catalogue("en")) == "a, b, c and 2 others"

"""What a long list is ordered and named by is read without its records, and those when looked at."""

from collections.abc import Sequence

from app.records.service import ServiceMatter, ServiceVisit
from app.services.parts import PAGE, Paged
from app.workspace import Workspace
from db.model.query import Where


def test_a_few_fields_of_a_kind_are_read_in_an_order(book: Workspace) -> None:
    add = book.records.add
    unit = add("partner_organization", {"name": "桥梁一公司"})
    late = add("service_visit", {"partner": unit, "on": "2026-05-02"})
    early = add("service_visit", {"partner": unit, "on": "2026-05-01"})
    add("service_visit", {"partner": "another"})
    where = (Where("partner", "=", unit),)
    found = book.records.parts.of("service_visit", ("on", "leader"), where=where, order=("-on",))
    assert found == [(late, "2026-05-02", None), (early, "2026-05-01", None)]
    assert book.records.parts.distinct("service_visit", "partner") == {unit, "another"}


def test_values_of_a_few_fields_are_as_whole_ones_are_read(book: Workspace) -> None:
    fields = {"raised_on": "2026-05-01", "tags": ["bagong.model"], "state": "assigned"}
    matter = book.records.add("matter", {"title": "修便道", "result": "通了", **fields})
    other = book.records.add("matter", {"title": "改水管"})
    some = book.records.parts.some(ServiceMatter, ("raised_on", "tags", "state"))
    assert {m.id for m in some} == {matter, other}
    whole = book.records.get(ServiceMatter, matter)
    assert whole is not None
    (one,) = (m for m in some if m.id == matter)
    assert (one.raised_on, one.tags, one.state) == (whole.raised_on, whole.tags, whole.state)
    # A required field is there unasked, and nothing else is.
    assert (one.title, one.result) == ("修便道", None)
    where = (Where("state", "=", "assigned"),)
    assert [m.id for m in book.records.parts.some(ServiceMatter, (), where=where)] == [matter]


def test_names_are_read_of_all_or_of_those_that_are_asked_for(book: Workspace) -> None:
    one, two = (book.records.add("member", {"name": name}) for name in ("马福林", "何静"))
    names = book.records.parts.names
    assert names("member") == {one: "马福林", two: "何静"}
    assert names("member", {two, "gone"}) == {two: "何静"}
    assert names("member", ()) == {}
    many = {two, *(f"gone{n}" for n in range(600))}
    assert names("member", many) == {two: "何静"}


def test_only_the_pages_that_are_looked_at_are_read(book: Workspace) -> None:
    ids = [str(n) for n in range(3 * PAGE)]
    asked: list[str] = []

    def read(some: Sequence[str]) -> list[str]:
        asked.extend(some)
        return [one for one in some if one != "130"]

    paged = Paged(ids, read, lambda one: one)
    assert len(paged) == 3 * PAGE
    assert (paged[125], paged[126], paged[130]) == ("125", "126", None)
    assert asked == ids[PAGE : 2 * PAGE]
    assert paged[-1] == "359"
    assert paged[:2] == ["0", "1"]
    assert asked == [*ids[PAGE : 2 * PAGE], *ids[2 * PAGE :], *ids[:PAGE]]


def test_an_empty_list_has_nothing_to_look_at(book: Workspace) -> None:
    assert list(Paged[ServiceVisit]([], lambda _ids: [], lambda one: one.id)) == []

"""Which version of a charter is in force on a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.counting.versions import closed_on, lines, open_before
from app.records.alliance import SystemDocument
from db.model.record import Record


def document(key: str, title: str, first: str | None = None, **fields: object) -> SystemDocument:
    body = {"title": title, "version": key, "effective_from": first, **fields}
    return SystemDocument.of(
        Record("s", "system_document", key, body, {}, {}, False, (), 0, "", 0, "")
    )


def test_versions_of_one_title_stand_in_a_line_and_one_is_in_force() -> None:
    (line,) = lines([
        document("2", "联盟章程", "2021-01-01"),
        document("1", "《联盟章程》", "2019-06-01", effective_to="2020-12-31"),
        document("3", "联盟 章程"),
    ])  # fmt: skip
    assert [v.version for v in line.versions] == ["1", "2", "3"]
    told = [("2019-05-31", ""), ("2019-06-01", "1"), ("2020-12-31", "1"), ("2021-01-01", "2")]
    for day, version in told:
        found = line.in_force(date.fromisoformat(day))
        assert (found.version if found else "") == version


def test_a_new_title_stays_in_the_line_of_what_it_takes_the_place_of() -> None:
    found = lines([
        document("1", "试行章程", "2019-06-01"),
        document("2", "章程", "2020-06-01", replaces="1"),
        document("a", "轮值制度", "2019-06-01"),
    ])  # fmt: skip
    assert [(line.title, len(line.versions)) for line in found] == [("章程", 2), ("轮值制度", 1)]
    before = found[0].before(found[0].versions[1])
    assert before is not None
    assert before.version == "1"


def test_one_that_ended_brings_none_before_it_back() -> None:
    (line,) = lines([
        document("1", "章程", "2019-06-01"),
        document("2", "章程", "2020-06-01", effective_to="2021-01-01"),
    ])  # fmt: skip
    assert line.in_force(date(2021, 1, 2)) is None
    coming = line.coming(date(2020, 1, 1))
    assert coming is not None
    assert coming.version == "2"


def test_a_new_version_closes_the_one_before_the_day_before() -> None:
    (line,) = lines([document("1", "章程", "2019-06-01"), document("0", "章程", "2018-01-01",
                     effective_to="2019-05-31")])  # fmt: skip
    assert [v.version for v in open_before(line, date(2021, 1, 1))] == ["1"]
    assert closed_on(date(2021, 1, 1)) == date(2020, 12, 31)


drafts = st.tuples(
    st.sampled_from(["章程", "制度"]), st.one_of(st.none(), st.integers(0, 900)),
    st.one_of(st.none(), st.integers(0, 5)),
)  # fmt: skip


@given(st.lists(drafts, max_size=6), st.integers(0, 1000))
def test_every_version_is_in_one_line_and_at_most_one_of_a_line_is_in_force(
    made: list[tuple[str, int | None, int | None]], away: int
) -> None:
    start = date(2019, 1, 1)
    documents = [
        document(
            str(n),
            title,
            (start + timedelta(days=at)).isoformat() if at is not None else None,
            replaces=None if other is None else str(other),
        )
        for n, (title, at, other) in enumerate(made)
    ]
    found = lines(documents)
    assert sorted(v.id for line in found for v in line.versions) == sorted(d.id for d in documents)
    day = start + timedelta(days=away)
    for line in found:
        current = line.in_force(day)
        if current is not None:
            begun = [v.effective_from for v in line.versions if v.effective_from]
            assert current.effective_from == max(d for d in begun if d <= day)

"""A way to a new meeting says its kind and group; every other way is none."""

import pytest

from app.terms import ActivityType
from ui.desktop.desk import Route
from ui.desktop.meetings.starting import begun_at


def test_the_way_names_kind_and_group() -> None:
    way = Route("meetings", "", "new:group_meeting:abc.1.0")
    assert begun_at(way) == (ActivityType.group_meeting, "abc.1.0")


@pytest.mark.parametrize(
    "way",
    [
        Route("meetings"),
        Route("meetings", "", "new"),
        Route("meetings", "", "new:unheard_of"),
        Route("meetings", "", "day:2026-05-22"),
        Route("record", "", "new:general_meeting"),
    ],
)
def test_other_ways_begin_none(way: Route) -> None:
    assert begun_at(way) is None

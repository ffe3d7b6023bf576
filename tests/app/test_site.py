"""A stamp is a moment of the site, whatever the laptop's clock and zone."""

from datetime import datetime

from app.site import site_time


def test_a_stamp_is_said_in_the_site_s_own_time() -> None:
    evening = int(datetime.fromisoformat("2026-05-22T20:00:00+00:00").timestamp() * 1000) << 16
    assert site_time(evening) == datetime.fromisoformat("2026-05-23 04:00")


def test_a_clock_gone_wild_is_still_a_moment() -> None:
    assert site_time(2**70).year == 9999

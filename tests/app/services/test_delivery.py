"""What the values of syncing promise: the site's own time, and reasons in the reader's language."""

from dataclasses import asdict
from datetime import datetime

from app.services.delivery import Holder, Outcome, Reason, site_time
from app.words import Catalogue


def test_moments_are_the_sites_own() -> None:
    assert site_time(1_779_422_400_000) == datetime(2026, 5, 22, 12, 0)  # noqa: DTZ001
    assert site_time(1 << 62).year == 9999


def test_a_reason_reads_as_english_and_is_said_in_the_readers_language() -> None:
    reason = Reason("gone: a.doc", "gone: {name}", {"name": "a.doc"})
    assert reason == "gone: a.doc"
    assert reason.said(Catalogue("en")) == "gone: a.doc"
    assert asdict(Outcome("http", set_aside=(reason,)))["set_aside"] == ("gone: a.doc",)
    assert Reason("plain").said(Catalogue("en")) == "plain"


def test_this_computer_is_told_from_the_others() -> None:
    assert Holder("周建国", "", "this", 1, 0, None).is_this
    assert not Holder("总部", "", "hq", 1, 0, None).is_this

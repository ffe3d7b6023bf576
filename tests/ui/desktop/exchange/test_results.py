"""What an exchange did, and the way on from what it left to look at."""

from app.services.delivery import Outcome, Reason
from app.words import Catalogue
from tests.ui.desktop.conftest import Recorder
from ui.desktop.desk import Desk, Route
from ui.desktop.exchange.results import onward, result

T = Catalogue("zh_CN")


def test_what_went_well_needs_no_way_on(desk: Desk) -> None:
    done = Outcome("http", sent=23, up=18_000, receipt=119)
    assert onward(done, desk) == ()
    assert result(done, T).tone == "ok"


def test_two_values_lead_to_the_choice(desk: Desk, said: Recorder) -> None:
    (way,) = onward(Outcome("http", got=2, conflicts_new=1), desk)
    way.act()
    assert said.routes == [Route("conflicts")]


def test_a_copied_disk_is_explained_with_what_was_set_aside(desk: Desk, said: Recorder) -> None:
    done = Outcome("http", got=2, forked=True, set_aside=(Reason("torn"),))
    assert result(done, T).tone == "wait"
    (way,) = onward(done, desk)
    way.act()
    assert said.details[0].startswith("另一台电脑的改动用了这台的编号")
    assert said.details[0].endswith("\ntorn")

"""What the line promises: a question is on disk before it is sent, and is asked once, not anew."""

import pytest

from db.model.errors import Offline, PeerBroke
from db.model.progress import Progress, Silent
from sync.carrier import Tray
from sync.line import Line
from tests.sync.site import Headquarter, Laptop, state


class Breaking:
    """A network whose answer comes in two pieces, with a break between them."""

    way = "http"

    def __init__(self, hq: Headquarter) -> None:
        self._hq = hq
        self.asked: list[tuple[bytes, bool, bytes]] = []

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        self.asked.append((request, tray.begun, tray.arrived))
        answer = self._hq.hub.exchange(request)
        if not tray.begun:
            tray.arrived = answer[:5]
            raise Offline("cut")
        return answer


def test_a_question_that_broke_off_is_finished_before_anything_else(
    hq: Headquarter, laptop: Laptop
) -> None:
    carrier = Breaking(hq)
    laptop.edit(text="a")
    with pytest.raises(Offline):
        laptop.engine().sync(carrier, Silent())
    line = Line(laptop.replica(), carrier, Silent())
    assert line.waiting() is not None
    laptop.edit(text="b")
    with pytest.raises(Offline):
        laptop.engine().sync(carrier, Silent())
    first, again, following = carrier.asked
    # The same bytes, with what had come of the answer; then what was written since.
    assert (again[0], again[1]) == (first[0], True)
    assert again[2] != b""
    assert following[0] != first[0]
    assert laptop.sync(hq).receipt == 2
    assert line.waiting() is None
    assert state(laptop.store) == state(hq.store)


def test_one_copy_lies_on_disk_and_none_after_the_answer(hq: Headquarter, laptop: Laptop) -> None:
    laptop.edit(text="a")
    with pytest.raises(Offline):
        laptop.engine().sync(Breaking(hq), Silent())
    assert laptop.store.spool.named(hq.office.actor) == ("answer", "question")
    laptop.sync(hq)
    assert laptop.store.spool.named(hq.office.actor) == ()


def test_a_question_of_a_former_actor_is_not_asked_again(hq: Headquarter, laptop: Laptop) -> None:
    laptop.edit(text="a")
    with pytest.raises(Offline):
        laptop.engine().sync(Breaking(hq), Silent())
    laptop.identity.renew()
    assert Line(laptop.replica(), Breaking(hq), Silent()).waiting() is None
    laptop.sync(hq)
    assert state(laptop.store) == state(hq.store)


def test_an_answer_by_somebody_else_is_not_taken(hq: Headquarter, laptop: Laptop) -> None:
    class Forged(Breaking):
        def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
            answer = bytearray(self._hq.hub.exchange(request))
            answer[-1] ^= 1
            return bytes(answer)

    laptop.edit(text="a")
    with pytest.raises(PeerBroke, match="something else"):
        laptop.engine().sync(Forged(hq), Silent())
    assert laptop.sync(hq).receipt == 1

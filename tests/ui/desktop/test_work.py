"""The lanes at their end: nothing that was asked for is lost, nobody hears of it too late."""

from ui.desktop.work import Work


def test_what_the_lanes_answered_last_is_heard_before_they_are_finished(
    qapp: object, work: Work
) -> None:
    heard = list[str]()
    work.edit(lambda: "kept", heard.append)
    work.finish()
    assert heard == ["kept"]


def test_what_an_answer_asks_for_at_the_end_is_done_too(qapp: object, work: Work) -> None:
    heard = list[str]()
    work.edit(lambda: "refused", lambda said: work.edit(lambda: f"{said}, kept", heard.append))
    work.finish()
    assert heard == ["refused, kept"]
    assert not work.busy

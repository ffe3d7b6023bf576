"""What enrolment promises to the store: one scope, the history kept, what is out of hand stays so."""

from pathlib import Path

from sync import enrolment
from sync.core.papers import granted
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop, state


def test_a_request_says_who_asks_for_what(tmp_path: Path, clock: Clock) -> None:
    laptop = Laptop(tmp_path, clock)
    asked = enrolment.asked(laptop.request())
    assert (asked.actor, asked.branch, asked.holder) == (laptop.actor, "一分部党支部", "周建国")
    assert asked.sign == laptop.keys.sign_public.hex()
    assert asked.scope == laptop.scope


def test_the_book_moves_with_its_history_and_its_seals(
    tmp_path: Path, hq: Headquarter, clock: Clock
) -> None:
    laptop = Laptop(tmp_path, clock)
    note = laptop.edit(text="开工前")
    laptop.store.settings.seal(laptop.scope, laptop.actor, 1)
    hq.enrol(laptop)
    assert laptop.scope == SCOPE
    assert laptop.store.read.get(SCOPE, note) is not None
    assert laptop.store.settings.sealed(SCOPE, laptop.actor) == 1
    assert laptop.sync(hq).sent == 1


def test_what_hq_issues_leads_to_its_root(tmp_path: Path, hq: Headquarter, clock: Clock) -> None:
    laptop = Laptop(tmp_path, clock)
    raw = hq.enrol(laptop)
    grant = granted(enrolment.shown(raw), hq.root.sign_public)
    assert grant.may("w", SCOPE)
    assert grant.receive == laptop.keys.receive_public


def test_a_book_restored_before_it_was_enrolled_brings_what_each_of_its_actors_wrote(
    tmp_path: Path, hq: Headquarter, clock: Clock
) -> None:
    laptop = Laptop(tmp_path, clock)
    laptop.keys  # noqa: B018 - made with the book
    first = laptop.edit(text="开工前")
    laptop.go_on_as_another()
    laptop.edit(first, text="恢复以后")
    laptop.go_on_as_another()
    laptop.edit(text="又恢复一次")
    actors = {change.actor for change in laptop.log()}
    asked = enrolment.asked(laptop.request())
    assert asked.actor != laptop.actor
    hq.enrol(laptop)
    done = laptop.sync(hq)
    assert (done.sent, done.aside) == (3, ())
    assert set(hq.store.log.vector(SCOPE)) == actors
    assert state(hq.store) == state(laptop.store)
    # Asked once more, it asks for itself: nothing of it is unknown any longer.
    assert enrolment.asked(laptop.request()).actor == laptop.actor


def test_a_certificate_asked_for_before_a_restore_is_taken_after_it(
    tmp_path: Path, hq: Headquarter, clock: Clock
) -> None:
    laptop = Laptop(tmp_path, clock)
    laptop.edit(text="a")
    request = enrolment.asked(laptop.request())
    laptop.go_on_as_another()
    laptop.edit(text="b")
    raw = enrolment.issued(request, SCOPE, hq.office, hq.root.sign, clock())
    laptop.take_certificate(raw)
    hq.replica.trust.meet(enrolment.shown(raw))
    assert laptop.sync(hq).sent == 2
    assert state(hq.store) == state(laptop.store)

"""Anybody of the branch seals; who has the passphrase opens, for a while, and it is written down."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.commands.session import flat
from app.hq import Headquarters
from app.records.oversight import AccessWay
from app.sealing import Place
from app.services.confidential import MINUTES, Confidential, Sealed
from app.services.listfiles import save_listing
from app.services.listing import Listings
from app.words import Catalogue
from app.workspace import Workspace
from db import keys
from db.model.errors import Closed, InvalidRecord, NotFound, StoreDamaged, WrongPassphrase
from db.model.progress import Silent
from db.store import Store
from tests.app.samples import new_book

CHEAP = keys.Cost(1, 1, 8)
SECRET, NEXT = "mishi-2026", "jieban-2027"
WORDS = "他说家里老人病了，想请三天假"


class Monotonic:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class Talk(NamedTuple):
    """A talk of two members in a book."""

    id: str


@pytest.fixture
def talk(book: Workspace) -> Talk:
    one, other = (book.records.add("member", {"name": n}) for n in ("周建国", "高峻"))
    return Talk(book.records.add("heart_to_heart_talk", {"initiator": one, "partner": other}))


def service(book: Workspace, clock: Monotonic) -> Confidential:
    return Confidential(
        book.records,
        book.access,
        book.pen,
        book.now,
        opens_book=book.opens_with,
        monotonic=clock,
    )


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """Two laptops of one branch that have not met."""
    made = [new_book(tmp_path / name, branch="支部", writer=name) for name in ("one", "two")]
    scope = made[0].pen().scope
    old = made[1].pen().scope
    made[1].store.rescope(old, scope)
    made[1].store.settings.put("scope", scope)
    yield made[0], made[1]
    for book in made:
        book.close()


def meet(one: Workspace, other: Workspace) -> None:
    for source, target in ((one, other), (other, one)):
        target.store.apply(list(source.store.log.all(source.pen().scope)))


def test_what_was_sealed_opens_after_the_passphrase_and_each_opening_is_logged(
    book: Workspace, talk: Talk
) -> None:
    sealing = book.confidential
    sealing.begin(SECRET, cost=CHEAP)
    sealing.lock()
    sealing.write(talk.id, {"body": WORDS, "subject": "家事"})
    with pytest.raises(WrongPassphrase):
        sealing.open(talk.id, "body")
    sealing.unlock(SECRET)
    assert sealing.open(talk.id, "body", purpose="回访") == WORDS
    (entry,) = book.access.of(talk.id)
    assert (entry.way, entry.field, entry.purpose) == (AccessWay.open_sealed, "body", "回访")
    assert book.records.raw(talk.id).body["subject"] == "家事"  # type: ignore[union-attr]


def test_an_empty_field_opens_to_nothing_and_is_no_reading(book: Workspace, talk: Talk) -> None:
    assert book.confidential.open(talk.id, "body") == ""
    assert book.access.of(talk.id) == []


def test_without_a_key_nothing_is_written_in_the_open(book: Workspace, talk: Talk) -> None:
    with pytest.raises(NotFound):
        book.confidential.write(talk.id, {"body": WORDS})
    assert book.records.raw(talk.id).get("body") is None  # type: ignore[union-attr]
    with pytest.raises(InvalidRecord):
        book.records.change(talk.id, {"body": WORDS})


def test_the_key_is_forgotten_after_ten_minutes_and_at_the_lock(
    book: Workspace, talk: Talk
) -> None:
    clock = Monotonic()
    sealing = service(book, clock)
    sealing.begin(SECRET, cost=CHEAP)
    sealing.write(talk.id, {"body": WORDS})
    clock.at += MINUTES * 60 - 1
    assert sealing.open(talk.id, "body") == WORDS
    clock.at += 2
    assert sealing.left() == 0
    with pytest.raises(WrongPassphrase):
        sealing.open(talk.id, "body")
    sealing.unlock(SECRET)
    sealing.lock()
    assert sealing.left() == 0


def test_a_sealed_text_copied_to_another_record_does_not_open(book: Workspace, talk: Talk) -> None:
    sealing = book.confidential
    sealing.begin(SECRET, cost=CHEAP)
    sealing.write(talk.id, {"body": WORDS})
    box = book.records.raw(talk.id).body["body"]  # type: ignore[union-attr]
    book.records.change(talk.id, {"follow_up": box})
    with pytest.raises(StoreDamaged):
        sealing.open(talk.id, "follow_up")


def test_the_printed_key_opens_too_and_a_wrong_one_does_not(book: Workspace, talk: Talk) -> None:
    sealing = book.confidential
    printed = sealing.begin(SECRET, cost=CHEAP)
    sealing.write(talk.id, {"body": WORDS})
    sealing.lock()
    sealing.unlock(printed.lower().replace("-", ""))
    assert sealing.open(talk.id, "body") == WORDS
    with pytest.raises(WrongPassphrase):
        sealing.unlock(keys.recovery_key())


def test_a_changed_passphrase_opens_what_the_old_one_did(book: Workspace, talk: Talk) -> None:
    sealing = book.confidential
    printed = sealing.begin(SECRET, cost=CHEAP)
    sealing.write(talk.id, {"body": WORDS})
    assert sealing.change_passphrase(SECRET, NEXT, cost=CHEAP) == 1
    with pytest.raises(WrongPassphrase):
        sealing.unlock(SECRET)
    for secret in (NEXT, printed):
        sealing.unlock(secret)
        assert sealing.open(talk.id, "body") == WORDS


def test_the_next_secretary_opens_old_and_new_and_the_last_one_nothing_new(
    book: Workspace, talk: Talk
) -> None:
    sealing = book.confidential
    sealing.begin(SECRET, cost=CHEAP)
    old = sealing.chosen()
    sealing.write(talk.id, {"body": WORDS})
    sealing.hand_over(SECRET, NEXT, holder="高峻", cost=CHEAP)
    sealing.write(talk.id, {"follow_up": "下月再谈"})
    new = sealing.chosen()
    assert old is not None
    assert new is not None
    assert (new.holder, new.replaces, new.public != old.public) == ("高峻", [old.id], True)
    sealing.unlock(NEXT)
    assert sealing.open(talk.id, "body") == WORDS
    assert sealing.open(talk.id, "follow_up") == "下月再谈"
    with pytest.raises(WrongPassphrase):
        sealing.unlock(SECRET)


def test_a_key_is_not_deleted_and_its_making_is_not_undone(book: Workspace, talk: Talk) -> None:
    book.confidential.begin(SECRET, cost=CHEAP)
    key = book.confidential.chosen()
    assert key is not None
    with pytest.raises(Closed):
        book.records.delete(key.id)
    book.records.undo()
    assert book.records.raw(talk.id).deleted  # type: ignore[union-attr]
    assert book.confidential.chosen() is not None


def test_where_both_secrets_are_lost_a_new_key_begins_anew(book: Workspace, talk: Talk) -> None:
    sealing = book.confidential
    sealing.begin(SECRET, cost=CHEAP)
    sealing.write(talk.id, {"body": WORDS})
    sealing.begin(NEXT, cost=CHEAP)
    sealing.write(talk.id, {"follow_up": "再谈"})
    assert sealing.open(talk.id, "follow_up") == "再谈"
    with pytest.raises(NotFound):
        sealing.open(talk.id, "body")


def test_short_passphrases_and_the_books_own_are_refused(book: Workspace) -> None:
    with pytest.raises(InvalidRecord):
        book.confidential.begin("short", cost=CHEAP)
    book.change_passphrase("secret1", "secret-of-the-book", cost=CHEAP)
    with pytest.raises(InvalidRecord):
        book.confidential.begin("secret-of-the-book", cost=CHEAP)
    assert book.confidential.chosen() is None


def test_keys_made_apart_are_both_kept_and_one_is_chosen_for_new_texts(
    two: tuple[Workspace, Workspace],
) -> None:
    talks = []
    for book, secret in zip(two, (SECRET, NEXT), strict=True):
        a, b = (book.records.add("member", {"name": n}) for n in ("甲", "乙"))
        talks.append(book.records.add("heart_to_heart_talk", {"initiator": a, "partner": b}))
        book.confidential.begin(secret, cost=CHEAP)
        book.confidential.write(talks[-1], {"body": WORDS})
        book.confidential.lock()
    meet(*two)
    one = two[0]
    first, second = (book.confidential.chosen() for book in two)
    assert first is not None
    assert second is not None
    assert first.public == second.public
    assert len(one.confidential.held()) == 2
    one.confidential.unlock(SECRET)
    assert one.confidential.open(talks[0], "body") == WORDS
    with pytest.raises(NotFound):
        one.confidential.open(talks[1], "body")
    # Both under one passphrase: whoever knows both puts them together.
    one.confidential.change_passphrase(NEXT, SECRET, cost=CHEAP)
    one.confidential.unlock(SECRET)
    assert one.confidential.open(talks[1], "body") == WORDS


def test_passphrases_changed_apart_both_open_until_one_is_chosen(
    two: tuple[Workspace, Workspace],
) -> None:
    one, other = two
    one.confidential.begin(SECRET, cost=CHEAP)
    meet(one, other)
    one.confidential.change_passphrase(SECRET, "one-passphrase", cost=CHEAP)
    other.confidential.change_passphrase(SECRET, "two-passphrase", cost=CHEAP)
    meet(one, other)
    for secret in ("one-passphrase", "two-passphrase"):
        one.confidential.unlock(secret)
        assert one.confidential.left()


def test_another_laptop_hands_in_a_text_that_only_the_holder_opens(
    two: tuple[Workspace, Workspace],
) -> None:
    one, other = two
    one.confidential.begin(SECRET, cost=CHEAP)
    member = one.records.add("member", {"name": "才让"})
    meeting = one.records.add("activity", {"type": "organizational_life_meeting"})
    meet(one, other)
    fields = {"activity": meeting, "member": member}
    handed = other.records.add("self_examination", fields)
    other.confidential.write(handed, {"text": WORDS})
    meet(one, other)
    one.confidential.unlock(SECRET)
    assert one.confidential.open(handed, "text") == WORDS


def test_many_texts_are_opened_with_one_entry(book: Workspace, talk: Talk) -> None:
    sealing = book.confidential
    sealing.begin(SECRET, cost=CHEAP)
    places = [Place("heart_to_heart_talk", talk.id, f) for f in ("body", "follow_up")]
    texts = [Sealed(p, sealing.sealed(p, f"{p.field}说")) for p in places]
    assert sealing.open_all(texts, "both", about=talk.id) == ["body说", "follow_up说"]
    assert len(book.access.of(talk.id)) == 1


def test_the_words_stand_nowhere_but_in_the_seal(
    book: Workspace, talk: Talk, tmp_path: Path
) -> None:
    sealing, plain = book.confidential, "ZYXW-4711-plain"
    sealing.begin(SECRET, cost=CHEAP)
    sealing.write(talk.id, {"body": plain})
    sealing.open(talk.id, "body")
    for word in ("ZYXW", "4711", plain):
        assert book.records.find(book.records.query("heart_to_heart_talk", text=word)) == []
    assert plain not in everything(book.store)
    assert SECRET not in everything(book.store)
    backup = book.backups.make(tmp_path / "backup.db")
    restored = Workspace.restore(tmp_path / "again", backup, "secret1")
    assert plain not in everything(restored.store)
    restored.close()


def test_hq_and_what_travels_there_have_the_seal_alone(
    book: Workspace, talk: Talk, tmp_path: Path
) -> None:
    plain = "ZYXW-4711-plain"
    book.confidential.begin(SECRET, cost=CHEAP)
    book.confidential.write(talk.id, {"body": plain})
    hq = Headquarters.create(tmp_path / "hq", "secret1", name="党群工作部", cost=CHEAP).hq
    request, answer, bundle = (tmp_path / n for n in ("a.request", "a.cert", "a.sxbundle"))
    request.write_bytes(book.enrolling.request_bytes("周建国"))
    answer.write_bytes(hq.enrol(request).certificate)
    book.enrolling.take_certificate(answer)
    book.syncing.write_bundle(bundle, Silent())
    hq.ingest([bundle], tmp_path / "answers")
    held = everything(hq.store)
    assert talk.id in held
    assert "sealed1." in held
    assert plain not in held
    assert plain.encode() not in bundle.read_bytes()
    hq.close()


def test_lists_tables_histories_and_papers_say_only_that_it_is_sealed(
    book: Workspace, talk: Talk, tmp_path: Path
) -> None:
    book.confidential.begin(SECRET, cost=CHEAP)
    book.confidential.write(talk.id, {"body": WORDS})
    kind, t = book.kinds["heart_to_heart_talk"], Catalogue("zh_CN")
    query = book.records.query(kind.name)
    for sensitive in (False, True):
        table = Listings(book.records).table(kind, query, t, Silent(), sensitive=sensitive)
        file = tmp_path / f"{sensitive}.csv"
        save_listing(table, file)
        said = file.read_text(encoding="utf-8-sig")
        assert "sealed1." not in said
        assert WORDS not in said
        assert ("密封，未打开" in said) is sensitive
    record = book.records.raw(talk.id)
    assert record is not None
    assert flat(record)["body"] == "sealed"


def everything(store: Store) -> str:
    """Return all rows of the book's tables as text."""
    tables = ("log", "record", "touch", "waiting", "pack", "setting", "inbox", "spool")
    return "".join(
        repr(row) for name in tables for row in store.engine.rows(f"select * from {name}")
    )

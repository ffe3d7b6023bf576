"""What the session promises: each side gives what the other lacks, no more, whoever speaks first."""

from collections.abc import Sequence

from sync.core.message import End, Message
from sync.core.session import Branch, Known, Parcel, Session

A, B = "aa" * 8, "bb" * 8


class Paper:
    """A shelf of packs in memory: key -> [(last, body)], one change each."""

    def __init__(self, held: dict[str, int], second: Branch | None = None) -> None:
        self.held, self.second = held, second

    def branches(self, scope: str) -> Sequence[Branch]:
        main = [Branch(a, a, n, self.mark(scope, a, n)) for a, n in self.held.items()]
        return [*main, *([self.second] if self.second else [])]

    def mark(self, scope: str, actor: str, seq: int) -> bytes:
        return f"{actor[:2]}{seq:06d}".encode()

    def packs(self, scope: str, key: str, after: int) -> list[Parcel]:
        end = self.held.get(key, self.second.end if self.second else 0)
        return [Parcel(n, f"{key[:2]}{n}".encode()) for n in range(after + 1, end + 1)]

    def holds(self, scope: str, key: str, after: int) -> bool:
        return bool(self.packs(scope, key, after))

    def receipts(self, scope: str, after: int) -> list[bytes]:
        return [f"r{n}".encode() for n in range(after + 1, 4)]

    def receipt(self, scope: str) -> int:
        return 3

    def paper(self, actor: str) -> bytes | None:
        return actor[:2].encode()


def packs(message: Message) -> list[bytes]:
    return [body for part in message.parts for body in part.packs]


def test_a_first_meeting_gives_everything_with_the_credentials() -> None:
    said = Session(["site"]).speak(Paper({A: 2, B: 1}))
    assert packs(said) == [b"aa1", b"aa2", b"bb1"]
    assert said.papers == (b"aa", b"bb")
    assert said.parts[0].receipts == (b"r1", b"r2", b"r3")


def test_two_machines_of_one_kind_bring_each_other_up_to_date() -> None:
    laptop, hq = Paper({A: 3, B: 1}), Paper({A: 1, B: 2})
    caller, answerer = (
        Session(["site"], {"site": Known((End(bytes.fromhex(A), 1),))}),
        Session(["site"]),
    )
    asked = caller.speak(laptop)
    assert packs(asked) == [b"aa2", b"aa3", b"bb1"]
    answerer.hear(asked)
    answered = answerer.speak(hq)
    assert packs(answered) == [b"bb2"]
    assert answered.papers == ()
    caller.hear(answered)
    assert not answerer.owes(hq)


def test_what_did_not_fit_in_goes_with_the_next_turn() -> None:
    session, shelf = Session(["site"], room=4), Paper({A: 3})
    first = session.speak(shelf)
    assert (packs(first), first.more) == ([b"aa1"], True)
    assert (packs(session.speak(shelf)), session.owes(shelf)) == ([b"aa2"], True)
    last = session.speak(shelf)
    assert (packs(last), last.more) == ([b"aa3"], False)
    assert not session.owes(shelf)


def test_an_hq_that_turns_out_to_hold_less_gets_the_rest() -> None:
    session, shelf = Session(["site"], {"site": Known((End(bytes.fromhex(A), 3),))}), Paper({A: 3})
    assert packs(session.speak(shelf)) == []
    session.hear(Session(["site"]).speak(Paper({A: 1})))
    assert session.owes(shelf)
    assert packs(session.speak(shelf)) == [b"aa2", b"aa3"]


def test_another_hash_at_the_same_number_is_another_branch() -> None:
    theirs = End(bytes.fromhex(A), 2, b"otherone")
    session = Session(["site"], {"site": Known((theirs,))})
    assert packs(session.speak(Paper({A: 3}))) == [b"aa1", b"aa2", b"aa3"]
    second = Branch(A, B, 2, b"otherone", {(2, b"otherone"): 1})
    both = Session(["site"], {"site": Known((theirs,))})
    assert packs(both.speak(Paper({A: 3}, second))) == [b"aa1", b"aa2", b"aa3"]


def test_an_end_beyond_ours_is_on_our_branch_until_shown_otherwise() -> None:
    ahead = Known((End(bytes.fromhex(A), 9, b"markmark"),))
    assert packs(Session(["site"], {"site": ahead}).speak(Paper({A: 3}))) == []
    second = Branch(A, B, 9, b"markmark", {(9, b"markmark"): 2})
    assert len(packs(Session(["site"], {"site": ahead}).speak(Paper({A: 3}, second)))) == 3

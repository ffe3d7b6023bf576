"""Writes samples of what this release puts on a stick and on the wire.

Run once for each release that changes a format: ``python -m tests.formats.make tests/formats/N``.
A folder that is there stays as it is: what a release wrote is never written again.
"""

import json
import sys
import tempfile
from pathlib import Path

import msgspec

from db.model.progress import Silent
from sync.core.bundle import Front
from sync.transports import bundle
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop, state

NAMES = ("甲", "乙")


def write(folder: Path) -> None:
    """Write one sample of each format: papers, a bundle for HQ and the one that answers it."""
    folder.mkdir()
    with tempfile.TemporaryDirectory() as place:
        clock = Clock()
        hq = Headquarter(Path(place), clock)
        one, two = (Laptop(Path(place), clock, name) for name in NAMES)
        (folder / "enrolment.request").write_bytes(one.request())
        (folder / "certificate.json").write_bytes(hq.enrol(one))
        hq.enrol(two)
        _a_branch(one, two)
        _sticks(folder, one, hq)
        _told(folder, hq, one)


def _a_branch(one: Laptop, two: Laptop) -> None:
    """Let two laptops write, meet and differ; the first holds everything in the end."""
    meeting = one.edit(
        title="五月第一次会议", minutes="传达上级通知，逐条对照本工区落实情况。" * 40
    )
    for n in range(30):
        one.edit(on=meeting, member=n, status="present")
    _meet(one, two)
    two.edit(meeting, title="五月第一次支部大会")
    one.edit(meeting, title="五月支部大会", count=12, share=0.5, tags=["安全", None, True])
    _meet(two, one)
    one.edit(meeting, minutes="传达上级通知，逐条对照本工区落实情况。补记一句。" * 40)
    one.edit(title="\U00020bb7田 𠮷 e\u0301 \ue5e5")


def _meet(giver: Laptop, taker: Laptop) -> None:
    messages, _ = giver.engine().depart([])
    taker.engine().arrive(messages, "stick", Silent())


def _sticks(folder: Path, one: Laptop, hq: Headquarter) -> None:
    messages, done = one.engine().depart([])
    front = Front("一分部党支部", one.actor, one.name, one.clock(), done.sent)
    cargo = bundle.Cargo(front, messages)
    bundle.write(folder / "branch.sxbundle", cargo, [bytes.fromhex(hq.office.receive)], Silent())
    for message in messages:
        hq.hub.take(message, Silent())
    answer = bundle.Cargo(
        Front("", hq.office.actor, hq.office.name, one.clock(), 0), hq.hub.letter(SCOPE, [])
    )
    bundle.write(folder / "answer.sxbundle", answer, [one.keys.receive_public], Silent())


def _told(folder: Path, hq: Headquarter, one: Laptop) -> None:
    """Write the keys that open the samples, and what must come out of them."""
    said = {
        "office": msgspec.to_builtins(hq.office),
        "office_keys": [k.hex() for k in hq.keys],
        "device": one.actor,
        "device_keys": [k.hex() for k in one.keys],
        "state": {name: list(found[:2]) for name, found in state(hq.store).items()},
        "changes": sum(hq.store.log.vector(SCOPE).values()),
    }
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "told.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))

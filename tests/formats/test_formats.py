"""What any release ever wrote is taken by this one: papers, sticks both ways, packs, receipts."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.model.errors import PeerBroke
from db.model.progress import Silent
from sync import enrolment
from sync.core.pack import opened
from sync.core.papers import CERTIFICATE, Certificate, Credential, Office, read
from sync.engine import Engine
from sync.identity import Keys
from sync.replica import Replica
from sync.server.hub import Hub
from sync.transports import bundle
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop, state
from tests.sync.workload import month

RELEASES = sorted(p for p in Path(__file__).parent.iterdir() if (p / "told.json").exists())


@pytest.fixture(params=RELEASES, ids=lambda p: p.name)
def sample(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def told(sample: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((sample / "told.json").read_text(encoding="utf-8"))
    return found


def office_of(sample: Path) -> tuple[Office, Keys]:
    said = told(sample)
    sign, receive = (bytes.fromhex(k) for k in said["office_keys"])
    return msgspec.convert(said["office"], Office), Keys(sign, receive)


def hub_of(sample: Path, tmp_path: Path) -> tuple[Hub, Replica]:
    hq = Headquarter(tmp_path, Clock(), plain=True)
    office, keys = office_of(sample)
    hq.store.settings.put("actor", office.actor)
    replica = Replica(hq.store, office, keys)
    replica.trust.meet(enrolment.shown((sample / "certificate.json").read_bytes()))
    return Hub(replica, keys), replica


def test_papers_of_every_release_are_read(sample: Path) -> None:
    office, _ = office_of(sample)
    asked = enrolment.asked((sample / "enrolment.request").read_bytes())
    held = read(
        CERTIFICATE, Certificate, (sample / "certificate.json").read_bytes(), lambda _: office.root
    )
    assert (asked.actor, held.actor) == (told(sample)["device"],) * 2


def test_a_stick_of_every_release_is_taken_in_whole_by_hq(sample: Path, tmp_path: Path) -> None:
    hub, replica = hub_of(sample, tmp_path)
    _, keys = office_of(sample)
    found = bundle.read(sample / "branch.sxbundle", [keys.receive], None, Silent())
    reports = [hub.take(message, Silent()) for message in found.messages]
    assert [r.aside for r in reports] == [()] * len(reports)
    said = told(sample)
    held = {name: list(found[:2]) for name, found in state(replica.store).items()}
    assert held == said["state"]
    assert sum(replica.store.log.vector(SCOPE).values()) == said["changes"]


def test_an_answer_of_every_release_is_taken_in_whole_by_a_laptop(
    sample: Path, tmp_path: Path
) -> None:
    said, (office, _) = told(sample), office_of(sample)
    laptop = Laptop(tmp_path, Clock(), plain=True)
    laptop.store.settings.put("actor", said["device"])
    laptop.store.settings.put("scope", SCOPE)
    laptop.store.settings.put("devices", [said["device"]])
    laptop.store.settings.put(f"device/{said['device']}", said["device_keys"])
    certificate = (sample / "certificate.json").read_bytes()
    laptop.identity.keep(said["device"], Credential(certificate))
    laptop.identity.trust(office)
    found = bundle.read(sample / "answer.sxbundle", [laptop.keys.receive], None, Silent())
    done = Engine(laptop.replica(), (SCOPE,)).arrive(found.messages, "answer", Silent())
    assert done.aside == ()
    assert done.receipt is not None
    assert {n: list(f[:2]) for n, f in state(laptop.store).items()} == said["state"]


def test_a_month_in_a_pack_of_the_first_release_opens() -> None:
    body = (Path(__file__).parent / "1" / "month.pack").read_bytes()
    public = Ed25519PrivateKey.from_private_bytes(bytes(range(32))).public_key()
    found = opened(body, public.public_bytes_raw())
    assert found.header.codec == 1
    assert list(found.changes) == month()
    for at in range(0, len(body), 97):
        spoilt = bytearray(body)
        spoilt[at] ^= 4
        with pytest.raises(PeerBroke):
            opened(bytes(spoilt), public.public_bytes_raw())

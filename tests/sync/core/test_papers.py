"""What papers promise: signed as they stand, and a chain of them leads from HQ to one device."""

import json

import msgspec
import pytest

from db.model.errors import BundleError
from sync.core.papers import (
    CERTIFICATE,
    REQUEST,
    SUCCESSION,
    Certificate,
    Credential,
    Office,
    Request,
    Succession,
    granted,
    is_paper,
    read,
    written,
)
from sync.identity import Keys, new_keys

ROOT, OFFICE, DEVICE, NEXT = (new_keys() for _ in range(4))
A, B, C = "aa" * 8, "bb" * 8, "cc" * 8
HQ = Office("党群工作部", "00" * 8, ROOT.sign_public.hex(), OFFICE.sign_public.hex(), "")


def certificate(actor: str = A, keys: Keys = DEVICE, root: Keys = ROOT) -> bytes:
    said = Certificate(
        actor,
        "laptop",
        "周建国",
        "一支部",
        "site",
        {"site": "rw", "up": "r"},
        keys.sign_public.hex(),
        keys.receive_public.hex(),
        HQ,
        "2026-05-22T00:00:00Z",
    )
    return written(CERTIFICATE, said, root.sign)


def succession(old: str, new: str, by: Keys, keys: Keys) -> bytes:
    said = Succession(old, new, keys.sign_public.hex(), keys.receive_public.hex(), "")
    return written(SUCCESSION, said, by.sign)


def shown(*papers: bytes) -> bytes:
    return msgspec.msgpack.encode(Credential(papers[0], papers[1:]))


def test_a_paper_is_text_that_people_can_read() -> None:
    text = certificate().decode()
    assert "周建国" in text
    assert json.loads(text)["body"]["branch"] == "一支部"
    assert is_paper(CERTIFICATE, certificate())


def test_a_certificate_grants_what_it_says() -> None:
    grant = granted(shown(certificate()), ROOT.sign_public)
    assert (grant.actor, grant.sign, grant.formers) == (A, DEVICE.sign_public, ())
    assert [grant.may("w", "site"), grant.may("r", "up")] == [True, True]
    assert [grant.may("w", "up"), grant.may("r", "elsewhere")] == [False, False]


def test_a_successor_has_the_rights_of_the_one_before() -> None:
    chain = shown(certificate(), succession(A, B, DEVICE, NEXT), succession(B, C, NEXT, DEVICE))
    grant = granted(chain, ROOT.sign_public)
    assert (grant.actor, grant.sign, grant.formers) == (C, DEVICE.sign_public, (A, B))
    assert grant.may("w", "site")


@pytest.mark.parametrize(
    "chain",
    [
        shown(certificate(root=NEXT)),
        shown(certificate(), succession(A, B, NEXT, NEXT)),
        shown(certificate(), succession(B, C, DEVICE, NEXT)),
        shown(succession(A, B, DEVICE, NEXT)),
        shown(b"{}"),
        b"\x92",
        b"",
    ],
)
def test_a_chain_that_does_not_hold_is_refused(chain: bytes) -> None:
    with pytest.raises(BundleError):
        granted(chain, ROOT.sign_public)


def test_a_paper_of_one_kind_is_none_of_another() -> None:
    asked = Request(A, "d", "h", "b", "s", DEVICE.sign_public.hex(), "", "")
    raw = written(REQUEST, asked, DEVICE.sign)
    assert read(REQUEST, Request, raw, lambda r: r.sign) == asked
    with pytest.raises(BundleError, match="not a certificate"):
        read(CERTIFICATE, Certificate, raw, lambda _: ROOT.sign_public.hex())
    renamed = raw.replace(REQUEST.encode(), CERTIFICATE.encode())
    with pytest.raises(BundleError):
        read(CERTIFICATE, Request, renamed, lambda r: r.sign)

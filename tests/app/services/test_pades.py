"""A signature in a PDF: made offline, the same key each time, and any change is seen."""

import io
import os
import re
from datetime import datetime
from pathlib import Path

import page
import pikepdf
import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports.paper import Prose
from app.services import pades
from app.services.pades import PaperKey, Signer, Verdict, verdict
from app.site import SITE
from tests.app.reports.book import paper_of, sheet_of
from tests.app.reports.test_typesetting import pdf_of
from tests.house.tree import ROOT

DEVICE, ACTOR, BRANCH = bytes(range(32)), "ab12cd34ab12cd34", "109国道改造项目部联合党支部"


@pytest.fixture(scope="module")
def key() -> PaperKey:
    return PaperKey(DEVICE, ACTOR, BRANCH)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return pdf_of(paper_of(sheet_of(Prose(("支部大会" * 400,)))))


@pytest.fixture(scope="module")
def signed(key: PaperKey, plain: bytes) -> bytes:
    return Signer(key, name=BRANCH, reason="检查材料").signed(plain).content


def test_a_device_has_the_same_certificate_each_time_and_no_other_has_it(key: PaperKey) -> None:
    assert PaperKey(DEVICE, ACTOR, BRANCH).certificate == key.certificate
    assert PaperKey(os.urandom(32), ACTOR, BRANCH).certificate != key.certificate
    held = x509.load_der_x509_certificate(key.certificate)
    held.verify_directly_issued_by(held)
    assert BRANCH in held.subject.rfc4514_string()


@given(device=st.binary(min_size=32, max_size=32))
def test_every_device_key_leads_to_a_paper_key(device: bytes) -> None:
    assert PaperKey(device, ACTOR, BRANCH).private.key_size == 256


@pytest.mark.parametrize("branch", ["", "很长的名字" * 40])
def test_a_branch_of_any_name_can_sign(branch: str, plain: bytes) -> None:
    key = PaperKey(DEVICE, ACTOR, branch)
    assert verdict(Signer(key, name=branch, reason="").signed(plain).content, key.certificate).own


def test_a_signed_pdf_is_whole_is_ours_and_says_its_pages(key: PaperKey, plain: bytes) -> None:
    made = Signer(key, name=BRANCH, reason="检查材料").signed(plain)
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        assert made.pages == len(pdf.pages)
    assert verdict(made.content, key.certificate) == Verdict(present=True, intact=True, own=True)
    assert made.content.startswith(plain)


def test_it_was_signed_when_the_book_s_clock_said(key: PaperKey, plain: bytes) -> None:
    at = datetime(2026, 5, 30, 18, 0, tzinfo=SITE)
    made = Signer(key, name=BRANCH, reason="检查材料", at=at).signed(plain)
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert str(field.V.M) == "D:20260530180000+08'00'"
    assert verdict(made.content, key.certificate).own


@pytest.mark.parametrize("area", [None, (28.0, 35.0, 184.0, 65.0)])
def test_it_stays_pdf_a(
    key: PaperKey, plain: bytes, area: tuple[float, float, float, float] | None
) -> None:
    made = Signer(key, name=BRANCH, reason="检查材料").signed(plain, area=area).content
    report = page.validate_pdf_bytes(made, profile=page.ValidationProfile.PDF_A_3A)
    assert report.is_compliant, [f.rule_id for f in report.failures]


def test_a_stranger_s_certificate_is_not_ours(signed: bytes) -> None:
    other = PaperKey(os.urandom(32), ACTOR, BRANCH)
    assert verdict(signed, other.certificate) == Verdict(present=True, intact=True, own=False)


def test_what_was_put_behind_it_is_seen(signed: bytes, key: PaperKey) -> None:
    assert not verdict(signed + b"\n% more", key.certificate).intact


def test_a_page_without_a_signature_has_none(plain: bytes, key: PaperKey) -> None:
    assert verdict(plain, key.certificate) == Verdict()


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_no_bit_that_it_covers_can_change(
    data: st.DataObject, signed: bytes, key: PaperKey
) -> None:
    # Between the two covered ranges lies the signature itself, padded with zeros.
    hole = signed.index(b"/Contents <") if b"/Contents <" in signed else signed.index(b"/Contents<")
    end = signed.index(b">", hole + 12)
    at = data.draw(st.integers(0, len(signed) - 1).filter(lambda n: not hole < n <= end))
    spoilt = bytearray(signed)
    spoilt[at] ^= 1 << data.draw(st.integers(0, 7))
    assert not verdict(bytes(spoilt), key.certificate).intact


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    assert not verdict(b"%PDF-1.7\n" + raw, b"").intact


def test_the_frozen_program_has_what_is_loaded_by_name() -> None:
    loaded = re.findall(r'import_module\("([\w.]+)"\)', Path(pades.__file__).read_text("utf-8"))
    recipe = (ROOT / "build.spec").read_text("utf-8")
    assert len(loaded) > 8
    assert [name for name in loaded if f'"{name}"' not in recipe] == []

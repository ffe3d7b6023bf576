"""A folder that was touched says so, and says what it means; a whole one says who vouches for it."""

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.manifest import NAME, End, Manifest, Vouching, read, written
from app.services.verifying import Verified, verify
from app.words import Catalogue
from db.model.errors import NotFound
from sync.core import receipt
from sync.core.receipt import Holding, Statement
from sync.identity import new_keys
from sync.tenure import OfficeKeys
from tests.app.services.folders import TODAY, Site, close, site


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    found = site(tmp_path_factory.mktemp("branch"))
    yield found
    close(found)


@pytest.fixture(scope="module")
def made(branch: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "检查材料"
    branch.make(folder, boxes=(1, 4, 9, 14))
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy that may be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "U盘" / "检查材料 副本"))


def wrong(found: Verified) -> list[tuple[str, str]]:
    return [(line.key, line.path) for line in found.lines if line.tone == "bad"]


def texts(found: Verified) -> str:
    return "\n".join(line.said(Catalogue("en")) for line in found.lines)


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_whole_folder_is_good_and_names_who_vouches(folder: Path, branch: Site) -> None:
    found = verify(folder, TODAY)
    assert found.good
    assert [line.key for line in found.lines if line.tone == "ok"] == [
        *("manifest", "certificate", "receipts", "chain", "files", "signatures"),
    ]
    assert "王海燕" in texts(found)
    assert found.root_words == branch.book.enrolling.state().words
    assert found.device_words == branch.book.enrolling.state().own_words
    assert found.root_words in texts(found)


def test_it_needs_nothing_but_the_folder(folder: Path, tmp_path: Path) -> None:
    alone = Path(shutil.move(folder, tmp_path / "别处"))
    assert verify(alone, TODAY).good


def flips(folder: Path) -> st.SearchStrategy[tuple[str, int, int]]:
    return st.sampled_from(names(folder)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.integers(0, (folder / name).stat().st_size - 1),
            st.integers(0, 7),
        )
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_bit_that_flips_in_any_file_is_found_and_the_file_is_named(
    data: st.DataObject, made: Path
) -> None:
    name, at, bit = data.draw(flips(made))
    path = made / name
    whole = path.read_bytes()
    spoilt = bytearray(whole)
    spoilt[at] ^= 1 << bit
    path.write_bytes(bytes(spoilt))
    try:
        found = verify(made, TODAY)
        assert not found.good
        assert name in {path for _, path in wrong(found)}
    finally:
        path.write_bytes(whole)


def test_every_file_that_is_missing_is_named(folder: Path) -> None:
    for name in names(folder):
        content = (folder / name).read_bytes()
        (folder / name).unlink()
        found = verify(folder, TODAY)
        assert [path for _, path in wrong(found)] == [name]
        assert "missing" in texts(found)
        (folder / name).write_bytes(content)
    assert verify(folder, TODAY).good


def test_a_file_that_was_added_is_named(folder: Path) -> None:
    (folder / "evidence" / "补充.jpg").write_bytes(b"new")
    found = verify(folder, TODAY)
    assert wrong(found) == [("added", "evidence/补充.jpg")]


def test_a_file_under_another_name_is_told_from_one_that_is_gone(folder: Path) -> None:
    old = next(n for n in names(folder) if n.startswith("04"))
    (folder / old).rename(folder / "04 新名.pdf")
    found = verify(folder, TODAY)
    assert wrong(found) == [("name", old)]
    assert "04 新名.pdf" in texts(found)


def test_two_files_that_changed_places_are_both_named(folder: Path) -> None:
    first, second = [n for n in names(folder) if n.endswith(".pdf")][1:3]
    (folder / first).rename(folder / "x")
    (folder / second).rename(folder / first)
    (folder / "x").rename(folder / second)
    assert sorted(wrong(verify(folder, TODAY))) == [("hash", first), ("hash", second)]


def test_a_link_is_no_file(folder: Path, tmp_path: Path) -> None:
    name = next(n for n in names(folder) if n.startswith("04"))
    (folder / name).rename(tmp_path / "elsewhere.pdf")
    (folder / name).symlink_to(tmp_path / "elsewhere.pdf")
    assert ("hash", name) in wrong(verify(folder, TODAY))


def test_what_a_computer_leaves_by_itself_is_named_and_harmless(folder: Path) -> None:
    for name in ("Thumbs.db", ".DS_Store", "evidence/._会场.jpg"):
        (folder / name).write_bytes(b"clutter")
    found = verify(folder, TODAY)
    assert found.good
    assert sum(line.key == "added" for line in found.lines) == 3


def test_without_a_manifest_each_pdf_still_says_whether_it_is_whole(folder: Path) -> None:
    (folder / NAME).unlink()
    pdf = next(p for p in folder.glob("04*.pdf"))
    content = bytearray(pdf.read_bytes())
    content[2000] ^= 1
    pdf.write_bytes(bytes(content))
    found = verify(folder, TODAY)
    assert wrong(found) == [("manifest", NAME), ("signature", pdf.name)]
    assert found.manifest is None


@pytest.mark.parametrize("junk", [b"", b"{}", b"[1]", b"\xff" * 99, b'{"format":"suixing-folder"}'])
def test_a_manifest_that_is_none_is_said_to_be_damaged(folder: Path, junk: bytes) -> None:
    (folder / NAME).write_bytes(junk)
    found = verify(folder, TODAY)
    assert ("manifest", NAME) in wrong(found)


@settings(max_examples=200, deadline=None)
@given(raw=st.binary(max_size=400))
def test_no_bytes_break_the_reader(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("junk")
    (folder / NAME).write_bytes(raw)
    assert not verify(folder, TODAY).good
    shutil.rmtree(folder)


def test_there_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no folder"):
        verify(tmp_path / "none", TODAY)


# Somebody who can write a manifest anew, with or without the device's own key


def again(folder: Path, private: bytes, change: Callable[[Manifest], Manifest]) -> None:
    """Write the manifest anew as its own device would, with something else in it."""
    said = read((folder / NAME).read_bytes()).said
    (folder / NAME).write_bytes(written(change(said), private))


def vouching(**other: object) -> Callable[[Manifest], Manifest]:
    def change(said: Manifest) -> Manifest:
        held = msgspec.structs.replace(said.vouching, **other)
        return msgspec.structs.replace(said, vouching=held)

    return change


def own_key(branch: Site) -> bytes:
    actor = branch.book.pen().actor
    return bytes.fromhex(branch.book.store.settings.get(f"device/{actor}")[0])


def receipts_of(vouched: Vouching) -> list[bytes]:
    return [base64.b64decode(text) for text in vouched.receipts]


def encoded(*bodies: bytes) -> tuple[str, ...]:
    return tuple(base64.b64encode(body).decode() for body in bodies)


def test_a_manifest_that_anybody_else_signed_is_not_vouched_for(folder: Path) -> None:
    other = new_keys()
    again(folder, other.sign, vouching(key=other.sign_public.hex()))
    found = verify(folder, TODAY)
    assert ("certificate", "") in wrong(found)
    assert "do not name the key" in texts(found)


def test_a_receipt_that_hq_did_not_sign_is_found(folder: Path, branch: Site) -> None:
    body = receipts_of(read((folder / NAME).read_bytes()).said.vouching)[0]
    forged = receipt.signed(receipt.unchecked(body), new_keys().sign)
    again(folder, own_key(branch), vouching(receipts=encoded(forged)))
    assert "not signed by HQ" in texts(verify(folder, TODAY))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: msgspec.structs.replace(s, scope="ab" * 8), "another branch"),
        (
            lambda s: msgspec.structs.replace(
                s, holds=tuple(Holding(h.actor, h.seq, b"\2" * 32) for h in s.holds)
            ),
            "other records than these",
        ),
    ],
)
def test_a_receipt_from_elsewhere_is_found_although_hq_signed_it(
    folder: Path, branch: Site, change: Callable[[Statement], Statement], told: str
) -> None:
    body = receipts_of(read((folder / NAME).read_bytes()).said.vouching)[0]
    said = receipt.unchecked(body)
    other = change(said)
    signed = receipt.signed(other, OfficeKeys(branch.hq.store.settings).present().sign)
    again(folder, own_key(branch), vouching(receipts=encoded(signed)))
    found = verify(folder, TODAY)
    assert told in texts(found)
    assert not found.good


def test_a_chain_that_was_rewritten_below_a_receipt_is_found(folder: Path, branch: Site) -> None:
    said = read((folder / NAME).read_bytes()).said
    ends = tuple(End(e.actor, e.seq, "00" * 32) for e in said.vouching.ends)
    places = tuple(End(e.actor, e.seq, "00" * 32) for e in said.vouching.places)
    again(folder, own_key(branch), vouching(ends=ends, places=places))
    assert "other records than these" in texts(verify(folder, TODAY))


def test_papers_of_another_hq_do_not_lead_to_its_root(folder: Path, branch: Site) -> None:
    again(folder, own_key(branch), vouching(root=new_keys().sign_public.hex()))
    assert "does not lead to HQ's key" in texts(verify(folder, TODAY))


def test_a_name_that_leads_out_of_the_folder_is_not_followed(folder: Path, branch: Site) -> None:
    outside = folder.parent / "secret.txt"
    outside.write_bytes(b"x")

    def change(said: Manifest) -> Manifest:
        first = msgspec.structs.replace(said.files[0], path="../secret.txt")
        return msgspec.structs.replace(said, files=(first, *said.files[1:]))

    again(folder, own_key(branch), change)
    assert ("name", "../secret.txt") in wrong(verify(folder, TODAY))


def test_a_folder_that_outlived_its_date_says_so_and_stays_good(folder: Path) -> None:
    found = verify(folder, date(2027, 1, 1))
    assert found.good
    assert any(line.key == "until" for line in found.lines)


def test_before_enrolment_it_says_that_nobody_vouches(tmp_path: Path) -> None:
    lonely = site(tmp_path, enrolled=False)
    lonely.make(tmp_path / "folder", boxes=(1,))
    found = verify(tmp_path / "folder", TODAY)
    close(lonely)
    assert found.good
    assert found.root_words == ""
    assert "nobody vouches" in texts(found)


def test_receipts_of_a_key_that_hq_uses_no_longer_still_count(branch: Site, tmp_path: Path) -> None:
    late = site(tmp_path)
    late.hq.authority.rotate()
    late.book.records.add("project", {"name": "新标段"})
    late.sync()
    late.make(tmp_path / "folder", boxes=(1,))
    found = verify(tmp_path / "folder", TODAY)
    close(late)
    assert found.good
    manifest = json.loads((tmp_path / "folder" / NAME).read_text("utf-8"))
    assert len(manifest["body"]["vouching"]["receipts"]) == 2

"""Writes the corpus out of real objects: ``python -m tests.fuzz.seeds``.

What is there under a name of its own (every crasher that was found) stays; what stands here is
written anew.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from app.rules.shipped import shipped_text
from app.tags.shipped import shipped_text as tags_text
from db.model.change import GENESIS, Change, Op
from sync.core import bundle, codecs, direct, lean, message, papers, receipt
from sync.core.closing import Cut
from sync.core.columns import Run
from sync.core.message import Aside, End, Message, Parcel, Part, Refusal, Seen
from sync.core.pack import sealed
from sync.core.papers import (
    Certificate,
    Credential,
    Office,
    Request,
    Retired,
    Revocation,
    Succession,
    Tenure,
    written,
)
from sync.core.squeeze import RAW, patch, squeezed, unpacked
from sync.core.stream import boxes
from sync.core.texts import joined
from sync.core.varints import Source, counted, folded, varint, varints
from tests.fuzz import house
from tests.fuzz.targets import ASKED, BASE, ENDS, FACTS, KEYS, PRIVATE, PUBLIC, base
from tests.sync.workload import ACTOR, SCOPE, month

_RULES = """\
[pack]
id = "group"
version = "2026.1"
title_zh = "集团规则包"

[[rule]]
id = "R25"
effective_from = 2026-01-01
thresholds = { member_hours = 40, secretary_hours = 56.5 }

[[rule]]
id = "R01"
replaces = true
scope = ["temporary"]
severity = "I"
effective_from = 2026-01-01
effective_to = 2026-12-31

[[rule]]
id = "R19"
part = "alien"
effective_from = 2026-01-01
[rule.thresholds]
terms = [
  "某某街道", # 别处
  '某某社区',
]
"""
CORPUS = Path(__file__).parent / "corpus"
_LIMIT = 1 << 20


def changes() -> list[Change]:
    """Return a short run with every form of column in it."""
    first = month()[0]
    few = msgspec.structs.replace(first, ops=first.ops[:2])
    values = (
        *("同一个值", "同一个值", 3, -4, 1 << 40, "present", "2026-05-02", "2026-05-02T19:30:00"),
        *(f"{ACTOR}.1.0", [1, {"a": None}], True, 0.5, "", "branch", BASE + "补一句。"),
    )
    out = [few]
    for seq in range(2, 7):
        ops = [
            Op("note", f"{ACTOR}.{seq}.{n}", f"f{n % 7}", v, (f"{ACTOR}.1.0",) if n % 2 else ())
            for n, v in enumerate(values)
        ]
        child = f"{ACTOR}.1.0+{ACTOR}.{seq}.1"
        ops += [
            Op("attendance", child, "activity", f"{ACTOR}.1.0", ()),
            Op("branch", "branch", "text", BASE + str(seq), (f"{ACTOR}.1.0",)),
        ]
        out.append(
            Change(SCOPE, ACTOR, seq, (few.hlc >> 16) + seq << 16, "周建国", "new", tuple(ops))
        )
    return out


def _codecs(run: list[Change]) -> Iterator[tuple[str, str, bytes]]:
    for number, codec in codecs.CODECS.items():
        content = codec.encode(run, base)
        if content is not None:
            yield f"codec{number}", "run", content
    old = _first_format(run)
    yield "codec1", "run", old
    yield "pack1", "run", b"\x01" + old
    plain = codecs.CODECS[0].encode(run[:2], base) or b""
    yield "pack1", "plain", b"\x00" + plain
    yield "codec0", "raw", _raw_block(plain)
    yield "codec2", "raw", _raw_columns(codecs.CODECS[2].encode(run, base) or b"")


def _first_format(run: list[Change]) -> bytes:
    """Return two changes as codec 1 wrote them; it is only read any more."""
    table = [[], [], [["周建国", "new"]], [["note", "title", 0, 0], ["note", "n", 1, 1]]]
    ms = run[0].hlc >> 16
    streams = (
        varints((folded(ms), folded(1000))),
        varints((0, 3)),
        varints((0, 1, 2, 0, 1, 2)),
        varints((0, 1, 0, 1)),
        b"",
        varints((2, folded(0), folded(0), 2, folded(0), folded(1))),
        bytes([4]),
        bytes([3]) + varints((folded(5), folded(-2))),
    )
    encoding, text = joined([msgspec.json.encode(table).decode(), "第一次会议", "第二次会议"])
    numbers = bytes([encoding]) + b"".join(map(counted, streams))
    return counted(squeezed(numbers, (RAW,))) + squeezed(text, (RAW,))


def _raw_block(block: bytes) -> bytes:
    """Return a squeezed block that is not squeezed, so that a fuzzer reaches what is inside."""
    source = Source(block)
    method, length = source.byte(), source.varint()
    return squeezed(unpacked(method, source.rest(), length, _LIMIT), (RAW,))


def _raw_columns(content: bytes) -> bytes:
    source = Source(content)
    head, size = source.byte(), source.varint()
    one, two = head % 4, head // 4 % 4
    length = source.varint() if one else size
    numbers = unpacked(one, source.take(size), length, _LIMIT)
    length = source.varint() if two else source.left
    texts = unpacked(two, source.rest(), length, _LIMIT)
    return bytes([head & 0xF0]) + varint(len(numbers)) + numbers + texts


def _pieces() -> Iterator[tuple[str, str, bytes]]:
    yield "squeeze", "zstd", squeezed(BASE.encode())
    yield "squeeze", "raw", squeezed(b"abc", (RAW,))
    yield "squeeze", "bzip2", squeezed(BASE.encode() * 9, (2,))
    grown = (BASE + "补一句。").encode()
    yield "patch", "grown", varint(len(grown)) + patch(grown, BASE.encode())
    encoding, text = joined(["支部", "大会", "2026"])
    yield "texts", "gb18030", bytes([encoding]) + text
    yield "texts", "utf8", b"\x00" + text.decode("gb18030").encode()
    yield "ids", "two", varints((3, 0, 2, 4, 6, 8, 2, 4, 4, 0, 0))
    yield "numbers", "some", varints((0, 1, 127, 128, 1 << 62)) + msgspec.msgpack.encode([1, "a"])


def _messages(run: list[Change]) -> Iterator[tuple[str, str, bytes]]:
    first, second = sealed(run[:3], GENESIS, PRIVATE), None
    second = sealed(run[3:], first.head, PRIVATE, base)
    yield "pack", "first", first.body
    yield "pack", "second", second.body
    yield "header", "first", first.body
    actor, nonce = bytes.fromhex(ACTOR), bytes(8)
    ends = (End(actor, 6, second.head[:8]), ENDS[1])
    parts = (Part(SCOPE, ends, (first.body, second.body), (_receipt(),), 1),)
    full = Message(
        parts,
        (squeezed(_credential()),),
        (Seen(actor, 5, {f"{SCOPE}/{ACTOR}": 6}),),
        (Aside(SCOPE, ACTOR, 1, 6, "It is from {device}.", {"device": "x"}),),
        (bytes(32),),
        more=True,
    )
    short = Message((Part(SCOPE, ends[:1]),))
    no = Refusal("Refused", "HQ does not know this device ({actor}).", {"actor": ACTOR}, "Send.")
    parcel = Parcel(SCOPE, house.sha256(b"abc"), b"abc")
    for name, said in (("full", full), ("short", short), ("empty", Message())):
        inside = message.packed(said)
        yield "message", name, inside
        for target in ("hub-inside", "answer-inside"):
            yield target, name, b"\x00" + inside
        enclosed = message.enclosed(1, message.Stamp(ACTOR, 5, nonce), inside, PRIVATE)
        for target in ("envelope", "hub", "door", "answer"):
            yield target, name, enclosed
        brief = lean.written(said, FACTS)
        yield "lean", name, brief
        yield "hub-direct", name, b"\x00" + brief
        yield "answer-direct", name, brief
        asked = direct.asked(message.SYNC, ACTOR, 5, brief, PRIVATE)
        for target in ("question", "hub", "door"):
            yield target, f"{name}-direct", asked
        answered = direct.answered(direct.question_of(ASKED), 6, brief, PRIVATE)
        for target in ("answer-whole", "answer"):
            yield target, f"{name}-direct", answered
    yield "hub-direct", "parcel", b"\x02" + message.packed(parcel)
    yield "refusal", "no", message.packed(no)
    yield "parcel", "abc", message.packed(parcel)
    for target in ("hub-inside", "answer-inside"):
        yield target, "refusal", b"\x01" + message.packed(no)
        yield target, "parcel", b"\x02" + message.packed(parcel)
    yield "receipt", "one", _receipt()


def _receipt() -> bytes:
    holds = (receipt.Holding(bytes.fromhex(ACTOR), 6, bytes(32)),)
    return receipt.signed(receipt.Statement(SCOPE, 1, 5, holds), PRIVATE)


def _certificate() -> Certificate:
    office = Office(
        "党群工作部", ACTOR, PUBLIC, PUBLIC, KEYS.receive_public.hex(), "https://hq", ""
    )
    return Certificate(
        *(ACTOR, "laptop", "周建国", "一支部", SCOPE, {SCOPE: "rw"}, PUBLIC),
        *(KEYS.receive_public.hex(), office, "2026-05-22T00:00:00Z"),
    )


def _credential() -> bytes:
    certificate = written(papers.CERTIFICATE, _certificate(), PRIVATE)
    return msgspec.msgpack.encode(Credential(certificate, (_succession(),)))


def _succession() -> bytes:
    said = Succession(ACTOR, "f" * 16, PUBLIC, KEYS.receive_public.hex(), "2026-05-22T00:00:00Z")
    return written(papers.SUCCESSION, said, PRIVATE)


def _papers() -> Iterator[tuple[str, str, bytes]]:
    request = Request(
        *(ACTOR, "laptop", "周建国", "一支部", SCOPE, PUBLIC, KEYS.receive_public.hex(), "2026")
    )
    yield "paper", "request", written(papers.REQUEST, request, PRIVATE)
    yield "paper", "certificate", written(papers.CERTIFICATE, _certificate(), PRIVATE)
    yield "paper", "succession", _succession()
    revocation = Revocation(
        ACTOR, "laptop", "周建国", "一支部", {ACTOR: {SCOPE: (Cut(6, "00"),)}}, "lost", "2026"
    )
    tenure = Tenure(_certificate().hq, (Retired(PUBLIC, PUBLIC, 3, "00", 5),))
    for name, said in ((papers.REVOCATION, revocation), (papers.TENURE, tenure)):
        yield "paper", name, written(name, said, PRIVATE)
        yield "signed-paper", name, msgspec.json.encode(said)
    yield "signed-paper", "request", msgspec.json.encode(request)
    yield "signed-paper", "certificate", msgspec.json.encode(_certificate())
    yield "credential", "whole", _credential()


def _bundles(run: list[Change]) -> Iterator[tuple[str, str, bytes]]:
    front = msgspec.msgpack.encode(bundle.Front("一支部", ACTOR, "周建国", 5, 6, 1))
    frames = (
        bundle.frame(bundle.FRONT, front)
        + bundle.frame(bundle.MESSAGE_FRAME, sealed(run[:1], GENESIS, PRIVATE).body)
        + bundle.frame(bundle.FILE, house.sha256(b"abc"))
        + bundle.frame(bundle.PIECE, b"abc")
        + bundle.frame(bundle.PIECE, b"")
    )
    yield "bundle-frames", "whole", frames
    yield "bundle-inside", "whole", frames
    head = bundle.head_for([KEYS.receive_public], PRIVATE, bytes(16))
    whole = head + b"".join(boxes([frames], PRIVATE, house.sha256(head)))
    yield "bundle", "whole", whole + house.sha256(whole)
    yield "bundle-head", "one", head
    yield "bundle-stream", "two", b"".join(boxes([b"abc"], PRIVATE, b""))


_ROWS = "序号,姓名,性别,入党时间,身份证号\n1,周建国,男,2001-07-01,510101199001011234\n2,李 娜,女,2011年,\n"
_SHEET = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<dimension ref="A1:C3"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c>
<c r="B1" t="inlineStr"><is><t>入党时间</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is>
<t>周建国</t></is></c><c r="B2"><f>A1</f><v>45000</v></c></row></sheetData>
<mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells></worksheet>"""


_MATERIALS = """[pack]
id = "lectures"
version = "2026.1"
title_zh = "学习材料"
issued_on = 2026-04-01
[[material]]
code = "rights"
title = "法律维权"
kind = "lecture"
audience = ["一线党员"]
text = '''
第一问
'''
[[material]]
code = "notes"
title = "读本"
text = "正文"
"""


def _tables() -> Iterator[tuple[str, str, bytes]]:
    yield "roster-csv", "gb18030", _ROWS.encode("gb18030")
    yield "roster-csv", "utf8", _ROWS.encode("utf-8-sig")
    yield "roster-csv", "utf16", _ROWS.replace(",", "\t").encode("utf-16")
    yield "clipboard", "rows", _ROWS.replace(",", "\t").encode()
    yield "rules", "group", _RULES.encode()
    yield "rules", "practice", shipped_text("practice").encode()
    yield "tags", "ten", tags_text("shigong").encode()
    yield "materials", "two", _MATERIALS.encode()
    yield "roster-sheet", "sheet", _SHEET.encode()
    yield "roster-xlsx", "book", house.workbook(_SHEET.encode())


def _kept() -> Iterator[tuple[str, str, bytes]]:
    slot = {"name": "passphrase", "salt": "AAAAAAAAAAAAAAAAAAAAAA==", "nonce": "AAAAAAAAAAAAAAAA"}
    slots = msgspec.json.encode([{**slot, "box": "AAAA", "t": 1, "p": 1, "m": 8}])
    yield "slots", "one", slots
    said = {"made": "2026-05-22", "branch": "一支部"}
    manifest = {**said, "book": house.sha256(b"db").hex(), "keys": house.sha256(slots).hex()}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, part in (("book.db", b"db"), ("keys.json", slots)):
            archive.writestr(zipfile.ZipInfo(name), part)
        archive.writestr(zipfile.ZipInfo("manifest.json"), msgspec.json.encode(manifest))
    yield "backup", "whole", whole.getvalue()


def all_of_them() -> Iterator[tuple[str, str, bytes]]:
    """Yield (target, name, bytes) of every seed."""
    run = changes()
    assert Run(SCOPE, ACTOR, 1, len(run)).changes == 6
    yield from _codecs(run)
    yield from _pieces()
    yield from _messages(run)
    yield from _papers()
    yield from _bundles(run)
    yield from _tables()
    yield from _kept()


def main() -> None:
    """Write them."""
    for target, name, raw in all_of_them():
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"seed-{name}").write_bytes(raw)


if __name__ == "__main__":
    main()

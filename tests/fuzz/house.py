"""What targets need around a parser: an HQ and a laptop, files nowhere, a workbook around a sheet."""

import asyncio
import contextlib
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from db.model.errors import SuixingError
from db.model.progress import Progress, Silent
from sync.carrier import Tray
from sync.core import direct
from sync.core.door import SYNC
from sync.core.message import BLOB, REFUSAL, Stamp, enclosed
from sync.core.message import SYNC as TURN
from sync.server.web import door
from tests.sync.site import SCOPE, Clock, Headquarter, Laptop

_KINDS = (TURN, REFUSAL, BLOB, 9)


def sha256(raw: bytes) -> bytes:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(raw).digest()


def expected(run: Callable[[], object]) -> None:
    """Run a parser whose refusal is not the end of its target."""
    with contextlib.suppress(SuixingError):
        run()


class Files:
    """Takes attached files and keeps none."""

    def has(self, sha: str) -> bool:
        """Hold no file."""
        return len(sha) != 64

    def size(self, sha: str) -> int:
        """Hold no file."""
        return 0 * len(sha)

    def chunks(self, sha: str, offset: int = 0) -> Iterator[bytes]:
        """Yield nothing."""
        del sha, offset
        yield from ()

    def take(self, source: BinaryIO, name: str = "", expect: str = "") -> tuple[str, int]:
        """Read a file to its end."""
        del name, expect
        digest, size = hashlib.sha256(), 0
        while block := source.read(1 << 16):
            digest.update(block)
            size += len(block)
        return digest.hexdigest(), size


class Said:
    """A carrier whose other end says what a test wants; `make` gets the request."""

    way = "http"

    def __init__(self, make: Callable[[bytes], bytes]) -> None:
        self._make = make

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        """Answer."""
        progress.step(0, 1)
        tray.arrived = self._make(request)
        return tray.arrived


class Site:
    """An HQ and an enrolled laptop that has written something."""

    def __init__(self) -> None:
        folder, clock = Path(tempfile.mkdtemp(prefix="suixing-fuzz-")), Clock()
        self._hq = Headquarter(folder, clock, plain=True)
        self._laptop = Laptop(folder, clock, plain=True)
        self._hq.enrol(self._laptop, SCOPE)
        self._laptop.edit(title="a", text="b" * 99)
        self._laptop.sync(self._hq)
        self._app, self._key = door(self._hq.hub), self._laptop.replica().shared()

    def hub(self, raw: bytes) -> None:
        """Let HQ answer bytes; whatever comes, it answers."""
        assert self._hq.hub.exchange(raw)

    def hub_inside(self, raw: bytes) -> None:
        """Let HQ answer a message that an enrolled device did sign."""
        self.hub(self._enclosed(raw, self._laptop.actor, self._laptop.keys.sign, bytes(8)))

    def hub_direct(self, raw: bytes) -> None:
        """Let HQ answer a question that an enrolled device did ask."""
        kind = _KINDS[raw[0] % len(_KINDS)] if raw else TURN
        self.hub(direct.asked(kind, self._laptop.actor, 1, raw[1:], self._key))

    def door(self, raw: bytes) -> None:
        """Send a body through the web door."""
        status, body = asyncio.run(_asked(self._app, raw))
        assert status == 200, status
        assert body

    def answer(self, raw: bytes) -> None:
        """Let the laptop hear bytes in place of HQ's answer."""
        self._laptop.engine().sync(Said(lambda _: raw), Silent())

    def answer_inside(self, raw: bytes) -> None:
        """Let the laptop hear a message that HQ did sign."""
        hq = self._hq

        def made(request: bytes) -> bytes:
            nonce = direct.question_of(request).name
            return self._enclosed(raw, hq.office.actor, hq.keys.sign, nonce)

        self._laptop.engine().sync(Said(made), Silent())

    def answer_direct(self, raw: bytes) -> None:
        """Let the laptop hear an answer that HQ did give."""

        def made(request: bytes) -> bytes:
            return direct.answered(direct.question_of(request), 1, raw, self._key)

        self._laptop.engine().sync(Said(made), Silent())

    @staticmethod
    def _enclosed(raw: bytes, sender: str, private: bytes, answers: bytes) -> bytes:
        kind = _KINDS[raw[0] % len(_KINDS)] if raw else TURN
        return enclosed(kind, Stamp(sender, 1, bytes(8), answers), raw[1:], private)


@cache
def site() -> Site:
    """Return the one site of a run."""
    return Site()


async def _asked(app: Any, body: bytes) -> tuple[int, bytes]:
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": SYNC,
        "raw_path": SYNC.encode(),
        "query_string": b"",
        "headers": [],
        "server": ("hq", 80),
        "client": ("laptop", 1),
    }
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event: dict[str, Any]) -> None:
        await asyncio.sleep(0)
        said.append(event)

    await app(scope, receive, send)
    return said[0]["status"], b"".join(e.get("body", b"") for e in said[1:])


_PARTS = {
    "[Content_Types].xml": """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""",
    "_rels/.rels": """<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
 Target="worksheets/sheet1.xml"/></Relationships>""",
}


def workbook(sheet: bytes) -> bytes:
    """Return a workbook whose one sheet is these bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return whole.getvalue()

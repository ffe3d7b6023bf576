"""A photograph on a bad link: the wire is cut again and again, and nothing is sent from the start."""

import contextlib
import hashlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.hq import Headquarters
from app.services.attachments import Attachments
from app.services.syncing import Syncing
from app.workspace import Workspace
from db.model.errors import LinkError
from db.model.progress import Silent
from sync.transports.http import Http, Patience
from tests.journeys.conftest import SECRET, Computer, enrol

Laptops = Callable[..., Computer]
EACH = 40_000
"""Bytes that one connection lives for, both ways together."""


class Cutter:
    """Passes bytes on to HQ and cuts every connection after `EACH` of them."""

    def __init__(self, to: str) -> None:
        host, _, port = to.removeprefix("http://").partition(":")
        self._to, self._door = (host, int(port)), socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.bytes, self.cuts = 0, 0
        self._threads: list[threading.Thread] = []
        self._ends: list[socket.socket] = []
        self._start(self._welcome)

    def _start(self, task: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=task, args=args)
        self._threads.append(thread)
        thread.start()

    def _welcome(self) -> None:
        while True:
            try:
                here, _ = self._door.accept()
            except OSError:
                return
            there, left = socket.create_connection(self._to), [EACH]
            self._ends += (here, there)
            self._start(self._pass_on, here, there, left)
            self._start(self._pass_on, there, here, left)

    def _pass_on(self, source: socket.socket, target: socket.socket, left: list[int]) -> None:
        with contextlib.suppress(OSError):
            while block := source.recv(min(2048, max(1, left[0]))):
                self.bytes += len(block)
                left[0] -= len(block)
                target.sendall(block)
                if left[0] <= 0:
                    self.cuts += 1
                    break
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for end in self._ends:
            # A line that is kept for the next question would be waited for.
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()


@contextlib.contextmanager
def cut_link(hq: Headquarters) -> Iterator[Cutter]:
    with hq.in_background() as url:
        cutter = Cutter(url)
        try:
            yield cutter
        finally:
            cutter.close()


def until_there(book: Workspace, url: str, there: Callable[[], bool]) -> None:
    """Try as a person does, again and again, but without the pauses."""
    hasty = Patience(pause=0)
    syncing = Syncing(book.store, book.records, book.blobs, dial=lambda at, ca: Http(at, ca, hasty))
    for _ in range(60):
        with contextlib.suppress(LinkError):
            syncing.sync(url, Silent())
        if there():
            return
    pytest.fail("it never arrived")


def test_a_large_photo_crosses_a_link_that_is_cut_all_the_time_there_and_to_a_colleague(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    secretary, deputy = laptop("周建国"), laptop("达瓦次仁")
    enrol(hq, secretary, deputy)
    content = hashlib.shake_128(b"photo").digest(300_000)
    (tmp_path / "签到表.bin").write_bytes(content)
    office = Headquarters.open(hq.home, SECRET)
    try:
        with secretary.opened() as book, cut_link(office) as link:
            book.attachments.add("branch", tmp_path / "签到表.bin")
            sha = hashlib.sha256(content).hexdigest()
            until_there(book, link.url, lambda: office.blobs.has(sha))
            assert link.cuts > 5
            assert link.bytes < 2 * len(content)
        with deputy.opened() as book, cut_link(office) as link:
            until_there(book, link.url, lambda: book.blobs.has(sha))
            assert link.cuts > 5
            assert link.bytes < 2 * len(content)
            assert book.blobs.read(sha) == content
            assert kept(book.attachments) == [content]
    finally:
        office.close()
    assert hq.does("hq", "status")["items"][0]["files_missing"] == 0
    assert deputy.does("doctor")["ailments"] == []


def kept(attachments: Attachments) -> list[bytes]:
    return [attachments.bytes_of(a.id) for a in attachments.of("branch")]


def test_hq_lists_which_originals_it_still_wants(
    laptop: Laptops, hq: Computer, tmp_path: Path
) -> None:
    secretary = laptop("周建国")
    enrol(hq, secretary)
    with secretary.opened() as book:
        book.attachments.add_bytes("branch", b"x" * 70_000, "签到表.bin")
        book.store.settings.put("file_budget", "text")
        office = Headquarters.open(hq.home, SECRET)
        try:
            with office.in_background() as url:
                book.syncing.sync(url, Silent())
        finally:
            office.close()
    (branch,) = hq.does("hq", "status")["items"]
    assert (branch["files_missing"], branch["files_missing_bytes"]) == (1, 70_000)
    assert [(f["name"], f["size"], f["have"]) for f in branch["files"]] == [
        ("签到表.bin", 70_000, 0)
    ]
    stick = tmp_path / "a.sxbundle"
    assert secretary.does("bundle", "write", stick)["files"] == 1
    hq.does("hq", "ingest", stick)
    assert hq.does("hq", "status")["items"][0]["files"] == []

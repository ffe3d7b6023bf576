"""What the ports promise: the things that stand behind them fit."""

from pathlib import Path

from db.blobs import Blobs
from sync.carrier import BlobStore, Transport
from sync.transports.http import Http
from sync.transports.memory import Memory


def test_every_carrier_and_every_keeper_of_files_fits(tmp_path: Path) -> None:
    carriers: list[Transport] = [Memory(lambda raw: raw), Http("http://127.0.0.1:9")]
    keeper: BlobStore = Blobs(tmp_path, b"k" * 32)
    assert [c.way for c in carriers] == ["http", "http"]
    assert not keeper.has("ab" * 32)

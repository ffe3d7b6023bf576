"""Carries one exchange over HTTP, and tells a dead network and a log-in page from HQ.

The request is signed inside (`sync.core.message`), so TLS is for secrecy, not for identity; where HQ
gave its own CA with the certificate, only that one is believed, and a laptop whose flat battery set
the clock back is not locked out by "not yet valid".
"""

import io
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ReadTimeoutError
from urllib3.util import Retry

from db.model.errors import LinkError, Offline, PeerBroke, TimedOut
from db.model.progress import Progress
from db.model.words import N_
from sync.core.door import HEALTH, HELLO, SYNC, TYPE
from sync.core.limits import MESSAGE

_STEP = 1 << 11
"""Bytes between two reports: a second on the slowest link."""
_SEND_AHEAD = 1 << 13
"""What the system may hold of a body that is not on the link yet (it takes a little more). Left to
itself it swallows a month's records at once, and we would say that they were sent. The price: a
link with half a second's echo is not used beyond some 150 kbit/s upward."""
_NO_CHECK_TIME = 0x200000


class Patience(NamedTuple):
    """Seconds to wait for a connection and for the next byte; tries, and seconds between them."""

    connect: float = 15
    read: float = 90
    tries: int = 3
    pause: float = 1.0


class Http:
    """HQ at an address."""

    way = "http"

    def __init__(self, url: str, ca: str = "", patience: Patience = Patience()) -> None:  # noqa: B008
        self._url, self._patience = _address(url), patience
        self._session = requests.Session()
        self._session.headers.clear()
        self._session.trust_env = True
        retry = Retry(
            total=patience.tries,
            read=min(1, patience.tries),
            backoff_factor=patience.pause,
            status_forcelist=(502, 503, 504),
            allowed_methods=None,
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Pinned(ca, max_retries=retry))

    def exchange(self, request: bytes, progress: Progress) -> bytes:
        """Return HQ's answer. Raises Offline, TimedOut, PeerBroke, Cancelled."""
        with _translated():
            answer = self._session.post(
                self._url + SYNC,
                data=_Reported(request, progress),
                headers={"Content-Type": TYPE},
                timeout=(self._patience.connect, self._patience.read),
                allow_redirects=False,
                stream=True,
            )
            with answer:
                _must_be_hq(answer)
                return _body(answer, progress)

    def __enter__(self) -> Self:
        """Keep the connection over several exchanges."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._session.close()


def probe(url: str, seconds: float = 3) -> Literal["ok", "offline", "captive"]:
    """Ask whether HQ is there: one small request, one try."""
    try:
        with (
            requests.Session() as session,
            session.get(
                _address(url) + HEALTH, timeout=seconds, allow_redirects=False, stream=True
            ) as answer,
        ):
            ours = answer.status_code == 200 and answer.raw.read(len(HELLO) + 1) == HELLO
            return "ok" if ours else "captive"
    except (requests.RequestException, OSError, ValueError, LinkError):
        return "offline"


class _Pinned(HTTPAdapter):
    """Believes one CA alone, whatever the laptop's clock says; without one, the system's."""

    def __init__(self, ca: str, **kwargs: Any) -> None:
        self._ca = ca
        super().__init__(**kwargs)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        kwargs["socket_options"] = [
            *HTTPConnection.default_socket_options,
            (socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_AHEAD),
        ]
        if self._ca:
            context = ssl.create_default_context(cadata=self._ca)
            context.verify_flags |= _NO_CHECK_TIME
            kwargs["ssl_context"] = context
        super().init_poolmanager(*args, **kwargs)


class _Reported(io.BytesIO):
    """A request body that tells how far it is sent; stopping takes effect between blocks."""

    def __init__(self, body: bytes, progress: Progress) -> None:
        super().__init__(body)
        self._progress, self._size = progress, len(body)

    def __len__(self) -> int:
        return self._size

    def read(self, size: int | None = -1) -> bytes:
        self._progress.step(self.tell(), self._size, N_("sending"))
        return super().read(min(size, _STEP) if size and size > 0 else size)


def _body(answer: requests.Response, progress: Progress) -> bytes:
    parts, have = [], 0
    said = int(answer.headers.get("Content-Length") or 0)
    for part in answer.iter_content(_STEP):
        parts.append(part)
        have += len(part)
        if have > MESSAGE:
            raise PeerBroke(
                N_("HQ's answer is larger than any may be."),
                safe=N_("It was not taken; nothing here was changed."),
                hint=N_("Call HQ."),
            )
        progress.step(have, max(said, have), N_("receiving"))
    return b"".join(parts)


def _must_be_hq(answer: requests.Response) -> None:
    """A log-in page answers too, with anything; only HQ answers in HQ's type."""
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    if kind == TYPE:
        return
    if answer.status_code >= 500:
        raise Offline(
            N_("HQ's computer answers that it cannot work now (code {code})."),
            safe=N_("Everything is still on this computer."),
            hint=N_("Try again later; the stick works meanwhile."),
            code=answer.status_code,
        )
    raise Offline(
        N_("There is a network, but a log-in page answered instead of HQ."),
        safe=N_("Everything is still on this computer."),
        hint=N_("Log in to the network in a browser, or check HQ's address in the settings."),
        captive=True,
    )


def _address(url: str) -> str:
    plain = url.strip().rstrip("/")
    if not plain:
        raise Offline(
            N_("HQ's address is not known."),
            safe=N_("Everything is still on this computer."),
            hint=N_("Write it in the settings, or use a stick."),
        )
    return plain if "://" in plain else f"http://{plain}"


def _timed_out(error: Exception) -> bool:
    """Tell an HQ that went silent from one that was never reached; retries wrap the reason."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(error, requests.ReadTimeout) or isinstance(reason, ReadTimeoutError)


@contextmanager
def _translated() -> Iterator[None]:
    """Turn requests' exceptions into ours."""
    try:
        yield
    except requests.exceptions.SSLError as error:
        raise Offline(
            N_("The address answers, but it cannot prove that it is HQ."),
            safe=N_("Nothing was sent."),
            hint=N_("Check HQ's address in the settings; if it is right, call HQ."),
        ) from error
    except (requests.RequestException, OSError) as error:
        if _timed_out(error):
            raise TimedOut(
                N_("HQ stopped answering."),
                safe=N_("Everything is still on this computer."),
                hint=N_("Try again where the network is better, or use a stick."),
            ) from error
        raise Offline(
            N_("No network. Keep working; it waits for the next time."),
            safe=N_("Everything is still on this computer."),
        ) from error

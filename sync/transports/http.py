"""Carries one exchange over HTTP, however often the link breaks, and tells HQ from a log-in page.

What is asked is sealed inside (`sync.core.direct`), so TLS is for secrecy, not for identity; where HQ
gave its own CA with the certificate, only that one is believed (`sync.pin`).
"""

import io
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple, Self
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ReadTimeoutError
from urllib3.exceptions import SSLError as TlsError
from urllib3.util import SKIP_HEADER, Retry

from db.model.errors import LinkError, Offline, PeerBroke, TimedOut
from db.model.progress import Progress
from db.model.words import N_
from sync.carrier import Tray
from sync.core import direct
from sync.core.door import ARRIVED, GONE_ON, HEALTH, HELLO, SYNC
from sync.core.limits import MESSAGE, RECORD
from sync.core.message import MAGIC
from sync.pin import believing, unproven

_STEP = 1 << 11
"""Bytes between two reports: a second on the slowest link."""
_SEND_AHEAD = 1 << 13
"""What the system may hold of a body that is not on the link yet (it takes a little more). Left to
itself it swallows a month's records at once, and we would say that they were sent. The price: a
link with half a second's echo is not used beyond some 150 kbit/s upward."""
_OURS = (direct.MAGIC, MAGIC)
"""How HQ's answers begin."""
_BARE = {"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER}
"""Lines that HTTP does without; on a link of a kilobyte a second they count."""


class Patience(NamedTuple):
    """How long to wait, seconds: for a connection, for the next byte, between tries.

    ``tries`` is how often in a row a try may bring nothing further.
    """

    connect: float = 15
    read: float = 90
    tries: int = 3
    pause: float = 1.0


class Http:
    """HQ at an address."""

    way = "http"

    def __init__(self, url: str, ca: str = "", patience: Patience = Patience()) -> None:  # noqa: B008
        self._url, self._patience = _address(url, ca) + SYNC, patience
        self._session = requests.Session()
        self._session.headers.clear()
        self._session.headers.update(_BARE)
        self._session.trust_env = True
        retry = _Retry(
            total=patience.tries,
            read=0,
            other=0,
            backoff_factor=patience.pause,
            status_forcelist=(502, 503, 504),
            allowed_methods=None,
            raise_on_status=False,
        )
        _mount(self._session, ca, retry)

    def exchange(self, request: bytes, progress: Progress, tray: Tray) -> bytes:
        """Return HQ's answer. Raises Offline, TimedOut, PeerBroke, Cancelled.

        A link that breaks is taken up again as long as it brings anything further.
        """
        secret = self._url.startswith("https://")
        trip = _Trip(request, tray, progress, RECORD if secret else _STEP)
        try:
            return self._insisting(trip)
        except _Broken as error:
            if trip.reached or not self._url.startswith("http://") or not _speaks_tls(self._url):
                raise
            raise Offline(
                N_("HQ is there, but answers in https alone."),
                safe=N_("Everything is still on this computer."),
                hint=N_("Write https:// before HQ's address in the settings."),
            ) from error

    def _insisting(self, trip: "_Trip") -> bytes:
        left = self._patience.tries
        while True:
            before = trip.reached
            try:
                return self._tried(trip)
            except LinkError as error:
                if trip.name is None:
                    raise
                if trip.reached > before:
                    left = self._patience.tries
                    continue
                if not isinstance(error, _Broken) or not left:
                    raise
            left -= 1
            time.sleep(self._patience.pause)

    def _tried(self, trip: "_Trip") -> bytes:
        """Try once more, from where it broke off."""
        with _translated():
            if trip.begun and trip.name is not None:
                with self._asked("GET", f"/{trip.name}/{len(trip.tray.arrived)}") as answer:
                    if answer.status_code == GONE_ON:
                        return _body(answer, trip)
                    trip.went_to(_counted(answer))
            path = f"/{trip.name}/{trip.sent}" if trip.sent else ""
            trip.begun = True
            with self._asked("POST", path, trip.rest()) as answer:
                return _body(answer, trip)

    def _asked(self, method: str, path: str, body: "_Reported | None" = None) -> requests.Response:
        return self._session.request(
            method,
            self._url + path,
            data=body,
            timeout=(self._patience.connect, self._patience.read),
            allow_redirects=False,
            stream=True,
        )

    def __enter__(self) -> Self:
        """Keep the connection over several exchanges."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._session.close()


class _Trip:
    """How far one question and its answer have come."""

    def __init__(self, request: bytes, tray: Tray, progress: Progress, piece: int) -> None:
        name = direct.name_of(request)
        self.name = None if name is None else name.hex()
        self.begun, self.sent, self.reached = tray.begun, 0, len(tray.arrived)
        self.tray, self.progress = tray, progress
        self._request, self._piece = request, piece

    def went_to(self, arrived: int) -> None:
        """Say how much of the question HQ has; there is no answer to it yet."""
        self.tray.arrived = b""
        self.sent = arrived if arrived < len(self._request) else 0
        self.reached = max(self.reached, self.sent)

    def rest(self) -> "_Reported":
        """Return what is still to be sent."""
        return _Reported(self._request, self.sent, self.progress, self._piece)

    def came(self, part: bytes, total: int) -> None:
        """Put a part of the answer on the tray."""
        self.tray.arrived += part
        self.reached = max(self.reached, len(self._request) + len(self.tray.arrived))
        self.progress.step(len(self.tray.arrived), total, N_("receiving"))


def probe(url: str, ca: str = "", seconds: float = 3) -> Literal["ok", "offline", "captive"]:
    """Ask whether HQ is there: one small request, one try. An HQ that is another one is not."""
    try:
        address = _address(url, ca)
        with requests.Session() as session:
            _mount(session, ca, Retry(0))
            with session.get(
                address + HEALTH, timeout=seconds, allow_redirects=False, stream=True
            ) as answer:
                ours = answer.status_code == 200 and answer.raw.read(len(HELLO) + 1) == HELLO
                return "ok" if ours else "captive"
    except requests.exceptions.SSLError:
        return "captive"
    except (requests.RequestException, OSError, ValueError, LinkError):
        return "offline"


class _Retry(Retry):
    """Tries again what another try may mend; a certificate is not among that."""

    def increment(self, *args: Any, **kwargs: Any) -> Self:
        last = self.new(total=0) if isinstance(kwargs.get("error"), TlsError) else self
        return super(_Retry, last).increment(*args, **kwargs)


def _mount(session: requests.Session, ca: str, retry: Retry) -> None:
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Pinned(ca, max_retries=retry) if ca else _Adapter(max_retries=retry))


class _Adapter(HTTPAdapter):
    """Hands the system little at a time, so that what is said to be sent is sent."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        kwargs["socket_options"] = [
            *HTTPConnection.default_socket_options,
            (socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_AHEAD),
        ]
        super().init_poolmanager(*args, **kwargs)


class _Pinned(_Adapter):
    """Believes the given authorities alone, directly and behind a proxy."""

    def __init__(self, ca: str, **kwargs: Any) -> None:
        self._context = believing(ca)
        super().__init__(**kwargs)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)

    def build_connection_pool_key_attributes(self, *args: Any, **kwargs: Any) -> Any:
        host, pool = super().build_connection_pool_key_attributes(*args, **kwargs)
        # Else the bundle named by the environment would be believed besides.
        return host, {k: v for k, v in pool.items() if k not in {"ca_certs", "ca_cert_dir"}}

    def cert_verify(self, conn: Any, *_: Any, **__: Any) -> None:
        # Else requests' own list of public authorities would be.
        conn.cert_reqs, conn.ca_certs, conn.ca_cert_dir = "CERT_REQUIRED", None, None


class _Reported(io.BytesIO):
    """A request body that tells how far it is sent; stopping takes effect between blocks."""

    def __init__(self, body: bytes, start: int, progress: Progress, piece: int) -> None:
        super().__init__(body[start:])
        self._progress, self._start, self._size = progress, start, len(body)
        self._piece = piece

    def __len__(self) -> int:
        return self._size - self._start

    def read(self, size: int | None = -1) -> bytes:
        self._progress.step(self._start + self.tell(), self._size, N_("sending"))
        return super().read(min(size, self._piece) if size and size > 0 else size)


def _body(answer: requests.Response, trip: _Trip) -> bytes:
    """Read the answer on; what has come stays on the tray when the link breaks."""
    before = len(trip.tray.arrived)
    total = before + _said(answer)
    for part in answer.iter_content(_STEP):
        if not before and not trip.tray.arrived:
            _must_be_hq(answer, part)
        trip.came(part, max(total, len(trip.tray.arrived)))
        if len(trip.tray.arrived) > MESSAGE:
            raise PeerBroke(
                N_("HQ's answer is larger than any may be."),
                safe=N_("It was not taken; nothing here was changed."),
                hint=N_("Call HQ."),
            )
    if not trip.tray.arrived:
        _must_be_hq(answer, b"")
    if len(trip.tray.arrived) < total:
        raise _Broken
    return trip.tray.arrived


def _said(answer: requests.Response) -> int:
    """Return how much is to come, 0 where that is not said; what is packed is not HQ's."""
    text = answer.headers.get("Content-Length") or "0"
    if "Content-Encoding" in answer.headers or not (text.isascii() and text.isdigit()):
        raise _captive()
    return int(text[:20])


def _counted(answer: requests.Response) -> int:
    text = answer.raw.read(20)
    if answer.status_code != ARRIVED or not text.isdigit():
        _must_be_hq(answer, text)
    return int(text)


def _must_be_hq(answer: requests.Response, beginning: bytes) -> None:
    """A log-in page answers too, with anything; only HQ's answers begin like HQ's."""
    if answer.status_code == GONE_ON and beginning.startswith(_OURS):
        return
    if answer.status_code >= 500:
        raise Offline(
            N_("HQ's computer answers that it cannot work now (code {code})."),
            safe=N_("Everything is still on this computer."),
            hint=N_("Try again later; the stick works meanwhile."),
            code=answer.status_code,
        )
    raise _captive()


def _captive() -> Offline:
    return Offline(
        N_("There is a network, but a log-in page answered instead of HQ."),
        safe=N_("Everything is still on this computer."),
        hint=N_("Log in to the network in a browser, or check HQ's address in the settings."),
        captive=True,
    )


class _Broken(Offline):
    """The link broke, or there is none."""

    def __init__(self) -> None:
        super().__init__(
            N_("No network. Keep working; it waits for the next time."),
            safe=N_("Everything is still on this computer."),
        )


def _address(url: str, ca: str = "") -> str:
    plain = url.strip().rstrip("/")
    if not plain:
        raise Offline(
            N_("HQ's address is not known."),
            safe=N_("Everything is still on this computer."),
            hint=N_("Write it in the settings, or use a stick."),
        )
    if "://" in plain:
        return plain
    # Whoever was told whom to believe means TLS.
    return f"{'https' if ca else 'http'}://{plain}"


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
        raise (unproven(error) or _Broken()) from error
    except (requests.RequestException, OSError) as error:
        if _timed_out(error):
            raise TimedOut(
                N_("HQ stopped answering."),
                safe=N_("Everything is still on this computer."),
                hint=N_("Try again where the network is better, or use a stick."),
            ) from error
        raise _Broken from error


def _speaks_tls(url: str) -> bool:
    """Tell whether what listens at an http address shakes hands by TLS; nothing is sent to it."""
    found, context = urlsplit(url), ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        place = (found.hostname or "", found.port or 80)
        with socket.create_connection(place, 3) as line, context.wrap_socket(line):
            return True
    except (OSError, ValueError):
        return False

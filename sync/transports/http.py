"""Carries one exchange over HTTP, and tells a dead network and a log-in page from HQ.

The request is signed inside (`sync.core.message`), so TLS is for secrecy, not for identity; where HQ
gave its own CA with the certificate, only that one is believed (`sync.pin`).
"""

import io
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple, Self
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ReadTimeoutError
from urllib3.exceptions import SSLError as TlsError
from urllib3.util import Retry

from db.model.errors import LinkError, Offline, PeerBroke, TimedOut
from db.model.progress import Progress
from db.model.words import N_
from sync.core.door import HEALTH, HELLO, SYNC, TYPE
from sync.core.limits import MESSAGE
from sync.pin import believing, unproven

_STEP = 1 << 14


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
        self._url, self._patience = _address(url, ca), patience
        self._session = requests.Session()
        self._session.headers.clear()
        self._session.trust_env = True
        retry = _Retry(
            total=patience.tries,
            read=min(1, patience.tries),
            backoff_factor=patience.pause,
            status_forcelist=(502, 503, 504),
            allowed_methods=None,
            raise_on_status=False,
        )
        _mount(self._session, ca, retry)

    def exchange(self, request: bytes, progress: Progress) -> bytes:
        """Return HQ's answer. Raises Offline, TimedOut, PeerBroke, Cancelled."""
        with _translated(self._url):
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
        session.mount(
            scheme, _Pinned(ca, max_retries=retry) if ca else HTTPAdapter(max_retries=retry)
        )


class _Pinned(HTTPAdapter):
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
def _translated(url: str) -> Iterator[None]:
    """Turn requests' exceptions into ours."""
    try:
        yield
    except requests.exceptions.SSLError as error:
        raise unproven(error) from error
    except (requests.RequestException, OSError) as error:
        if _timed_out(error):
            raise TimedOut(
                N_("HQ stopped answering."),
                safe=N_("Everything is still on this computer."),
                hint=N_("Try again where the network is better, or use a stick."),
            ) from error
        if url.startswith("http://") and _speaks_tls(url):
            raise Offline(
                N_("HQ is there, but answers in https alone."),
                safe=N_("Everything is still on this computer."),
                hint=N_("Write https:// before HQ's address in the settings."),
            ) from error
        raise Offline(
            N_("No network. Keep working; it waits for the next time."),
            safe=N_("Everything is still on this computer."),
        ) from error


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

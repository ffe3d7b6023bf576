"""Whom a laptop believes by TLS: one authority alone, whatever the laptop's clock says.

HQ's authority came with the certificate. A flat battery sets a clock to 2001, where every server
certificate is "not yet valid"; as only one authority is believed, and who speaks is known by the
signatures inside, the dates add nothing and are not looked at.
"""

import ssl

from db.model.errors import Offline
from db.model.words import N_
from sync.core.limits import broke

_NO_CHECK_TIME = 0x200000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME, which the ssl module has no name for."""
_NOT_YET, _RAN_OUT, _OTHER_HOST, _OTHER_ADDRESS = 9, 10, 62, 64
"""OpenSSL's X509_V_ERR_* of dates and names."""
_DATES, _NAMES = frozenset({_NOT_YET, _RAN_OUT}), frozenset({_OTHER_HOST, _OTHER_ADDRESS})
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"})
_BROKEN = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
_GARBLED = frozenset({"UNEXPECTED_EOF_WHILE_READING", "DECRYPTION_FAILED_OR_BAD_RECORD_MAC"})
"""What a link does to TLS that breaks in the middle of it."""
_SAFE = N_("Nothing was sent.")


def believing(ca: str) -> ssl.SSLContext:
    """Return a context that believes these authorities (PEM) and no others. Raises PeerBroke."""
    try:
        # Without any, Python would believe the system's.
        made = ssl.create_default_context(cadata=ca or " ")
    except (ssl.SSLError, TypeError, ValueError) as error:
        raise broke("authority") from error
    made.verify_flags |= ssl.VerifyFlags(_NO_CHECK_TIME)
    return made


def doubts(server: ssl.SSLContext, ca: str, host: str) -> str:
    """Return why a laptop that believes `ca` would not believe a server's certificate, or ""."""
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = believing(ca).wrap_bio(down, up, server_hostname=host)
    serving = server.wrap_bio(up, down, server_side=True)
    try:
        while True:
            try:
                client.do_handshake()
            except ssl.SSLWantReadError:
                _go_on(serving)
            else:
                return ""
    except ssl.SSLError as error:
        return getattr(error, "verify_message", "") or str(error)


def _go_on(serving: ssl.SSLObject) -> None:
    try:
        serving.do_handshake()
    except ssl.SSLWantReadError:
        return


def unproven(error: BaseException) -> Offline | None:
    """Return what a person should know of a connection that TLS refused; None where it broke."""
    found = _cause(error)
    if isinstance(found, _BROKEN) or getattr(found, "reason", None) in _GARBLED:
        return None
    code = found.verify_code if isinstance(found, ssl.SSLCertVerificationError) else None
    if code in _DATES:
        return Offline(
            N_("HQ's certificate is not valid on the date that this computer's clock shows."),
            safe=_SAFE,
            hint=N_("Set the clock; if it is right, call HQ."),
        )
    if code in _NAMES:
        return Offline(
            N_("The address answers, but with the certificate of another address."),
            safe=_SAFE,
            hint=N_("Check HQ's address in the settings; if it is right, call HQ."),
        )
    if getattr(found, "reason", None) in _NO_TLS:
        return Offline(
            N_("The address begins with https, but what answers there speaks no TLS."),
            safe=_SAFE,
            hint=N_("Check HQ's address in the settings; if it is right, call HQ."),
        )
    return Offline(
        N_("The address answers, but it cannot prove that it is HQ."),
        safe=_SAFE,
        hint=N_("Check HQ's address in the settings; if it is right, call HQ."),
    )


def _cause(error: BaseException | None) -> ssl.SSLError | None:
    """Return the TLS error inside those of the libraries above."""
    while error is not None and not isinstance(error, ssl.SSLError):
        # urllib3 wraps some it never raised: those are told by its first argument alone.
        inner = next((a for a in error.args if isinstance(a, BaseException)), None)
        error = inner or error.__cause__ or error.__context__
    return error

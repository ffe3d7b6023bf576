"""What HQ's web door is called, and how a body that was cut goes on where it broke off.

    POST /v1/sync                  a whole question; the answer comes back
    GET  /v1/sync/NAME/HAVE        what became of the question NAME, of whose answer HAVE bytes are
                                   here: status 200 and the rest of the answer, or 202 and in digits
                                   how many bytes of the question have arrived
    POST /v1/sync/NAME/AT          the rest of the question from byte AT on; the answer comes back
    GET  /v1/health                "suixing hq 1"

NAME is in hex (`sync.core.direct`). (Resumable uploads of the IETF's httpbis group and tus have the
same three steps; these have shorter lines, for links of a kilobyte a second.)
"""

SYNC, HEALTH = "/v1/sync", "/v1/health"
TYPE = "application/x-suixing"
"""The type of every body, said in HQ's description of itself; on the wire the bytes say it."""
GONE_ON, ARRIVED = 200, 202
HELLO = b"suixing hq 1\n"
"""The whole body of HQ's answer to `HEALTH`."""

"""PURE: packs, codecs, vectors, the session. Bytes in, bytes out; no wire, disk, clock, threads."""

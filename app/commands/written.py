"""A file that a command wrote: saved, and told with its size."""

from pathlib import Path

from app.commands.session import Session
from app.services.printing import save


def write(s: Session, content: bytes, output: Path) -> None:
    """Save a file and tell it. Raises ExportError."""
    save(content, output)
    tell_written(s, output)


def tell_written(s: Session, output: Path) -> None:
    """Tell where a file was written, and how large it is."""
    size = output.stat().st_size
    s.answer(
        {"file": str(output), "bytes": size},
        s.t("Written: {file}, {bytes} bytes.", file=output, bytes=size),
    )

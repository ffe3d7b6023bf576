"""PDFs out of ten years of records, in a process of its own: the first one is cold."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pypdfium2

from app.services.folder_order import FolderOrder
from app.services.verifying import verify
from app.workspace import Workspace
from tests.bench.measure import Figure, resident_mb, seconds

SECRET = "bench-secret"
WANTED = 300
"""Pages of the large ledger."""
SHARE = 0.6
"""Of the months of a large ledger, those whose folder has as many pages."""
ONCE = 4
"""Pages of a ledger that do not grow with its months."""


def measure(home: Path) -> list[Figure]:
    """Return how long a record and a ledger take."""
    line = [sys.executable, "-m", "tests.bench.printing", str(home)]
    found = json.loads(subprocess.check_output(line))
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "ui.main", "pdf", "meeting", found["meeting"]]
        secret = Path(folder) / "secret"
        secret.write_text(SECRET, encoding="utf-8")
        command += ["-o", f"{folder}/x.pdf", "--home", str(home), "--passphrase-file", str(secret)]
        whole = seconds(lambda: subprocess.check_call(command, stdout=subprocess.DEVNULL))
    return [
        Figure(
            f"record of a meeting, {found['record_pages']} pages, warm (median)",
            f"{found['warm']:.2f} s",
            "≤ 0.3 s",
        ),
        Figure(
            "the first record of a process (fonts, templates)", f"{found['cold']:.2f} s", "≤ 0.3 s"
        ),
        Figure("`suixing pdf meeting`, a whole process, argon2id too", f"{whole:.2f} s"),
        Figure("blank sign-in sheet of 30, warm", f"{found['sign_in']:.2f} s", "≤ 0.3 s"),
        Figure(f"ledger of one month, {found['month_pages']} pages", f"{found['month']:.2f} s"),
        Figure(
            f"ledger of {found['months']} months, {found['pages']} pages",
            f"{found['ledger']:.2f} s, {found['bytes'] / 1e6:.1f} MB",
            "≤ 5 s",
        ),
        Figure("memory held after it, resident", f"{found['memory']:.0f} MB"),
        Figure(
            f"inspection folder of {found['folder_months']} months, {found['folder_pages']} signed pages",
            f"{found['folder']:.2f} s, {found['folder_bytes'] / 1e6:.1f} MB",
            "≤ 5 s for 300",
        ),
        Figure("`verify` of that folder", f"{found['verify']:.2f} s"),
        Figure("memory held after the folder, resident", f"{found['folder_memory']:.0f} MB"),
    ]


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(pypdfium2.PdfDocument(pdf))


def printed(home: Path) -> dict[str, float | str]:
    """Print; return what it took, in seconds."""
    book = Workspace.open(home, SECRET)
    export = book.exporting
    meetings = book.records.find(book.records.query("activity", limit=30))
    cold = seconds(lambda: export.meeting_pdf(meetings[0].id))
    record = export.meeting_pdf(meetings[1].id)
    warm = median_of(export.meeting_pdf, [m.id for m in meetings[2:15]])
    sign_in = median_of(export.sign_in_pdf, [m.id for m in meetings[:9]])
    last = date.fromisoformat(str(meetings[0].get("held_start"))[:10])
    start = time.perf_counter()
    month = pages(export.ledger_pdf(last.replace(day=1), last))
    took = time.perf_counter() - start
    # Cover, contents and the like come once.
    months = max(1, -(-(WANTED - ONCE) // (month - ONCE)))
    first = before(last, months)
    start = time.perf_counter()
    whole = export.ledger_pdf(first, last)
    ledger = time.perf_counter() - start
    found: dict[str, float | str] = {
        "meeting": meetings[0].id,
        "cold": cold,
        "warm": warm,
        "sign_in": sign_in,
        "record_pages": pages(record),
        "month": took,
        "month_pages": month,
        "months": months,
        "pages": pages(whole),
        "ledger": ledger,
        "bytes": len(whole),
        "memory": resident_mb(),
    }
    found |= foldered(book, last, months)
    book.close()
    return found


def foldered(book: Workspace, last: date, months: int) -> dict[str, float | str]:
    """Make an inspection folder of about as many pages and verify it; return what it took."""
    # A folder has attendance, registers and findings box by box: more pages a month than a ledger.
    months = max(1, round(months * SHARE))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "folder"
        order = FolderOrder(before(last, months), last, recipient="检查组")
        start = time.perf_counter()
        made = book.foldering.make(order, path)
        took = time.perf_counter() - start
        held = resident_mb()
        start = time.perf_counter()
        good = verify(path, last).good
        verified = time.perf_counter() - start
    assert good
    return {
        "folder": took,
        "folder_months": months,
        "folder_pages": made.pages,
        "folder_bytes": made.size,
        "folder_memory": held,
        "verify": verified,
    }


def median_of(make: Callable[[str], bytes], records: list[str]) -> float:
    """Return how long one of these PDFs takes, seconds."""
    return statistics.median(seconds(partial(make, record)) for record in records)


def before(last: date, months: int) -> date:
    """Return the first day of a period of so many months that ends at `last`."""
    total = last.year * 12 + last.month - months
    return date(total // 12, total % 12 + 1, 1)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(printed(Path(sys.argv[1]))))

"""What headquarters' answers promise: a file is taken, or its reason is there."""

from app.hqreport import FileReport
from db.model.errors import BundleError


def test_a_file_with_a_reason_was_not_taken() -> None:
    assert FileReport("a.sxbundle", changes=3).taken
    assert not FileReport("a.sxbundle", error=BundleError("damaged")).taken

import hashlib
import json

from app.reports.fingerprint import canonical, fingerprint, grouped, qr
from tests.app.reports.book import Book


def test_the_hash_is_that_of_the_canonical_text(book: Book) -> None:
    told = canonical(book.find("motion"), book.workspace.kinds)
    assert fingerprint(told) == hashlib.sha256(told.encode()).hexdigest()


def test_order_of_reading_does_not_change_the_text(book: Book) -> None:
    records, kinds = book.find("speech"), book.workspace.kinds
    assert canonical(records, kinds) == canonical(records[::-1], kinds)


def test_the_text_is_json_with_sorted_keys_and_every_field(book: Book) -> None:
    record = book.find("motion")[0]
    told = canonical([record], book.workspace.kinds, {"b": "B", "a": "A"})
    read = json.loads(told)
    assert read["records"][0]["fields"] == {k: v for k, v in record.body.items() if v is not None}
    assert told == json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_sensitive_fields_are_not_told(book: Book) -> None:
    record = book.find("member")[0]
    secret = type(record)(
        **{f: getattr(record, f) for f in record.__struct_fields__ if f != "body"},
        body={**record.body, "phone": "13800000000", "id_number_suffix": "1234"},
    )
    told = canonical([secret], book.workspace.kinds)
    assert "13800000000" not in told
    assert "1234" not in json.loads(told)["records"][0]["fields"].values()


def test_a_hash_is_shown_in_groups_and_as_a_picture() -> None:
    digest = fingerprint("x")
    assert grouped(digest).replace(" ", "") == digest
    assert qr(digest).startswith("<svg")
    assert qr(digest) == qr(digest) != qr(fingerprint("y"))

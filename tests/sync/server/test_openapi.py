"""What HQ's description of itself promises: it is true of every route, and no input breaks one."""

from itertools import chain
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance
from schemathesis.transport import SerializationContext
from schemathesis.transport.serialization import Binary

from sync.core.door import TYPE
from sync.server import web
from tests.sync.site import Headquarter

SETTINGS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@schemathesis.serializer(TYPE)
def as_it_is(_context: SerializationContext, value: Any) -> bytes:
    """Send a body of ours as its bytes."""
    return value.data if isinstance(value, Binary) else str(value).encode()


def operations(hq: Headquarter) -> list[Any]:
    schema = schemathesis.openapi.from_asgi("/openapi.json", web.door(hq.hub))
    return [found.ok() for found in schema.get_all_operations()]  # type: ignore[union-attr]


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_route_answers_as_it_is_described(hq: Headquarter, mode: GenerationMode) -> None:
    for operation in operations(hq):
        if mode is GenerationMode.NEGATIVE and not operation.path_parameters:
            # Any bytes are a body, so only a path can be wrong.
            continue

        @SETTINGS
        @given(case=operation.as_strategy(generation_mode=mode))
        def answered(case: Case[Any]) -> None:
            response = case.call()
            assert response.status_code < 500
            # No type is said on the wire: on a link of a kilobyte a second the line counts.
            case.validate_response(response, excluded_checks=[content_type_conformance])

        answered()


def test_what_goes_in_and_out_is_described(hq: Headquarter) -> None:
    paths = web.door(hq.hub).openapi()["paths"]
    described = list(chain.from_iterable(routes.items() for routes in paths.values()))
    for method, said in described:
        assert said["responses"]
        assert (method == "post") == ("requestBody" in said)
    bodies = [said["requestBody"]["content"] for method, said in described if method == "post"]
    assert all(set(body) == {TYPE} for body in bodies)


@pytest.mark.parametrize("broken", ["exchange", "answer"])
def test_a_description_that_is_not_true_would_be_noticed(
    hq: Headquarter, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def failing(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(web, "_exchange" if broken == "exchange" else "PlainTextResponse", failing)
    with pytest.raises(BaseException):  # noqa: B017 - hypothesis raises groups of its own
        test_every_route_answers_as_it_is_described(hq, GenerationMode.POSITIVE)

"""A call from the bot: its wire form read into the typed parameters of the method it names.

On the wire a parameter is text, JSON in text (for objects and lists) or a file. A parameter that the method
does not declare, or a field that its object does not declare, is unmodelled.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import Parameter, signature
from types import MethodType
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from tests.telegram_server.errors import ApiError, UnmodelledError, bad_request
from tests.telegram_server.files import Upload

Wire = Mapping[str, str | Upload]
Handler = Callable[..., Awaitable[object]]


@dataclass(frozen=True)
class Call:
    """A call that was made, and the code that was answered."""

    method: str
    parameters: Wire
    code: int
    result: object


class Method:
    """A method of the Bot API, made of a Python method with typed keyword parameters."""

    def __init__(self, handler: Handler) -> None:
        first, *others = handler.__name__.split("_")
        self.name = first + "".join(word.capitalize() for word in others)
        self._handler = handler
        assert isinstance(handler, MethodType), f"{handler} belongs to no part of the server"
        self._parameters = _model(self.name, handler.__func__)

    async def __call__(self, wire: Wire) -> object:
        """The method's result; raises `ApiError`, or `UnmodelledError` where the stand-in ends."""
        try:
            arguments = self._parameters.model_validate(dict(wire))
        except ValidationError as error:
            raise self._refusal(error) from error
        return await self._handler(**dict(arguments))

    def _refusal(self, error: ValidationError) -> ApiError | UnmodelledError:
        problems = [
            (problem["type"], ".".join(map(str, problem["loc"])), problem["msg"])
            for problem in error.errors(include_url=False, include_input=False)
        ]
        unknown = [place for kind, place, _ in problems if kind == "extra_forbidden"]
        if unknown:
            return UnmodelledError(f"{self.name}({', '.join(unknown)})")
        kind, place, reason = problems[0]
        return bad_request(f"{place} is empty" if kind == "missing" else f"can't parse {place}: {reason}")


@cache
def _model(name: str, function: Handler) -> type[BaseModel]:
    """Made once for each method, however many servers there are."""
    hints = get_type_hints(function, include_extras=True)
    _, *parameters = signature(function).parameters.values()
    fields: dict[str, Any] = {
        parameter.name: (hints[parameter.name], ... if parameter.default is Parameter.empty else parameter.default)
        for parameter in parameters
    }
    return create_model(name, __config__=ConfigDict(extra="forbid"), **fields)

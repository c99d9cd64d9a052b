"""What the server answers when it refuses a call."""


class ApiError(Exception):
    """A refusal in the Bot API's own form: a code, a description, sometimes `parameters` (retry_after, …)."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class UnmodelledError(Exception):
    """Raised where the real server may well answer but this one does not know how: the test must fail."""


def bad_request(description: str) -> ApiError:
    return ApiError(400, f"Bad Request: {description}")


def forbidden(description: str) -> ApiError:
    return ApiError(403, f"Forbidden: {description}")


def conflict(description: str) -> ApiError:
    return ApiError(409, f"Conflict: {description}")

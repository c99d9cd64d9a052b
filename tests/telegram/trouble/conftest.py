"""Telegram in trouble: the time that is waited passes at once, and the log is the operator's."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.telegram.trouble.troubled import WAYS, Log, logged
from tests.telegram_server.skipping import SkippingLoop


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> Mapping[str, Callable[[], SkippingLoop]]:
    return {"skipping": SkippingLoop}


@pytest.fixture
def log() -> Iterator[Log]:
    with logged() as log:
        yield log


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """How the bot learns what people did; every test that asks for it runs over each way."""
    return str(request.param)

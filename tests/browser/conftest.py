"""A real Chromium on a phone's screen, and the web application on a loopback port."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from starlette.applications import Starlette

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def served(application: Starlette) -> Iterator[str]:
    """The address under which `application` is served while the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        # Requests wait in the listening socket until the server is up: nothing has to be polled.
        config = uvicorn.Config(application, log_config=None, lifespan="off", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One Chromium for this folder; no longer, for Playwright's event loop would be in the way of async tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_QUIET), chromium_sandbox=False
        )
        yield browser
        browser.close()


class Watched:
    """What a page did besides what one sees: the addresses it asked for, the errors it met."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message: ConsoleMessage) -> None:
        # That a page was answered with 404 is for the test to judge; a broken policy or script is not.
        if message.type == "error" and not message.text.startswith("Failed to load resource: the server"):
            self.errors.append(message.text)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a phone of 360×740 with Vietnamese set; options as of Playwright's `new_context`.

    When the test ends, every page must have stayed on its origin and met no error.
    """
    with ExitStack() as stack:
        watched: list[Watched] = []

        def start(**options: Any) -> Page:
            settings: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "locale": "vi-VN"}
            context = chromium.new_context(**settings | options)
            stack.callback(context.close)
            context.set_default_timeout(5_000)
            page = context.new_page()
            watched.append(Watched(page))
            return page

        yield start
        for each in watched:
            origins = {"/".join(url.split("/")[:3]) for url in each.requests if not url.startswith("data:")}
            assert len(origins) <= 1, f"The page asked other hosts: {origins}"
            assert each.errors == []

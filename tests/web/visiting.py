"""A browser as the server sees it: opens the page, posts its forms, reads what comes back."""

import html
import re
from typing import Any

import httpx

from bot.conversation.actions import Action, write


class Visit:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.token = ""

    async def opens(self, address: str = "/chat") -> httpx.Response:
        response = await self.client.get(address)
        found = re.search(r'name="token" value="([^"]+)"', response.text)
        assert found, response.text
        self.token = found[1]
        return response

    async def posts(self, headers: dict[str, str] | None = None, /, **fields: str) -> httpx.Response:
        """A form as a browser without JavaScript sends it."""
        parts = {name: (None, value.encode()) for name, value in ({"token": self.token} | fields).items()}
        return await self.client.post("/chat", files=parts, headers=headers)

    async def says(self, text: str) -> list[dict[str, Any]]:
        return await self._sends(text=text)

    async def taps(self, action: Action | str) -> list[dict[str, Any]]:
        return await self._sends(tap=action if isinstance(action, str) else write(action))

    async def is_at(self, latitude: str, longitude: str) -> list[dict[str, Any]]:
        return await self._sends(latitude=latitude, longitude=longitude)

    async def _sends(self, **fields: str) -> list[dict[str, Any]]:
        response = await self.posts({"Accept": "application/json"}, **fields)
        assert response.status_code == 200, response.text
        shown: list[dict[str, Any]] = response.json()["shown"]
        return shown


def words_of(page: str) -> str:
    """What a person reads of some HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", page))

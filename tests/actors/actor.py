"""What a person can do and see, whatever the channel."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shown:
    """What came back to one thing that a person did.

    `texts`: each message that is new or changed; `labels`: the buttons under the last of them, None without a
    message; `files`: what was attached, by name.
    """

    texts: tuple[str, ...] = ()
    labels: tuple[str, ...] | None = None
    notice: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


class Actor(ABC):
    """Somebody who says, taps and looks at what comes back."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.buttons: tuple[str, ...] = ()
        """The labels under the last message."""
        self._shown = Shown()

    @property
    def text(self) -> str:
        """All that was said in answer to the last thing done."""
        return "\n\n".join(self._shown.texts)

    @property
    def notice(self) -> str:
        """The toast that came with it, or nothing."""
        return self._shown.notice

    @property
    def files(self) -> Mapping[str, bytes]:
        """What was attached, by name."""
        return self._shown.files

    async def opens(self, payload: str = "") -> None:
        """Open the chat, by a link with a payload or by none."""
        self._look(await self._open(payload))

    async def says(self, text: str) -> None:
        self._look(await self._say(text))

    async def taps(self, label: str) -> None:
        """Tap a button of the last message that has it."""
        self._look(await self._tap(label))

    def keeps(self, label: str) -> object:
        """Keep a button as it is now, to tap it later: again, on an old message, or once the signal is back."""
        return self._keep(label)

    async def taps_kept(self, button: object) -> None:
        """Tap a button that was kept, whatever its message shows by now."""
        self._look(await self._tap_kept(button))

    async def shares(self, latitude: float, longitude: float) -> None:
        """Share where one is."""
        self._look(await self._share(latitude, longitude))

    def sees(self, *wanted: str) -> None:
        missing = [each for each in wanted if each not in self.text]
        assert not missing, f"{self.name} does not see {missing} but: {self.text!r} {self.notice!r}"

    def does_not_see(self, *unwanted: str) -> None:
        found = [each for each in unwanted if each in self.text]
        assert not found, f"{self.name} sees {found} in: {self.text!r}"

    def sees_buttons(self, *labels: str) -> None:
        missing = [label for label in labels if label not in self.buttons]
        assert not missing, f"{self.name} has no button {missing} but {self.buttons}"

    def sees_no_button(self, *labels: str) -> None:
        found = [label for label in labels if label in self.buttons]
        assert not found, f"{self.name} has the buttons {found}"

    def sees_notice(self, wanted: str) -> None:
        """A toast and nothing else: the message that was tapped stays as it is."""
        assert wanted in self.notice, f"{self.name} sees the toast {self.notice!r} and: {self.text!r}"
        assert not self.text, f"{self.name} sees more than the toast: {self.text!r}"

    def _look(self, shown: Shown) -> None:
        self._shown = shown
        if shown.labels is not None:
            self.buttons = shown.labels

    @abstractmethod
    async def _open(self, payload: str) -> Shown: ...

    @abstractmethod
    async def _say(self, text: str) -> Shown: ...

    @abstractmethod
    async def _tap(self, label: str) -> Shown: ...

    @abstractmethod
    def _keep(self, label: str) -> object: ...

    @abstractmethod
    async def _tap_kept(self, button: object) -> Shown: ...

    @abstractmethod
    async def _share(self, latitude: float, longitude: float) -> Shown: ...

"""A new file of settings with secrets of its own."""

import secrets
from pathlib import Path

from bot.config.errors import ConfigNotWritten
from bot.config.model import PROJECT


def write_new(path: Path) -> None:
    """Writes a config with fresh secrets that only its owner may read; raises `ConfigNotWritten`."""
    from cryptography.fernet import Fernet  # here, for no other command needs it so early

    text = (PROJECT / "config.example.yaml").read_text(encoding="utf-8")
    text = text.replace("#  pseudonym: null", f"  pseudonym: {secrets.token_hex(32)}")
    text = text.replace("#  sealing: []", f"  sealing: [{Fernet.generate_key().decode()}]")
    text = text.replace("#    secret: null", f"    secret: {secrets.token_hex(32)}")
    for section in ("#secrets:", "#telegram:", "#  webhook:"):
        text = text.replace(section, section.removeprefix("#"))
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(text, encoding="utf-8")
    except FileExistsError:
        problem = "already there, and may hold the only copy of its secrets; move it away first"
        raise ConfigNotWritten([f"{path}: {problem}"]) from None
    except OSError as error:
        raise ConfigNotWritten([f"{path}: cannot be written ({error.strerror})"]) from None

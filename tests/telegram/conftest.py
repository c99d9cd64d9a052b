"""Telegram with the whole house behind it, and with a guide that answers as a test says."""

from tests.actors.fixtures import house, telegram

__all__ = ["house", "telegram"]

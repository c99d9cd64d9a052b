"""What to answer: events in, replies out, with the catalog, the matcher, the calendar and the records."""

from bot.conversation.guide import Guide

__all__ = ["Guide"]

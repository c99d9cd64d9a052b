"""The Telegram channel: updates in, events to the conversation, its replies out by the Bot API."""

import os

# The library's own errors warn of old behaviour until one asks for the new one (python-telegram-bot 22.2).
os.environ.setdefault("PTB_TIMEDELTA", "true")

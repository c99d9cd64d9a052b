"""`python -m benchmarks.echo`: a python-telegram-bot application that only sends back what it is told.

It is given what ours has: updates side by side, our rate limiter without Telegram's pace, the kinds of updates it asks
for, and for a webhook the same server, which answers 200 once the update was handled.
"""

import asyncio
import os
from contextlib import AsyncExitStack
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, CallbackContext, MessageHandler, filters

from benchmarks.pace import take_off
from bot.telegram.order import SIDE_BY_SIDE
from bot.telegram.pace import Pace
from bot.telegram.polling import ALLOWED_UPDATES
from bot.web.serving import on_web

Echo = Application[Any, Any, Any, Any, Any, None]


def main() -> None:
    """Polls, or with ECHO_WEBHOOK in the environment lets Telegram post there; until it is killed."""
    take_off()
    asyncio.run(_serve(os.environ["ECHO_TOKEN"], os.environ["ECHO_BASE_URL"], os.environ.get("ECHO_WEBHOOK")))


async def _serve(token: str, base_url: str, webhook: str | None) -> None:
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, None] = Application.builder().job_queue(None)
    builder.token(token).base_url(base_url)
    application = builder.rate_limiter(Pace()).concurrent_updates(SIDE_BY_SIDE).build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    async with application, AsyncExitStack() as serving:
        if webhook:
            address = await serving.enter_async_context(on_web(_receiver(application), "127.0.0.1", 0))
            await application.bot.set_webhook(webhook, allowed_updates=ALLOWED_UPDATES)
        else:
            assert application.updater
            address = "polling"
            await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES)
        await application.start()
        print(address, flush=True)
        await asyncio.Event().wait()


def _receiver(application: Echo) -> Starlette:
    async def receive(request: Request) -> Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.update_processor.process_update(update, application.process_update(update))
        return Response()

    return Starlette(routes=[Route("/telegram", receive, methods=["POST"])])


async def _echo(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


if __name__ == "__main__":
    main()

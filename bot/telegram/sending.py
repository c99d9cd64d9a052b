"""Replies → calls of the Bot API, in the place where the person is."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import httpx
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)
from telegram.constants import CallbackQueryLimit, ChatType, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bot.conversation.actions import write
from bot.conversation.replies import AskLocation, Attach, Button, EndLocation, Link, Notice, Replace, Reply, Row, Say
from bot.conversation.speech import Speech
from bot.language import Language

_log = logging.getLogger(__name__)
NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
_NEVER_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_TOPIC_SHUT: Final = ("message thread not found", "topic_closed", "topic_deleted")
PAUSES: Final = (0.0, 1.0, 3.0)
"""Seconds before each further try of a call that broke and does no harm when it is made again."""


@dataclass(frozen=True)
class Place:
    """Where the replies to one update go, in Telegram's own numbers; lives no longer than the update."""

    chat: int
    private: bool = True
    topic: int | None = None
    """The topic of a forum in which the person writes."""
    question: int | None = None
    """In a group: the message that is answered."""
    tapped: int | None = None
    """The message whose button was tapped."""
    query: str | None = None
    """The tap that waits for an answer."""
    language: Language = "vi"


def place_of(update: Update, language: Language | None) -> Place | None:
    """Where to answer an update, None where it comes from no chat."""
    chat, message, query = update.effective_chat, update.effective_message, update.callback_query
    if chat is None:
        return None
    private = chat.type == ChatType.PRIVATE
    known = message if isinstance(message, Message) else None
    return Place(
        chat=chat.id,
        private=private,
        topic=known.message_thread_id if known and known.is_topic_message else None,
        question=None if private or query or message is None else message.message_id,
        tapped=message.message_id if query and message else None,
        query=query.id if query else None,
        language=language or "vi",
    )


async def send(bot: Bot, place: Place, replies: Iterable[Reply]) -> bool:
    """Sends the replies in their order; a tap is answered first, whatever else there is to say.

    Whether somebody was there to read: nobody is where the bot was blocked, which is no error. In a topic that was
    closed or deleted meanwhile there is silence. A new message whose fate is unknown is not sent again, for it may
    be there already. Raises `telegram.error.TelegramError`.
    """
    replies = tuple(replies)
    notice = " ".join(reply.text for reply in replies if isinstance(reply, Notice))
    if not await _toasted(bot, place, notice) and notice:
        replies = (*replies, Say(notice))
    try:
        for reply in replies:
            place = await _show_where_they_are(bot, place, reply)
    except Forbidden as error:
        _log.debug("Nobody is there to read: %s", error.message)
        return False
    except BadRequest as error:
        if not any(words in error.message.lower() for words in _TOPIC_SHUT):
            raise
        _log.info("A topic was closed or deleted before it was answered: %s", error.message)
    return True


async def answer_query(bot: Bot, query: str, notice: str = "") -> bool:
    """Ends the waiting of a tap; whether that came in time."""
    try:
        text = notice[: CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH]
        await _tried(lambda: bot.answer_callback_query(query, text), never_arrived)
        return True
    except TelegramError as error:
        _log.info("A tap could not be answered: %s", error.message)
        return False


async def _toasted(bot: Bot, place: Place, notice: str) -> bool:
    return place.query is not None and await answer_query(bot, place.query, notice)


async def _show_where_they_are(bot: Bot, place: Place, reply: Reply) -> Place:
    """Shows a reply, in the supergroup where the group has become one; gives the place for the next."""
    try:
        await _show(bot, place, reply)
    except ChatMigrated as error:
        # The supergroup numbers its messages anew: what was asked or tapped cannot be named any more.
        place = replace(place, chat=error.new_chat_id, question=None, tapped=None)
        await _show(bot, place, reply)
    return place


async def _show(bot: Bot, place: Place, reply: Reply) -> None:
    match reply:
        case Say(text, buttons):
            await _say(bot, place, text, keyboard(buttons))
        case Replace(text, buttons):
            await _replace(bot, place, text, keyboard(buttons))
        case Attach() if reply.is_picture:
            await _picture(bot, place, reply)
        case Attach():
            await _attach(bot, place, reply)
        case AskLocation(text):
            await _say(bot, place, text, _location_button(place))
        case EndLocation(text) if place.private:
            await _say(bot, place, text, ReplyKeyboardRemove())
        case Notice() | EndLocation():
            return  # shown before, as the toast of the tap; in a group there was no button


async def _say(
    bot: Bot,
    place: Place,
    text: str,
    markup: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None,
) -> None:
    await _tried(
        lambda: bot.send_message(
            place.chat,
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            message_thread_id=place.topic,
            reply_parameters=_reply(place),
            reply_markup=markup,
        ),
        never_arrived,
    )


async def _replace(bot: Bot, place: Place, text: str, markup: InlineKeyboardMarkup | None) -> None:
    """The tapped message changed, or a new one where it is gone or too old to be changed."""
    if place.tapped is None:
        await _say(bot, place, text, markup)
        return
    try:
        await _tried(
            lambda: bot.edit_message_text(
                text,
                place.chat,
                place.tapped,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=markup,
            ),
            _answer_lost,
        )
    except BadRequest as error:
        # Who taps twice, or whose message was changed at a try that seemed to fail, sees it already.
        if "message is not modified" not in error.message.lower():
            await _say(bot, place, text, markup)


async def _attach(bot: Bot, place: Place, file: Attach) -> None:
    await _tried(
        lambda: bot.send_document(
            place.chat,
            file.content,
            caption=file.caption or None,
            filename=file.name,
            parse_mode=ParseMode.HTML,
            disable_content_type_detection=True,
            message_thread_id=place.topic,
            reply_parameters=_reply(place),
        ),
        never_arrived,
    )


async def _picture(bot: Bot, place: Place, file: Attach) -> None:
    await _tried(
        lambda: bot.send_photo(
            place.chat,
            file.content,
            caption=file.caption or None,
            filename=file.name,
            parse_mode=ParseMode.HTML,
            message_thread_id=place.topic,
            reply_parameters=_reply(place),
        ),
        never_arrived,
    )


async def _tried(call: Callable[[], Awaitable[object]], harmless: Callable[[TelegramError], bool]) -> None:
    """Makes a call; after an error that makes another try `harmless` again, some times."""
    for pause in PAUSES:
        try:
            await call()
            return
        except TelegramError as error:
            if not harmless(error):
                raise
        await asyncio.sleep(pause)
    await call()


def never_arrived(error: TelegramError) -> bool:
    """Whether a call failed before anything of it was sent."""
    return isinstance(error.__cause__, _NEVER_SENT)


def _answer_lost(error: TelegramError) -> bool:
    """Whether nobody knows if Telegram did what it was called for: the line broke, or what came is no answer."""
    unread = type(error) is TelegramError
    return unread or (isinstance(error, NetworkError) and not isinstance(error, BadRequest))


def keyboard(rows: Sequence[Row]) -> InlineKeyboardMarkup | None:
    """The buttons under a message; None where there are none."""
    return InlineKeyboardMarkup([[_control(control) for control in row] for row in rows]) if rows else None


def _control(control: Button | Link) -> InlineKeyboardButton:
    match control:
        case Button(label, action):
            return InlineKeyboardButton(label, callback_data=write(action))
        case Link(label, url):
            return InlineKeyboardButton(label, url=url)


def _location_button(place: Place) -> ReplyKeyboardMarkup | None:
    """The button that shares a place; Telegram has it in private chats only."""
    if not place.private:
        return None
    label = Speech(place.language).label("send_location")
    return ReplyKeyboardMarkup.from_button(
        KeyboardButton(label, request_location=True), resize_keyboard=True, one_time_keyboard=True
    )


def _reply(place: Place) -> ReplyParameters | None:
    if place.question is None:
        return None
    return ReplyParameters(place.question, allow_sending_without_reply=True)

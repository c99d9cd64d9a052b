"""In a group a card is short, says nothing of one person, and leads to a private chat."""

from bot.conversation.events import Said, Where, Who
from bot.conversation.replies import Button, Link, Say
from bot.conversation.speech import Speech
from bot.conversation.turn import Service
from tests.actors import House

LABEL = Speech("vi").label


async def asked(house: House, *, private: bool) -> Say:
    chat = "chat" if private else "group"
    question = Said(Where("telegram", chat, private=private), Who("an", "vi"), "đăng ký kết hôn cần giấy tờ gì")
    (reply,) = await house.guide.answer(question)
    assert isinstance(reply, Say)
    return reply


def labels(reply: Say) -> list[list[str]]:
    return [[button.label for button in row] for row in reply.buttons]


async def test_a_card_in_a_group_is_shorter_than_in_private_and_has_three_rows(house: House) -> None:
    inside, alone = await asked(house, private=False), await asked(house, private=True)
    assert len(inside.text) < len(alone.text)
    assert "Đăng ký kết hôn" in inside.text
    assert labels(inside) == [
        [LABEL("private_chat")],
        [LABEL("section_documents"), LABEL("section_time")],
        [LABEL("helpful"), LABEL("not_helpful")],
    ]
    ((private,), *_) = inside.buttons
    assert private == Link(LABEL("private_chat"), "https://t.me/motcua_test_bot?start=ket-hon")


async def test_what_is_kept_of_one_person_is_told_in_private_only(house: House) -> None:
    assert "/riengtu" not in (await asked(house, private=False)).text
    assert "/riengtu" in (await asked(house, private=True)).text


async def test_without_the_bot_s_name_there_is_no_way_to_a_private_chat(house: House) -> None:
    house.knows(Service())
    inside = await asked(house, private=False)
    assert all(isinstance(button, Button) for row in inside.buttons for button in row)
    assert len(inside.buttons) == 2

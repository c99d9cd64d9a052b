"""A conversation that shows every kind of reply, and remembers what it was told; invented facts only."""

import hashlib
from html import escape

from bot.conversation.actions import Rate, ShowCard, ShowPage, ShowSection
from bot.conversation.events import Channel, Event, Located, Opened, Said, Tapped
from bot.conversation.replies import AskLocation, Attach, Button, Link, Notice, Replace, Reply, Row, Say

ANSWER = "Abcd1234"
CARD = ShowCard("khai-sinh", ANSWER)
TIME = ShowSection("khai-sinh", "time", ANSWER)
BUTTONS: tuple[Row, ...] = (
    (Button("Thời hạn", TIME), Link("Nộp trực tuyến", "https://example.vn/nop")),
    (Button("👍 Có ích", Rate(ANSWER, "up")), Button("Giúp đỡ", ShowPage("help"))),
)


class EchoGuide:
    """Answers from the event alone."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    async def answer(self, event: Event) -> tuple[Reply, ...]:
        self.events.append(event)
        match event:
            case Opened(payload=payload):
                return (Say(f"<b>Xin chào</b>. Bạn mở: {escape(payload) or 'trang đầu'}"),)
            case Said(text="tệp"):
                return (Attach("tờ khai.txt", "Họ tên".encode(), "<b>Tờ khai</b>"),)
            case Said(text="sổ tay"):
                return (Attach("so-tay.html", b"<p>Khai sinh: 3 ng\xc3\xa0y</p>" * 10_000),)
            case Said(text="gần đây"):
                return (AskLocation("Bạn đang ở đâu?"),)
            case Said(text="hỏng"):
                raise RuntimeError("the person wrote 049123456789")
            case Said(text=text):
                return (Say(f"Bạn viết:\n<b>{escape(text)}</b>", BUTTONS),)
            case Tapped(action=ShowSection()):
                return (Replace("⏱ <b>3 ngày làm việc</b>", ((Button("Quay lại", CARD),),)),)
            case Tapped(action=ShowCard()):
                return (Replace("Thẻ khai sinh", BUTTONS),)
            case Tapped(action=Rate()):
                return (Notice("Cảm ơn bạn & gia đình"),)
            case Tapped(action=ShowPage()):
                return (Say("\n".join(f"{number}. Dòng dài của trang trợ giúp" for number in range(60))),)
            case Located(latitude=latitude, longitude=longitude):
                return (Say(f"Bạn ở {latitude}, {longitude}"),)
        return (Notice("Nút này đã cũ"),)


class PlainPseudonyms:
    """Keys as the records make them, without a secret."""

    def person(self, channel: Channel, identity: str) -> str:
        return hashlib.sha256(f"{channel}:{identity}".encode()).hexdigest()

    def chat(self, channel: Channel, person_identity: str, chat_identity: str) -> str:
        return hashlib.sha256(f"{channel}:{person_identity}:{chat_identity}".encode()).hexdigest()

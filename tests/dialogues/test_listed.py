"""A question the catalog has nothing for, while the national portal lists what is meant."""

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere
from bot.catalog.model import Words
from bot.conversation.fitting import visible_length
from bot.conversation.replies import MAX_VISIBLE
from bot.conversation.speech import Speech
from bot.conversation.turn import Knowledge
from bot.language import Language
from bot.matching import Matcher
from bot.matching.titles import Titles
from tests.actors import House
from tests.actors.house import PERSON_TO_CALL, SERVICE
from tests.dialogues.test_asking import Plays
from tests.matching.small import CATALOG

LONG = "Thẩm định hồ sơ phóng vệ tinh " + "theo thỏa thuận giữa các bên " * 40
TITLES = (
    Elsewhere("title-1", Words("Cấp phép nuôi cá voi trong bể kính"), "1.900001"),
    *(Elsewhere(f"title-{at}", Words(f"{LONG}{at}"), f"1.90000{at}") for at in range(2, 6)),
)


@pytest.fixture
def listing(house: House) -> None:
    """The assistant has the titles of the portal beside a small catalog."""
    titles = Titles(Catalog(procedures=(), elsewhere=TITLES, lexicon=CATALOG.lexicon))
    known = Knowledge(CATALOG, Matcher(CATALOG), SERVICE, titles)
    house.guide.knowledge = lambda: known


DIALOGUES = {
    "one title": """
        opens
        says   nuôi cá voi bể kính
        begins Cấp phép nuôi cá voi trong bể kính
        sees   có trên Cổng Dịch vụ công quốc gia (mã 1.900001) | chưa kiểm chứng nội dung | dichvucong.gov.vn
        offers @browse | @person | @helpful | @not_helpful
        hides  1.900002 | 0235 000 0000
    """,
    "one title, in English": """
        opens
        taps   @language
        speaks en
        says   nuôi cá voi bể kính
        sees   (code 1.900001) | we have not checked | dichvucong.gov.vn
        offers @browse | @person
    """,
    "several that are called nearly the same": """
        opens
        says   thẩm định hồ sơ phóng vệ tinh theo thỏa thuận giữa các bên
        sees   1. Thẩm định | 2. Thẩm định | 3. Thẩm định | chưa kiểm chứng nội dung
        hides  4. Thẩm định
    """,
    "a second miss: a person to call": """
        opens
        says   trồng cây trên mặt trăng
        says   nuôi cá voi bể kính
        sees   1.900001 | 0235 000 0000 | «nuôi cá voi bể kính»
    """,
    "what the catalog has comes first": """
        opens
        says   làm giấy khai sinh
        begins Đăng ký khai sinh
    """,
    "nothing is named by force": """
        opens
        says   làm thẻ lên sao hỏa
        hides  Cổng Dịch vụ công quốc gia
    """,
}


@pytest.mark.usefixtures("listing")
@pytest.mark.parametrize("channel", ["terminal", "web", "telegram"], indirect=True)
@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
async def test_listed(plays: Plays, dialogue: str) -> None:
    await plays(dialogue)


@pytest.mark.usefixtures("listing")
@pytest.mark.parametrize("channel", ["telegram"], indirect=True)
async def test_it_is_counted_as_listed_and_the_question_kept(plays: Plays, house: House) -> None:
    await plays(DIALOGUES["one title"])
    assert house.rows("SELECT kind, text FROM asked_texts") == [("listed_elsewhere", "nuôi cá voi bể kính")]
    assert house.rows("SELECT kind FROM answers") == [("listed_elsewhere",)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_three_long_titles_fit_a_message_with_a_person_to_call(language: Language) -> None:
    speech = Speech(language)
    listed = speech.say("listed", titles=TITLES[1:4], kept=True)
    person = speech.say("person", operator=PERSON_TO_CALL, question="x" * 100)
    assert visible_length(f"{listed}\n\n{person}") <= MAX_VISIBLE

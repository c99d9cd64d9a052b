"""What stands beside the chat: static files, the page of unknown addresses, the page's words."""

from collections.abc import Callable
from dataclasses import asdict, fields

import pytest

from bot.language import LANGUAGES, Language
from bot.web.words import Words, page_words_in, words_in
from tests.web.visiting import Visit


@pytest.mark.parametrize("path", ["/nowhere", "/static/nowhere.js", "/static/../chat.py", "/t/khong-co"])
async def test_an_unknown_address_is_told_kindly_with_a_way_home(visit: Visit, path: str) -> None:
    answer = await visit.client.get(path)
    assert answer.status_code == 404
    assert "Không có trang này" in answer.text
    assert '<a class="button" href="/">Về trang đầu</a>' in answer.text


async def test_the_page_of_an_unknown_address_speaks_english_to_who_reads_it(
    browse: Callable[..., Visit],
) -> None:
    answer = await browse(headers={"Accept-Language": "en"}).client.get("/nowhere")
    assert "There is no such page" in answer.text


async def test_static_files_are_kept_for_a_year_under_an_address_that_changes_with_them(visit: Visit) -> None:
    page = (await visit.client.get("/chat")).text
    for name, kind in (("chat.css", "text/css"), ("chat.js", "text/javascript")):
        address = page.split(f"/static/{name}", 1)[1].split('"', 1)[0]
        answer = await visit.client.get(f"/static/{name}{address}")
        assert address.startswith("?v=")
        assert answer.headers["content-type"].startswith(kind)
        assert "immutable" in answer.headers["cache-control"]


async def test_what_a_person_read_is_not_kept_by_shared_caches(visit: Visit) -> None:
    assert (await visit.client.get("/chat")).headers["cache-control"] == "private, no-cache"
    answer = await visit.posts({"Accept": "application/json"}, text="xin chào")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_page_is_there_in_each_language(language: Language) -> None:
    words = words_in(language)
    assert all(getattr(words, field.name).strip() for field in fields(Words))
    assert words.download.format(name="a.pdf").endswith("a.pdf")


def test_the_languages_do_not_say_the_same() -> None:
    vietnamese, english = words_in("vi"), words_in("en")
    same = {field.name for field in fields(Words) if getattr(vietnamese, field.name) == getattr(english, field.name)}
    assert same == {"heading", "assistant"}
    vietnamese_pages, english_pages = asdict(page_words_in("vi")), asdict(page_words_in("en"))
    assert not [name for name, said in vietnamese_pages.items() if english_pages[name] == said]

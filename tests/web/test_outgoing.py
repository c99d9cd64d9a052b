"""How replies become HTML that can do no harm."""

import pytest

from bot.conversation.actions import ShowPage
from bot.conversation.replies import Attach, Button, Link, Say
from bot.web.outgoing import safe, show
from bot.web.pages import Pages


@pytest.mark.parametrize(
    "text",
    [
        "<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code>",
        "dòng 1\ndòng 2\n\n1. tờ <b>3</b>",
        "<pre>a\n b</pre>",
        "<blockquote>luật</blockquote>",
        "5 &lt; 6 &amp; 7",
    ],
)
def test_the_small_html_of_replies_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<b onclick="alert(1)">x</b>',
        "<style>*{display:none}</style>",
        '<form action="https://evil.example"><input name=token></form>',
        "<svg><script>alert(1)</script></svg>",
    ],
)
def test_what_could_act_is_removed(text: str) -> None:
    kept = safe(text)
    for harm in ("alert", "<img", "<form", "<input", "<style", "<svg", "javascript:", "data:", "onclick"):
        assert harm not in kept


def test_links_in_a_text_open_beside_the_chat_without_telling_where_from() -> None:
    link = safe('<a href="https://example.vn/?a=1&amp;b=2">xem</a>')
    assert 'href="https://example.vn/?a=1&amp;b=2"' in link
    assert 'target="_blank"' in link
    assert 'rel="noopener noreferrer"' in link


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.vn", True),
        ("tel:1022", True),
        ("/t/khai-sinh", True),
        ("javascript:alert(1)", False),
        ("//evil.example", False),
        ("data:text/html,x", False),
    ],
)
def test_a_link_button_leads_only_to_addresses_that_cannot_act(url: str, linked: bool) -> None:
    [shown] = show([Say("x", ((Link("Xem", url),),))], Pages(), "vi")
    assert (f'href="{url}"' in shown.content) is linked
    assert "Xem" in shown.content
    assert linked or url not in shown.content


def test_labels_are_text_and_rows_stay_rows() -> None:
    rows = ((Button("<b>1</b>", ShowPage("help")), Button("2", ShowPage("home"))), (Button("3", ShowPage("about")),))
    [shown] = show([Say("x", rows)], Pages(), "vi")
    assert "&lt;b&gt;1&lt;/b&gt;" in shown.content
    assert shown.content.count('<div class="row">') == 2
    assert shown.content.count("<button") == 3


@pytest.mark.parametrize(("name", "seen"), [("tuan.png", True), ("to-khai.pdf", False)])
def test_a_picture_is_seen_at_once_and_any_file_can_be_taken_home(name: str, seen: bool) -> None:
    (shown,) = show([Attach(name, b"x", "Biểu đồ")], Pages(), "vi")
    assert ("<img" in shown.content) is seen
    assert f'download="{name}"' in shown.content

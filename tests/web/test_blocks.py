"""Messages as blocks of a page."""

import pytest

from bot.web.blocks import blocks


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("một\nhai", "<p>một<br>\nhai</p>"),
        ("một\n\nhai", "<p>một</p>\n<p>hai</p>"),
        ("<b>Theo luật</b>\n– a\n– b", "<h3>Theo luật</h3>\n<ul><li>a</li><li>b</li></ul>"),
        ("<b>3 ngày</b>, rồi thôi", "<p><b>3 ngày</b>, rồi thôi</p>"),
        ("1. a\n2. b\n– c\n– d\n3. e", "<ol>\n<li>a</li>\n<li>b<ul><li>c</li><li>d</li></ul></li>\n<li>e</li>\n</ol>"),
        ("Tùy trường hợp:\n4. a", '<p>Tùy trường hợp:</p>\n<ol start="4">\n<li>a</li>\n</ol>'),
        ("– a\nĐược miễn: b\n– c", "<ul><li>a</li></ul>\n<p>Được miễn: b</p>\n<ul><li>c</li></ul>"),
        ("", ""),
    ],
)
def test_lines_become_paragraphs_headings_and_lists(text: str, html: str) -> None:
    assert blocks(text) == html

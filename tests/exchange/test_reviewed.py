"""Reviews are written into files without touching anything else of them."""

from datetime import date
from typing import Final

import pytest
import yaml

from bot.catalog.model import Review
from bot.exchange.reviewed import difference, with_review

REVIEW: Final = Review(date(2026, 11, 23), 'Phòng "Tư pháp": phường VÍ DỤ', date(2027, 5, 25))
WRITTEN: Final = {
    "assured_on": "2026-11-23",
    "assured_by": 'Phòng "Tư pháp": phường VÍ DỤ',
    "next_review_on": "2027-05-25",
}
BLOCK: Final = """# giữ nguyên
id: thu
review:
  assured_on: "2026-01-01"  # ngày cũ
  assured_by: ai đó
  next_review_on: "2026-07-01"
before: []
"""


@pytest.mark.parametrize(
    "text",
    [
        BLOCK,
        "id: thu\nreview: {assured_on: '2026-01-01', assured_by: ai đó, next_review_on: '2026-07-01'}\nbefore: []\n",
        "id: thu\nreview:\n  assured_by: ai đó\nbefore: []\n",
        "id: thu\nreview: {assured_by: ai đó}\nbefore: []\n",
        "id: thu\nreview:\nbefore: []\n",
        "id: thu\nreview: {}\nbefore: []\n",
        "id: thu\nreview: ~\nbefore: []\n",
        "id: thu\nbefore: []\n",
        "id: thu\nbefore: []",
    ],
)
def test_a_review_is_written_however_the_file_holds_it(text: str) -> None:
    data = yaml.safe_load(with_review(text, REVIEW))
    assert data == {"id": "thu", "before": [], "review": WRITTEN}


def test_nothing_but_the_review_changes() -> None:
    changed = [
        line
        for line in difference("catalog/thu.yaml", BLOCK, with_review(BLOCK, REVIEW)).splitlines()
        if line[:1] in "+-"
    ]
    assert changed == [
        "--- a/catalog/thu.yaml",
        "+++ b/catalog/thu.yaml",
        '-  assured_on: "2026-01-01"  # ngày cũ',
        "-  assured_by: ai đó",
        '-  next_review_on: "2026-07-01"',
        '+  assured_on: "2026-11-23"  # ngày cũ',
        '+  assured_by: "Phòng \\"Tư pháp\\": phường VÍ DỤ"',
        '+  next_review_on: "2027-05-25"',
    ]


def test_the_same_review_changes_nothing() -> None:
    written = with_review(BLOCK, REVIEW)
    assert difference("catalog/thu.yaml", written, with_review(written, REVIEW)) == ""

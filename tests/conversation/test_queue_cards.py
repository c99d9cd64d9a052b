"""What an official reads of an item fits one message, however long what was asked and the names are."""

from datetime import date

import pytest

from bot.conversation.fitting import visible_length
from bot.conversation.replies import MAX_VISIBLE
from bot.conversation.speech import Speech
from bot.desk.learning import Moved, Trial
from bot.language import Language
from bot.records.queue import Item
from tests.actors.house import knowledge

DAY = date(2026, 11, 23)
LONGEST = sorted(knowledge().catalog.procedures, key=lambda each: -len(each.name.vi))[:5]
ITEM = Item("item0001", "assigned", "dài " * 75, 12_345, 678, date(2026, 9, 1), DAY, DAY)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_longest_item_fits(language: Language) -> None:
    values = {"number": 999, "total": 999, "age": 83, "held": False, "mine": True, "about": None}
    said = Speech(language).say("item", item=ITEM, nearest=LONGEST[:3], like=ITEM, **values)
    assert visible_length(said) <= MAX_VISIBLE


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_longest_effect_fits(language: Language) -> None:
    moved = Moved("dài " * 75, (), ())
    trial = Trial("p" * 120, LONGEST[0], 2_698, (moved,) * 50, (moved,) * 50)
    names = [each.short_name.vi if each.short_name else each.name.vi for each in LONGEST[:2]]
    lost = [(moved.question, names, names)] * 3
    values = {"found": [moved.question] * 3, "more_found": 47, "lost": lost, "more_lost": 47}
    assert visible_length(Speech(language).say("phrase_tried", trial=trial, **values)) <= MAX_VISIBLE

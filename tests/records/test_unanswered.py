"""What could not be answered becomes items; each step is one official's, and nothing of it leads to who asked."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.records import (
    Database,
    Entry,
    Item,
    ItemMerged,
    ItemRejected,
    ItemSettled,
    ItemTaken,
    Learned,
    NoteWanted,
    NotInForce,
    Official,
    PhraseLearned,
    PhraseUnlearned,
    Queue,
    Records,
    Retention,
)
from bot.records.queue import Ungrouped
from tests.records.people import (
    AN,
    AN_CHAT,
    BINH,
    BINH_CHAT,
    DAY,
    SECRETS,
    answered,
    asked,
    chose,
    explained,
    kept,
    rated,
    rows,
)

WEEK = timedelta(days=7)
UNTIL = DAY + timedelta(days=90)


def by_text(texts: Sequence[Ungrouped], items: Sequence[Item]) -> Mapping[str, str]:
    """Equal texts are one item, whose id is made of the text."""
    known = {each.text: each.id for each in items if each.state != "applied"}
    return {each.id: known.get(each.text, (each.text.replace(" ", "-") + "-" * 8)[:8]) for each in texts}


async def queue_of(records: Records, today: date = DAY) -> Queue:
    return await records.queue(today, by_text)


async def asks(records: Records, *texts: str, day: date = DAY) -> None:
    for number, text in enumerate(texts):
        name = f"{text}-{number}-{day}"
        await records.store(AN_CHAT, AN, None, [asked(name, asked_text=text, day=day)])


async def does(records: Records, *entries: Entry) -> None:
    for entry in entries:
        await records.store(BINH_CHAT, BINH, None, [entry])


def official(person: str = BINH, day: date = DAY) -> Official:
    return Official(person, "reviewer", day)


def taken(item: str, person: str = BINH, day: date = DAY) -> ItemTaken:
    return ItemTaken(item, day - WEEK, official(person, day))


def taught(item: str | None, name: str = "phrase01") -> PhraseLearned:
    return PhraseLearned(Learned(name, "nuôi chim", "khai-sinh", DAY, item), official())


def wanted(item: str, person: str = AN, address: str = "1001") -> NoteWanted:
    return NoteWanted(person, "telegram", address, item, "vi", 1, UNTIL)


async def test_only_what_was_not_answered_waits_counted_and_dated(records: Records, database: Database) -> None:
    later = DAY + timedelta(days=2)
    await asks(records, "nuôi chim", "nuôi chim", "đào giếng")
    await records.store(AN_CHAT, AN, None, [replace(asked("q9", asked_text="nuôi chim", day=later), assisted=True)])
    await records.store(AN_CHAT, AN, None, [answered(kind="choice"), chose(None, asked_text="xin giấy")])
    await Records(database, SECRETS, "all").store(AN_CHAT, AN, None, [asked("q10", "procedure", "khai sinh")])
    queue = await queue_of(records, later)
    found = {each.text: (each.state, each.count, each.assisted, each.first_day, each.last_day) for each in queue.items}
    assert found == {
        "nuôi chim": ("new", 3, 1, DAY, later),
        "đào giếng": ("new", 1, 0, DAY, DAY),
        "xin giấy": ("new", 1, 0, DAY, DAY),
    }
    assert set(queue.recent) == {"nuôi chim", "đào giếng", "xin giấy", "khai sinh"}
    assert queue.recent[0] == "nuôi chim"
    assert "khai sinh" not in (await queue_of(records, DAY + timedelta(days=31))).recent


async def test_of_what_was_asked_equally_often_the_shortest_with_accents_is_shown(records: Records) -> None:
    await asks(records, "nuoi chim", "nuôi chim", "cho em nuôi chim")
    one = await records.queue(DAY, lambda texts, _: {each.id: "item0001" for each in texts})
    assert [each.text for each in one.items] == ["nuôi chim"]


async def test_a_wrong_procedure_is_an_item_without_a_text_and_comes_again_with_the_next_report(
    records: Records,
) -> None:
    async def reports(name: str) -> None:
        given = replace(answered(name, kind="procedure"), procedure="khai-sinh")
        await records.store(AN_CHAT, AN, None, [given, rated("down", AN, name), explained("wrong", None, AN, name)])

    await reports("answer-1")
    await reports("answer-2")
    (item,) = (await queue_of(records)).items
    assert (item.about, item.text, item.count, item.state) == ("khai-sinh", None, 2, "new")
    await does(records, taken(item.id), ItemSettled(item.id, official()))
    assert [each.state for each in (await queue_of(records)).items] == ["applied"]
    await reports("answer-3")
    (item,) = (await queue_of(records)).items
    assert (item.count, item.state) == (1, "new")


async def test_of_two_officials_who_take_one_item_at_once_one_has_it(records: Records) -> None:
    await asks(records, "nuôi chim")
    (item,) = (await queue_of(records)).items
    people = [f"official-{number}" for number in range(5)]
    outcomes = await asyncio.gather(
        *(records.store("", person, None, [taken(item.id, person)]) for person in people), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["NoneType", *["NotInForce"] * 4]
    winner = people[outcomes.index(None)]
    (item,) = (await queue_of(records)).items
    assert (item.state, item.taker) == ("assigned", winner)
    with pytest.raises(NotInForce):
        await does(records, ItemRejected(item.id, official("official-9")))
    await does(records, ItemRejected(item.id, official(winner)))


async def test_what_somebody_left_for_a_week_another_one_may_take(records: Records) -> None:
    await asks(records, "nuôi chim")
    (item,) = (await queue_of(records)).items
    await does(records, taken(item.id))
    with pytest.raises(NotInForce):
        await does(records, taken(item.id, AN, DAY + WEEK))
    later = DAY + WEEK + timedelta(days=1)
    await does(records, taken(item.id, AN, later))
    (item,) = (await queue_of(records, later)).items
    assert item.taker == AN


@pytest.mark.parametrize("step", ["reject", "settle", "merge", "learn"])
async def test_nothing_is_closed_that_nobody_took(records: Records, database: Database, step: str) -> None:
    await asks(records, "nuôi chim", "đào giếng")
    (one, two) = (await queue_of(records)).items
    entries: dict[str, Entry] = {
        "reject": ItemRejected(one.id, official()),
        "settle": ItemSettled(one.id, official()),
        "merge": ItemMerged(one.id, two.id, official()),
        "learn": taught(one.id),
    }
    with pytest.raises(NotInForce):
        await does(records, entries[step])
    assert await rows(database, "learned") == []
    assert await rows(database, "audit") == []


async def test_a_phrase_is_learned_with_its_item_and_both_are_undone_together(records: Records) -> None:
    await asks(records, "nuôi chim")
    (item,) = (await queue_of(records)).items
    await does(records, taken(item.id), taught(item.id))
    assert await records.learned() == (Learned("phrase01", "nuôi chim", "khai-sinh", DAY, item.id),)
    (item,) = (await queue_of(records)).items
    assert (item.state, item.procedure, item.is_open) == ("applied", "khai-sinh", False)
    await does(records, PhraseUnlearned("phrase01", official()))
    assert await records.learned() == ()
    (item,) = (await queue_of(records)).items
    assert (item.state, item.procedure) == ("new", None)
    with pytest.raises(NotInForce):
        await does(records, PhraseUnlearned("phrase01", official()))


async def test_the_audit_says_who_and_when_but_not_what_a_citizen_asked(records: Records, database: Database) -> None:
    await asks(records, "nuôi chim", "đào giếng")
    (one, two) = (await queue_of(records)).items
    await does(records, taken(one.id), ItemMerged(one.id, two.id, official()), taken(two.id), taught(two.id))
    audit = await rows(database, "audit")
    assert sorted(row["deed"] for row in audit) == ["learn", "merge", "take", "take"]
    assert {str(row["day"]) for row in audit} == {str(DAY)}
    assert not any(word in str(row) for row in audit for word in ("chim", "giếng"))
    own = (await records.held_about(BINH))["deeds"]
    assert isinstance(own, list)
    assert len(own) == 4


async def test_a_merged_item_hands_its_texts_and_who_waits_on(records: Records, database: Database) -> None:
    await asks(records, "nuôi chim", "đào giếng")
    queue = await queue_of(records)
    one, two = (next(each for each in queue.items if each.text == text) for text in ("nuôi chim", "đào giếng"))
    await does(records, wanted(one.id), taken(one.id), ItemMerged(one.id, two.id, official()))
    (item,) = (await queue_of(records)).items
    assert (item.id, item.count) == (two.id, 2)
    await does(records, taken(two.id), taught(two.id))
    assert [note.contact.chat for note in await records.notes_due()] == ["1001"]
    assert await kept(database, "unanswered", "state") == ["applied", "duplicate"]
    with pytest.raises(NotInForce):
        await does(records, ItemMerged(two.id, one.id, official()))


async def test_whoever_agreed_is_told_once_the_item_is_applied_and_then_forgotten(
    records: Records, database: Database
) -> None:
    await asks(records, "nuôi chim")
    (item,) = (await queue_of(records)).items
    await does(records, wanted(item.id), wanted(item.id), wanted(item.id, BINH, "1002"))
    assert await records.notes_due() == ()
    assert len(await rows(database, "contacts")) == 2
    held = (await records.held_about(AN))["contacts"]
    assert isinstance(held, list)
    assert [(each["purpose"], each["waits_for"]) for each in held] == [("added", item.id)]
    await does(records, taken(item.id), taught(item.id))
    notes = await records.notes_due()
    assert sorted((note.contact.person, note.contact.chat, note.procedure, note.language) for note in notes) == sorted(
        [(AN, "1001", "khai-sinh", "vi"), (BINH, "1002", "khai-sinh", "vi")]
    )
    await records.note_done(notes[0].key)
    assert len(await records.notes_due()) == 1
    assert len(await rows(database, "contacts")) == len(await rows(database, "awaited")) == 1


async def test_who_waits_for_what_is_rejected_is_forgotten(records: Records, database: Database) -> None:
    await asks(records, "nuôi chim", "đào giếng")
    one, two = (await queue_of(records)).items
    await does(records, wanted(one.id), wanted(two.id, BINH, "1002"), taken(one.id), ItemRejected(one.id, official()))
    assert len(await rows(database, "contacts")) == len(await rows(database, "awaited")) == 1
    with pytest.raises(NotInForce):
        await does(records, wanted("nothing1"))


async def test_erasing_takes_contact_and_what_it_waits_for_and_lets_go_of_what_was_taken(
    records: Records, database: Database
) -> None:
    await asks(records, "nuôi chim")
    (item,) = (await queue_of(records)).items
    await does(records, wanted(item.id), taken(item.id))
    await records.erase(AN)
    assert (await rows(database, "contacts"), await rows(database, "awaited")) == ([], [])
    await records.erase(BINH)
    (item,) = (await queue_of(records)).items
    assert (item.state, item.taker) == ("new", None)


async def test_an_item_goes_with_its_last_text_and_a_closed_one_stays_without(
    records: Records, database: Database
) -> None:
    await asks(records, "nuôi chim", "đào giếng", "nuôi chim")
    queue = await queue_of(records)
    bird = next(each for each in queue.items if each.text == "nuôi chim")
    await does(records, taken(bird.id), taught(bird.id))
    counts = await records.purge(DAY + timedelta(days=91), Retention(), lambda state: state)
    assert (counts["asked_texts"], counts["unanswered"]) == (3, 1)
    assert [(row["state"], row["count"]) for row in await rows(database, "unanswered")] == [("applied", 2)]
    assert (await queue_of(records, DAY + timedelta(days=91))).items == ()
    assert len(await records.learned()) == 1
    counts = await records.purge(date(2028, 7, 21), Retention(), lambda state: state)
    assert counts["unanswered"] == 1


async def test_nobody_is_reached_after_ninety_days(records: Records, database: Database) -> None:
    await asks(records, "nuôi chim")
    (item,) = (await queue_of(records)).items
    await does(records, wanted(item.id))
    await records.purge(UNTIL, Retention(), lambda state: state)
    assert (await rows(database, "contacts"), await rows(database, "awaited")) == ([], [])


async def test_two_processes_that_group_at_once_put_a_text_into_one_item(records: Records, database: Database) -> None:
    await asks(records, "nuôi chim", "đào giếng")
    other = Records(database, SECRETS)
    await asyncio.gather(queue_of(records), queue_of(other))
    assert sorted(each.count for each in (await queue_of(records)).items) == [1, 1]
    assert len(await rows(database, "unanswered")) == 2

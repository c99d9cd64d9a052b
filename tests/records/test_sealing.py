"""Pseudonyms name the same person for ever; sealed values tell nothing without a key."""

import base64

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.records import Pseudonyms, SealBroken, Secrets
from bot.records.sealing import Sealing

KEY = Fernet.generate_key()
NAMES = Pseudonyms(b"s" * 32)


def test_a_person_keeps_the_same_name() -> None:
    assert NAMES.person("telegram", "1001") == Pseudonyms(b"s" * 32).person("telegram", "1001")
    assert len(NAMES.person("telegram", "1001")) >= 22


def test_names_differ_by_person_channel_chat_answer_purpose_and_secret() -> None:
    names = [
        NAMES.person("telegram", "1001"),
        NAMES.person("telegram", "1002"),
        NAMES.person("web", "1001"),
        NAMES.chat("telegram", "1001", "1001"),
        NAMES.chat("telegram", "1001", "-5"),
        NAMES.chat("telegram", "1002", "-5"),
        NAMES.rater("telegram", "1001"),
        NAMES.rater("telegram", "answer-2"),
        NAMES.chat("telegram", "1", "01"),
        NAMES.chat("telegram", "10", "1"),
        Pseudonyms(b"t" * 32).person("telegram", "1001"),
    ]

    assert len(set(names)) == len(names)


@settings(deadline=None)
@given(st.text().map(lambda text: text.rstrip(" ") + "}"))
def test_what_is_sealed_opens_as_it_was(text: str) -> None:
    assert Sealing((KEY,)).open(Sealing((KEY,)).seal(text)) == text


def test_a_sealed_value_tells_neither_its_moment_nor_its_exact_length() -> None:
    short, long = Sealing((KEY,)).seal("{}"), Sealing((KEY,)).seal('{"procedure": "xac-nhan-hon-nhan"}')

    assert len(short) == len(long)
    for sealed in (short, long):
        assert base64.urlsafe_b64decode(sealed)[1:9] == bytes(8)


def test_a_changed_value_or_a_missing_key_breaks_the_seal() -> None:
    sealed = Sealing((KEY,)).seal("{}")

    for broken in (sealed[:-9] + b"AAAAAAAA=", b"", b"not sealed at all", Sealing((Fernet.generate_key(),)).seal("{}")):
        with pytest.raises(SealBroken):
            Sealing((KEY,)).open(broken)


@pytest.mark.parametrize(
    ("pseudonym", "sealing", "remedy"),
    [
        (b"short", (KEY,), "32 random"),
        (b"s" * 32, (), "at least one"),
        (b"s" * 32, (KEY, b"secret-but-wrong"), "Sealing key 2"),
    ],
)
def test_bad_secrets_are_refused_without_being_shown(pseudonym: bytes, sealing: tuple[bytes, ...], remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy) as refused:
        Secrets(pseudonym, sealing)
    assert "secret-but-wrong" not in str(refused.value)


def test_secrets_are_not_printed() -> None:
    assert repr(Secrets(b"s" * 32, (KEY,))) == "Secrets()"

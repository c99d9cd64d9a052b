"""Whoever sets up an installation: what they write is understood, or told with its place and the remedy."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.config import (
    PROJECT,
    SECRETS,
    Config,
    ConfigIncomplete,
    ConfigNotWritten,
    ConfigUnreadable,
    ConfigWrong,
    SecretsExposed,
    check_complete,
    load,
    secrets_in,
    settings,
    write_new,
)

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
OLD_KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY="


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the machine's variables nor a config.yaml of the developer take part."""
    for name in [name for name in os.environ if name.upper().startswith("MOTCUA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def written(text: str, mode: int = 0o600) -> Path:
    """A config.yaml where the program is started."""
    file = Path("config.yaml")
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_without_a_file_the_web_chat_is_served_on_loopback_and_nobody_claims_to_be_official() -> None:
    config = load()
    assert (config.web.enabled, config.web.host, config.telegram.token) == (True, "127.0.0.1", None)
    assert config.agency is None
    assert config.catalog == PROJECT / "catalog"


def test_the_file_is_read_as_typed() -> None:
    written("""
agency: {name: {vi: Xã Ví Dụ, en: Example Commune}}
operator: {phone: 0123, hours: 7:30}
web: {enabled: no}
log:
""")
    config = load()
    assert config.agency is not None
    assert config.agency.name.said_in("en") == "Example Commune"
    assert config.operator.phone == "0123"
    assert config.operator.hours is not None
    assert config.operator.hours.vi == "7:30"
    assert config.web.enabled is False
    assert config.log.level == "info"


def test_the_environment_wins_over_the_file_setting_by_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    written("web: {port: 1000, host: 0.0.0.0}")
    monkeypatch.setenv("MOTCUA_WEB__PORT", "2000")
    monkeypatch.setenv("MOTCUA_TELEGRAM__TOKEN", "")
    monkeypatch.setenv("MOTCUA_SECRETS__SEALING", f"{KEY}, {OLD_KEY}")
    config = load()
    assert (config.web.port, config.web.host) == (2000, "0.0.0.0")
    assert config.telegram.token is None
    assert [key.get_secret_value() for key in config.secrets.sealing] == [KEY, OLD_KEY]


def test_every_wrong_setting_is_told_at_once_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    written("""
telegram: {tokn: "1:a", username: "@motcua"}
agency: {name: {vn: Xã Ví Dụ, vi: Xã Ví Dụ}}
databse: x
web: {port: http}
log: debug
""")
    monkeypatch.setenv("MOTCUA_TELEGRAM_TOKEN", "1:a")
    monkeypatch.setenv("MOTCUA_PRIVACY__TEXT_DAY", "3")
    monkeypatch.setenv("MOTCUA_PRIVACY__KEEP_QUESTION_TEXT", "some")
    with pytest.raises(ConfigWrong) as told:
        load()
    assert sorted(told.value.problems) == sorted(
        [
            "config.yaml: telegram.tokn: unknown key, did you mean token?",
            "config.yaml: telegram.username: '@motcua': string should match pattern '^\\w{5,32}$'",
            "config.yaml: agency.name.vn: unknown key, did you mean vi?",
            "config.yaml: databse: unknown key, did you mean database?",
            "config.yaml: web.port: 'http': input should be a valid integer, unable to parse string as an integer",
            "config.yaml: log: not a section; write its settings one by one",
            "MOTCUA_TELEGRAM_TOKEN: unknown key, did you mean MOTCUA_TELEGRAM__TOKEN?",
            "MOTCUA_PRIVACY__TEXT_DAY: unknown key, did you mean MOTCUA_PRIVACY__TEXT_DAYS?",
            "MOTCUA_PRIVACY__KEEP_QUESTION_TEXT: 'some': input should be 'never', 'unanswered' or 'all'",
        ]
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("web: {port: 1, port: 2}", "config.yaml:1: port stands already on line 1; keep one"),
        ("log:\n  level: ]", "config.yaml:2: cannot be read as YAML"),
        ("- web", "config.yaml: not settings"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text: str, sentence: str) -> None:
    with pytest.raises(ConfigUnreadable) as told:
        load(written(text))
    assert sentence in str(told.value)


def test_a_file_that_may_not_be_read_is_told_with_the_reason() -> None:
    Path("folder.yaml").mkdir()
    with pytest.raises(ConfigUnreadable, match=r"^folder\.yaml: cannot be read \(Is a directory\); name a file"):
        load(Path("folder.yaml"))


def test_an_empty_file_sets_nothing() -> None:
    assert load(written("# nothing yet\n")).web.port == 8080


def test_a_file_asked_for_must_be_there() -> None:
    with pytest.raises(ConfigUnreadable, match=r"other\.yaml: no such file; `motcua init` writes one"):
        load(Path("other.yaml"))


@pytest.mark.parametrize("address", ["mysql://u:hidden@h/x", "postgresql+asyncpg://u@h:hidden/x", "hidden"])
def test_only_the_two_databases_are_taken_and_a_password_is_not_repeated(address: str) -> None:
    with pytest.raises(ConfigWrong, match=r"config\.yaml: database: write sqlite\+aiosqlite") as told:
        load(written(f"database: {address}"))
    assert "hidden" not in str(told.value)


@pytest.mark.parametrize(
    "text",
    [
        f"secrets: {{sealing: [{KEY}]}}",
        "secrets: {pseudonym: hidden}",
        "telegram: {token: hidden}",
        "telegram: {webhook: {secret: hidden}}",
        "database: postgresql+asyncpg://u:hidden@h/x",
        "database: postgresql+asyncpg://:hidden@h/x",
        "database: postgresql+asyncpg://h/x?password=hidden",
        "database: postgresql+asyncpg://u@h:hidden/x",
    ],
)
@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_secrets_that_others_may_read_are_refused(text: str, mode: int) -> None:
    with pytest.raises(SecretsExposed, match=rf"mode {mode:04o}\); run: chmod 600 config\.yaml") as told:
        load(written(text, mode))
    assert "hidden" not in str(told.value)


def test_no_secret_among_the_settings_is_forgotten() -> None:
    """A setting is secret by its type; what its file then demands and what is never shown follow from that."""
    assert {
        ("database",),
        ("secrets", "pseudonym"),
        ("secrets", "sealing"),
        ("telegram", "token"),
        ("telegram", "webhook", "secret"),
    } == SECRETS


def test_a_file_without_secrets_may_be_read_by_all() -> None:
    text = "web: {port: 81}\ntelegram: {token: null}\ndatabase: postgresql+asyncpg://u@h/x"
    assert load(written(text, 0o644)).web.port == 81


def test_secrets_in_a_file_of_another_account_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    file = written("telegram: {token: 1:hidden}\nlog: {level: debug}")
    owner = file.stat().st_uid
    if owner == 0:  # a file of root may be used by every account it lets read it
        owner = 4321
        os.chown(file, owner, -1)
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    with pytest.raises(SecretsExposed) as told:
        load(file)
    assert told.value.problems == (
        f"config.yaml: holds secrets, but it belongs to account {owner} and this is {owner + 1}; "
        f"run: chown {owner + 1} config.yaml, or start the program as account {owner}",
    )
    file.write_text("log: {level: debug}")
    assert load(file).log.level == "debug"


def test_of_a_link_the_file_behind_it_counts() -> None:
    Path("kept").mkdir(mode=0o755)
    file = Path("kept/secret.yaml")
    file.write_text("telegram: {token: 1:hidden}")
    Path("config.yaml").symlink_to(file)
    file.chmod(0o600)
    assert load().telegram.token is not None
    file.chmod(0o644)
    with pytest.raises(SecretsExposed, match=r"mode 0644\); run: chmod 600 config\.yaml"):
        load()


def test_secrets_from_the_environment_need_no_file_of_mode_0600(monkeypatch: pytest.MonkeyPatch) -> None:
    written("web: {port: 81}", 0o644)
    monkeypatch.setenv("MOTCUA_TELEGRAM__TOKEN", "1:hidden")
    monkeypatch.setenv("MOTCUA_TELEGRAM__WEBHOOK__SECRET", "hidden" * 6)
    monkeypatch.setenv("MOTCUA_DATABASE", "postgresql+asyncpg://u:hidden@h/x")
    config = load()
    assert config.telegram.token
    assert config.telegram.webhook.secret
    assert config.database.get_secret_value() == "postgresql+asyncpg://u:hidden@h/x"


def test_every_secret_can_be_kept_out_of_the_log() -> None:
    config = load(
        written(f"""
secrets: {{pseudonym: {"p" * 32}, sealing: [{KEY}, {OLD_KEY}]}}
telegram: {{token: 1:t, webhook: {{secret: {"w" * 32}}}}}
database: postgresql+asyncpg://u:hidden@h/x
""")
    )
    assert set(secrets_in(config)) == {"p" * 32, KEY, OLD_KEY, "1:t", "w" * 32, "hidden"}
    assert set(secrets_in(Config())) == set()


def test_no_secret_is_ever_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_SECRETS__PSEUDONYM", "hidden")
    file = written("secrets: {sealing: [hidden]}\ntelegram: {token: hidden}\nweb: {host: [hidden]}")
    with pytest.raises(ConfigWrong) as told:
        load(file)
    assert told.value.problems == (
        "MOTCUA_SECRETS__PSEUDONYM: shorter than 32 characters; `motcua init` makes one",
        "config.yaml: secrets.sealing: not a Fernet key; make one with `motcua init`",
        "config.yaml: telegram.token: not a token; @BotFather gives one such as 123456:ABC-DEF",
        "config.yaml: web.host: input should be a valid string",
    )
    assert told.value.__context__ is None

    monkeypatch.setenv("MOTCUA_SECRETS__PSEUDONYM", "hidden" * 6)
    written(
        f"secrets: {{sealing: [{KEY}]}}\ntelegram: {{token: 1:hidden}}\ndatabase: postgresql+asyncpg://u:hidden@h/x"
    )
    config = load()
    assert not {"hidden", KEY} & set(re.findall(r"hidden|[\w=]{40,}", f"{config} {config!r}"))


def test_what_is_missing_to_run_is_told_at_once() -> None:
    with pytest.raises(ConfigIncomplete) as told:
        check_complete(load(written("web: {enabled: false}")))
    places = [problem.partition(":")[0] for problem in told.value.problems]
    assert places == ["secrets.pseudonym", "secrets.sealing", "telegram.token"]


def test_a_webhook_needs_a_token_and_a_secret() -> None:
    with pytest.raises(ConfigIncomplete) as told:
        check_complete(load(written("telegram: {webhook: {url: https://motcua.example/telegram}}")))
    places = [problem.partition(":")[0] for problem in told.value.problems]
    assert places == ["secrets.pseudonym", "secrets.sealing", "telegram.token", "telegram.webhook.secret"]


@pytest.mark.parametrize("proxy", ["proxy.example", "10.0.0.0/8", "10.0.0.1:80", "*"])
def test_the_trusted_proxy_is_one_address(proxy: str) -> None:
    with pytest.raises(ConfigWrong) as told:
        load(written(f"web: {{trusted_proxy: '{proxy}'}}"))
    problem = f"config.yaml: web.trusted_proxy: {proxy!r}: not an IP address; write one such as 127.0.0.1"
    assert told.value.problems == (problem,)


def test_the_trusted_proxy_may_be_written_in_any_form_of_its_address() -> None:
    assert load(written("web: {trusted_proxy: '2001:0DB8:0::1'}")).web.trusted_proxy == "2001:db8::1"


@pytest.mark.parametrize("url", ["https://motcua.example", "https://motcua.example/", "motcua.example/telegram"])
def test_a_webhook_has_a_path_of_its_own(url: str) -> None:
    with pytest.raises(ConfigWrong, match=r"config\.yaml: telegram\.webhook\.url: "):
        load(written(f"telegram: {{webhook: {{url: '{url}'}}}}"))


@pytest.mark.parametrize("secret", ["hidden", "hidden" * 50, "hidden hidden hidden hidden hidden"])
def test_a_webhook_secret_is_one_that_telegram_takes_and_nobody_guesses(secret: str) -> None:
    with pytest.raises(ConfigWrong, match=r"telegram\.webhook\.secret: not 32 to 256 .*; `motcua init`") as told:
        load(written(f"telegram: {{webhook: {{secret: '{secret}'}}}}"))
    assert "hidden" not in str(told.value)


def test_init_writes_a_file_that_runs_with_secrets_of_its_own() -> None:
    for name in ("one.yaml", "two.yaml"):
        write_new(Path(name))
        assert Path(name).stat().st_mode & 0o777 == 0o600
        check_complete(load(Path(name)))
    hooks = [load(Path(name)).telegram.webhook for name in ("one.yaml", "two.yaml")]
    assert hooks[0].secret != hooks[1].secret
    assert {hook.url for hook in hooks} == {None}
    one, two = load(Path("one.yaml")).secrets, load(Path("two.yaml")).secrets
    assert one.pseudonym != two.pseudonym
    assert one.sealing != two.sealing


def test_init_overwrites_nothing() -> None:
    file = written("log: {level: debug}")
    with pytest.raises(ConfigNotWritten, match=r"config\.yaml: already there"):
        write_new(file)
    assert file.read_text() == "log: {level: debug}"
    with pytest.raises(ConfigNotWritten, match="cannot be written"):
        write_new(Path("nowhere/config.yaml"))


def test_the_example_shows_every_setting_with_its_default_and_no_other() -> None:
    example = (PROJECT / "config.example.yaml").read_text(encoding="utf-8")
    shown = yaml.safe_load(re.sub(r"^#(?=\S|  )", "", example, flags=re.MULTILINE))
    assert list(paths(shown)) == list(settings())
    defaults = Config.model_construct()
    for place in settings():
        assert at(shown, place) == standard(defaults, place), f"{'.'.join(map(str, place))} in config.example.yaml"


def paths(shown: Any, above: tuple[str, ...] = ()) -> Any:
    """The way to every value of a YAML mapping."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            yield from paths(value, (*above, name))
    else:
        yield above


def at(shown: Any, place: tuple[str | int, ...]) -> Any:
    """The value at a place of a YAML mapping."""
    for part in place:
        shown = shown[part]
    return shown


def standard(defaults: Config, place: tuple[str | int, ...]) -> Any:
    """The default at a place, as YAML would say it; the project's own catalog folder is not named."""
    value: Any = defaults
    for part in place:
        value = getattr(value, str(part), None)
    if place == ("catalog",):
        return None
    if place == ("database",):
        return value.get_secret_value()
    return list(value) if isinstance(value, tuple) else value

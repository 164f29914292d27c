"""Options: every problem at once, names normalised, secrets never shown."""

from pathlib import Path

import pytest

from bot import settings

KEY = "a2V5IG9mIG5vYm9keSwgZm9yIHRlc3RzIGFsb25lISE="


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in settings.given():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def give(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    """Set options in the environment."""
    for name, value in values.items():
        monkeypatch.setenv(settings.PREFIX + name, value)


def problems_of(*, for_telegram: bool = False) -> dict[str, str]:
    """What `load` complains of: short name -> message."""
    with pytest.raises(settings.SettingsError) as caught:
        settings.load(for_telegram=for_telegram)
    return {p.name.removeprefix(settings.PREFIX): p.message for p in caught.value.problems}


def test_defaults_need_nothing() -> None:
    """Without any option there is a database file in ./data and Telegram's own address."""
    options = settings.load()
    assert options.database_url == "sqlite+aiosqlite:///data/amaryar.db"
    assert options.api_url == "https://api.telegram.org"
    assert (options.language, options.timezone) == ("fa", "Asia/Tehran")
    assert not options.is_webhook
    assert options.is_sqlite


def test_empty_values_are_as_if_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copied .env.example with empty values changes nothing."""
    give(monkeypatch, TOKEN="", DATABASE_URL="", OFFICES="", WEBHOOK_URL="", LISTEN="")
    options = settings.load()
    assert options.token is None
    assert options.offices == ()
    assert options.address == ("127.0.0.1", 8080)


def test_all_problems_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten wrong options give ten problems in one error, not one after another."""
    give(
        monkeypatch,
        TOKEN="abc{x}",
        STAFF_CHAT_ID="group",
        LISTEN="8080",
        LANGUAGE="de",
        WEBHOOK_URL="http://x:99999",
        DATABASE_URL="mysql://u:p@x",
        TIMEZONE="Asia/Tehra",
        PROXY="ftp://x:1",
        LOG_LEVEL="loud",
        API_URL="api.telegram.org",
    )
    assert set(problems_of(for_telegram=True)) == {
        *("TOKEN", "STAFF_CHAT_ID", "LISTEN", "LANGUAGE", "WEBHOOK_URL", "WEBHOOK_SECRET"),
        *("DATABASE_URL", "TIMEZONE", "PROXY", "LOG_LEVEL", "API_URL"),
    }


def test_the_message_names_the_option_and_the_remedy() -> None:
    """A missing token is named in full, with the way to get one."""
    with pytest.raises(settings.SettingsError) as caught:
        settings.load(for_telegram=True)
    assert "AMARYAR_TOKEN is not set; make a bot with @BotFather" in str(caught.value)
    assert "AMARYAR_STAFF_CHAT_ID is not set" in str(caught.value)


def test_token_and_group_are_needed_only_for_telegram() -> None:
    """`kb ask` and `db upgrade` run without a token."""
    assert settings.load().token is None
    assert set(problems_of(for_telegram=True)) == {"TOKEN", "STAFF_CHAT_ID"}


@pytest.mark.parametrize("value", ["secret-token", "1:a b", "123456", ":abc"])
def test_a_wrong_token_is_never_repeated(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """A mistyped token stays out of the error message."""
    give(monkeypatch, TOKEN=value)
    with pytest.raises(settings.SettingsError) as caught:
        settings.load()
    assert value not in str(caught.value).replace("AMARYAR_TOKEN", "").replace("123456:ABC", "")


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Repr and str of the settings hold no token, password or secret; `secrets` lists them."""
    give(
        monkeypatch,
        TOKEN="77:tok-en",
        WEBHOOK_URL="https://bot.example.ir/hook",
        WEBHOOK_SECRET="web-hook-secret",
        PROXY="socks5://me:proxypass@127.0.0.1:1080",
        DATABASE_URL="postgresql://u:dbpass@db/amaryar",
        DATA_KEY=f"{KEY},{KEY}",
    )
    options = settings.load()
    for hidden in (KEY, "tok-en", "web-hook-secret", "proxypass", "dbpass"):
        assert hidden not in repr(options)
        assert any(hidden in secret for secret in options.secrets)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sqlite:///a/b.db", "sqlite+aiosqlite:///a/b.db"),
        ("sqlite+aiosqlite:////srv/b.db", "sqlite+aiosqlite:////srv/b.db"),
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        ("postgresql://u:p%40@h:54/d?a=b", "postgresql+psycopg://u:p%40@h:54/d?a=b"),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
    ],
)
def test_plain_database_addresses_get_their_driver(
    monkeypatch: pytest.MonkeyPatch, written: str, read: str
) -> None:
    """Addresses as other programs write them are understood."""
    give(monkeypatch, DATABASE_URL=written)
    assert settings.load().database_url == read


def test_the_default_database_follows_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """DATA_DIR moves the file."""
    give(monkeypatch, DATA_DIR="/srv/amaryar")
    assert settings.load().database_url == "sqlite+aiosqlite:////srv/amaryar/amaryar.db"


def test_dot_env_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """.env fills in what the environment does not say."""
    (tmp_path / ".env").write_text("AMARYAR_OFFICES=qom , zanjan\nAMARYAR_LANGUAGE=ar\n")
    give(monkeypatch, LANGUAGE="EN")
    options = settings.load()
    assert options.offices == ("qom", "zanjan")
    assert options.language == "en"


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"WEBHOOK_URL": "https://a.ir/h"}, "WEBHOOK_SECRET"),
        ({"WEBHOOK_SECRET": "abc"}, "WEBHOOK_URL"),
    ],
)
def test_a_webhook_needs_address_and_secret(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], missing: str
) -> None:
    """One without the other is a mistake, not long polling."""
    give(monkeypatch, **given)
    assert set(problems_of()) == {missing}


def test_telegram_posts_only_to_https_at_four_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram refuses http and other ports (setWebhook); an own Bot API server does not."""
    give(monkeypatch, WEBHOOK_URL="http://127.0.0.1:9000/hook", WEBHOOK_SECRET="s")
    assert set(problems_of()) == {"WEBHOOK_URL"}
    give(monkeypatch, API_URL="http://127.0.0.1:8081/")
    options = settings.load()
    assert options.webhook_url == "http://127.0.0.1:9000/hook"
    assert options.api_url == "http://127.0.0.1:8081"


def test_settings_are_frozen() -> None:
    """Nobody changes an option while the program runs."""
    options = settings.load()
    with pytest.raises(ValueError, match="frozen"):
        options.language = "en"


def test_a_misspelt_name_is_pointed_at() -> None:
    """A wrong name is shown with the option that was meant; foreign names are no error."""
    found = settings.unknown(["AMARYAR_TOKEN", "AMARYAR_WEBHOK_URL", "AMARYAR_SERVICE_HOST"])
    assert [p.name for p in found] == ["AMARYAR_SERVICE_HOST", "AMARYAR_WEBHOK_URL"]
    assert "did you mean AMARYAR_WEBHOOK_URL?" in found[1].message

"""A finding in English and in the language of the staff."""

from zoneinfo import ZoneInfo

from bot import findings
from bot.findings import Level
from handlers.i18n.translator import N_, Translators

WAIT = N_("{count} messages wait, the oldest for {minutes} minutes")


def test_a_finding_is_told_in_english_and_in_persian() -> None:
    """The values stand in both, with the digits of each language."""
    found = findings.wrong(WAIT, N_("see {name}"), count=12, minutes=7, name="AMARYAR_X")
    assert (found.level, found.what) == (
        Level.WRONG,
        "12 messages wait, the oldest for 7 minutes",
    )
    assert found.remedy == "see AMARYAR_X"
    what, remedy = found.shown(Translators.load(ZoneInfo("Asia/Tehran")).for_("fa"))
    assert "۱۲" in what
    assert "AMARYAR_X" in remedy


def test_what_is_good_needs_no_remedy() -> None:
    """There is nothing to do, in any language."""
    found = findings.good(N_("settings"))
    english = Translators.load(ZoneInfo("UTC")).for_("en")
    assert (found.remedy, found.shown(english)) == ("", ("settings", ""))

"""Catalogs: extracted, updated, compiled, and every fault in them found."""

from pathlib import Path

import pytest

from handlers.i18n import catalogs

SOURCE = '''"""A module."""
a = N_("Hello {name}")
b = t.plural_html("{n} case", "{n} cases", 3)
c = t.html("<b>Bold</b>")
d = t.text(variable)
'''


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A small program with three marked sentences and up-to-date catalogs."""
    for folder in catalogs.SOURCES:
        (tmp_path / folder).mkdir()
    (tmp_path / "handlers" / "one.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "bot" / "two.py").write_text('x = N_("Hello {name}")\n', encoding="utf-8")
    catalogs.update(tmp_path, tmp_path / "locales")
    return tmp_path


def write(house: Path, language: str, entries: str) -> None:
    """Replace the sentences of a catalog, keeping its header."""
    path = catalogs.path_of(language, house / "locales")
    header = path.read_text(encoding="utf-8").split("\n\n")[0]
    path.write_text(header + "\n\n" + entries, encoding="utf-8")


def kinds(house: Path, language: str) -> list[str]:
    """The kinds of problems of one language."""
    found = catalogs.problems(house, house / "locales")
    return [problem.kind for problem in found if problem.language == language]


GOOD_FA = (
    'msgid "Hello {name}"\nmsgstr "سلام {name}"\n\n'
    'msgid "<b>Bold</b>"\nmsgstr "<b>پررنگ</b>"\n\n'
    'msgid "{n} case"\nmsgid_plural "{n} cases"\nmsgstr[0] "{n} پرونده"\n'
)


def test_marked_sentences_are_found_once_and_variables_are_not(house: Path) -> None:
    """All calls that mark a sentence are known; a sentence in two files is one entry."""
    found = catalogs.found(house)
    assert {message.id for message in found if message.id} == {
        "Hello {name}",
        ("{n} case", "{n} cases"),
        "<b>Bold</b>",
    }
    entry = found.get("Hello {name}")
    assert entry is not None
    assert [place for place, _ in entry.locations] == ["handlers/one.py", "bot/two.py"]


def test_update_is_stable_and_counts_what_is_missing(house: Path) -> None:
    """Updating twice changes no byte; English takes the sentences of the source."""
    before = {path: path.read_bytes() for path in (house / "locales").rglob("*.po*")}
    assert catalogs.update(house, house / "locales") == {"fa": 3, "en": 0, "ar": 3}
    assert {path: path.read_bytes() for path in before} == before
    assert catalogs.extract(house, house / "locales") == 3


def test_update_keeps_translations(house: Path) -> None:
    """What was translated stays when another sentence appears."""
    write(house, "fa", GOOD_FA)
    (house / "bot" / "two.py").write_text('x = N_("New")\n', encoding="utf-8")
    assert catalogs.update(house, house / "locales")["fa"] == 1
    assert catalogs.sentences("fa", house / "locales").gettext("<b>Bold</b>") == "<b>پررنگ</b>"


def test_a_sentence_that_has_become_plural_is_asked_anew(house: Path) -> None:
    """The forms are not guessed out of the old sentence; English takes them from the source."""
    changed = SOURCE.replace('N_("Hello {name}")', 'NN_("Hello {name}", "Hello all {name}")')
    write(house, "fa", GOOD_FA)
    (house / "handlers" / "one.py").write_text(changed, encoding="utf-8")
    (house / "bot" / "two.py").write_text("", encoding="utf-8")
    assert catalogs.update(house, house / "locales") == {"fa": 1, "en": 0, "ar": 3}
    assert kinds(house, "fa") == ["missing"]
    assert kinds(house, "en") == []


def test_a_complete_catalog_has_no_problems(house: Path) -> None:
    """Persian has one plural form."""
    write(house, "fa", GOOD_FA)
    assert kinds(house, "fa") == []
    assert kinds(house, "en") == []


@pytest.mark.parametrize(
    ("good", "bad", "kind"),
    [
        ('msgstr "سلام {name}"', 'msgstr ""', "missing"),
        ('msgid "Hello {name}"', 'msgid "Hullo {name}"', "missing"),
        ('msgid "Hello {name}"', '#, fuzzy\nmsgid "Hello {name}"', "fuzzy"),
        ("سلام {name}", "سلام {nam}", "placeholder"),
        ("سلام {name}", "سلام", "placeholder"),
        ("سلام {name}", "سلام {name", "placeholder"),
        ("{n} پرونده", "پرونده", "placeholder"),
        ("<b>پررنگ</b>", "<b>پررنگ<b>", "markup"),
        ("<b>پررنگ</b>", "پررنگ", "markup"),
        ("<b>پررنگ</b>", "<b>پر</b><b>رنگ</b>", "markup"),
        ("<b>پررنگ</b>", "<i>پررنگ</i>", "markup"),
    ],
)
def test_each_fault_is_found(house: Path, good: str, bad: str, kind: str) -> None:
    """Missing, fuzzy, wrong slots, wrong tags."""
    assert good in GOOD_FA
    write(house, "fa", GOOD_FA.replace(good, bad))
    assert kind in kinds(house, "fa")


def test_arabic_wants_six_forms_and_the_first_three_may_do_without_the_number(
    house: Path,
) -> None:
    """«لا قضايا», «قضية واحدة», «قضيتان» say their number; the others must show it."""
    forms = ["لا قضايا", "قضية واحدة", "قضيتان", "{n} قضايا", "{n} قضية", "{n} قضية"]
    start = 'msgid "{n} case"\nmsgid_plural "{n} cases"\n'

    def lines(texts: list[str]) -> str:
        return "".join(f'msgstr[{i}] "{text}"\n' for i, text in enumerate(texts))

    rest = 'msgid "Hello {name}"\nmsgstr "{name}"\n\nmsgid "<b>Bold</b>"\nmsgstr "<b>x</b>"\n\n'
    write(house, "ar", rest + start + lines(forms))
    assert kinds(house, "ar") == []
    write(house, "ar", rest + start + lines([*forms[:3], "قضايا", *forms[4:]]))
    assert kinds(house, "ar") == ["placeholder"]
    write(house, "ar", rest + start + lines(forms[:2]))
    assert kinds(house, "ar") in (["plural"], ["missing"])


def test_a_file_that_is_no_catalog_is_reported(house: Path) -> None:
    """A broken or absent file is one problem, not a crash."""
    write(house, "fa", "this is no catalog\n")
    catalogs.path_of("ar", house / "locales").unlink()
    assert kinds(house, "fa") == ["unreadable"]
    assert kinds(house, "ar") == ["unreadable"]
    with pytest.raises(catalogs.CatalogError):
        catalogs.sentences("fa", house / "locales")


def test_fuzzy_sentences_are_not_shown(house: Path) -> None:
    """What nobody has checked is not said to people."""
    write(house, "fa", GOOD_FA.replace('msgid "<b>', '#, fuzzy\nmsgid "<b>'))
    assert catalogs.sentences("fa", house / "locales").gettext("<b>Bold</b>") == "<b>Bold</b>"

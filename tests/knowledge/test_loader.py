"""A content folder becomes knowledge, or every problem at once with its file and line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge import loader
from knowledge.errors import ContentError
from tests.knowledge import folder
from tests.knowledge.folder import problems_of, replace


def test_a_right_folder_is_loaded(content: Path) -> None:
    """Offices, services, sections and articles in their languages are read."""
    knowledge = loader.load(content)
    assert set(knowledge.offices) == {"qom", "semnan"}
    article = knowledge.article("qom-cost")
    assert article is not None
    assert (article.office, article.facts, article.section) == ("qom", ("QOM-23",), "costs")
    assert article.checked_on == date(2026, 11, 20)
    assert article.text("en").title == "Cost of the yearbook"
    assert article.text("ar") == article.text("fa")
    service = knowledge.service("qom", "yearbook")
    assert service is not None
    assert service.free
    assert knowledge.section_title("costs", "ar") == "costs"
    assert knowledge.offices["qom"].missing == tuple(
        sorted(knowledge.offices["qom"].contacts, key=list(knowledge.offices["qom"].contacts).index)
    )


def test_each_office_sees_its_own_and_what_is_common(content: Path) -> None:
    """BR-21: an article of one office is never among those of another."""
    knowledge = loader.load(content)
    for office, own in (("qom", {"qom-cost", "qom-documents"}), ("semnan", {"semnan-cost"})):
        seen = {article.id for article in knowledge.in_office(office)}
        assert seen == own | {"def-unemployment", "def-inflation", "census"}
    unemployment = knowledge.articles["def-unemployment"]
    assert [a.id for a in knowledge.related(unemployment, "qom")] == ["qom-cost", "def-inflation"]
    assert [a.id for a in knowledge.related(unemployment, "semnan")] == ["def-inflation"]


def test_unknown_names_are_nothing(content: Path) -> None:
    """Looking up what is not there gives None, as a deep link may name anything."""
    knowledge = loader.load(content)
    assert knowledge.article("nothing") is None
    assert knowledge.service("qom", "nothing") is None
    assert knowledge.service(None, None) is None


def test_every_problem_is_told_at_once(content: Path) -> None:
    """A clerk mends a folder in one go, not one error after the other."""
    home = content / "offices" / "qom"
    replace(home / "fa" / "qom-cost.md", 'facts = ["QOM-23"]', 'facts = ["SEM-18", "what"]')
    replace(home / "fa" / "qom-cost.md", "متن پاسخ.", "سال {year} و {data_year} <b>")
    replace(home / "fa" / "qom-documents.md", 'needs = ["fax"]', 'needs = ["telex"]')
    (home / "en" / "qom-documents.md").unlink()
    replace(content / "common" / "fa" / "census.md", "checked_on = 2026-11-20", "")
    with pytest.raises(ContentError) as raised:
        loader.load(content)
    told = [str(problem) for problem in raised.value.problems]
    assert told == problems_of(content)
    assert [line.split(": ", 1)[0] for line in told] == [
        "common/fa/census.md:2",
        "offices/qom/fa/qom-cost.md:8",
        "offices/qom/fa/qom-cost.md:8",
        "offices/qom/fa/qom-cost.md:10",
        "offices/qom/fa/qom-cost.md:10",
        "offices/qom/fa/qom-documents.md:1",
        "offices/qom/fa/qom-documents.md:9",
    ]
    for line, words in zip(
        sorted(told),
        (
            "checked_on: is missing",
            "no HTML",
            "unknown placeholder: {year}",
            "SEM-18 does not belong",
            "unknown fact: what",
            "missing language: en",
            "unknown: telex",
        ),
        strict=True,
    ):
        assert words in line


HEADS = [
    ('title = "هزینهٔ سالنامه"', 'title = ""', "qom-cost.md:3: title: is missing"),
    ('title = "هزینهٔ سالنامه"', "title = 5", "qom-cost.md:3: title: must be a text"),
    ('id = "qom-cost"', 'id = "other"', "qom-cost.md:2: id: must be the name of the file"),
    ('service = "yearbook"', 'service = "census"', "qom-cost.md:6: service: unknown service"),
    ('service = "yearbook"', "", "service: is missing"),
    ('section = "costs"', 'section = "price"', "qom-cost.md:7: section: unknown: price"),
    ('section = "costs"', "", "section: is missing"),
    ("checked_on = 2026-11-20", "checked_on = 1405-08-29", "checked_on: must be a Gregorian"),
    ("checked_on = 2026-11-20", 'checked_on = "soon"', "checked_on: must be a Gregorian"),
    ("checked_on =", "chekced_on =", "qom-cost.md:5: chekced_on: unknown key"),
    ('facts = ["QOM-23"]', 'related = ["nothing"]', "related: unknown article: nothing"),
    ('facts = ["QOM-23"]', 'related = ["qom-cost"]', "related: names itself"),
    ('facts = ["QOM-23"]', 'related = ["semnan-cost"]', "semnan-cost belongs to another office"),
    ('facts = ["QOM-23"]', 'kind = "novel"', "kind: unknown: novel"),
    ('facts = ["QOM-23"]', 'actions = ["dance"]', "actions: unknown: dance"),
    ('facts = ["QOM-23"]', 'status = "perhaps"', "status: unknown: perhaps"),
    ('facts = ["QOM-23"]', 'facts = "QOM-23"', "facts: must be a list of texts"),
    ('facts = ["QOM-23"]', 'facts = ["QOM-23", "QOM-23"]', "facts: repeated: QOM-23"),
    ('facts = ["QOM-23"]', "facts = [", "qom-cost.md:8: not valid TOML"),
    ("متن پاسخ.", "", "qom-cost.md:10: the body is empty"),
    ("متن پاسخ.", "{}", "unknown placeholder: {}"),
    ("متن پاسخ.", "باز {", "unknown placeholder: {"),
    ("سالنامه رایگان است؟", "{data_year}؟", "no placeholders in titles and questions"),
]


@pytest.mark.parametrize(("old", "new", "told"), HEADS)
def test_a_wrong_head_or_body_is_told(content: Path, old: str, new: str, told: str) -> None:
    """Each rule of an article file has its message, at the line that breaks it."""
    replace(content / "offices" / "qom" / "fa" / "qom-cost.md", old, new)
    assert any(told in line for line in problems_of(content))


def test_an_id_is_used_once(content: Path) -> None:
    """Two folders with an article of one id is a problem, not a silent choice."""
    folder.article(content / "common", "qom-cost", "چیز دیگر", english="Something else")
    assert any("this id is also in" in line for line in problems_of(content))


def test_languages_belong_together(content: Path) -> None:
    """A translation without its Persian article, or in an unknown language, is told."""
    (content / "common" / "fa" / "census.md").unlink()
    (content / "common" / "de").mkdir()
    told = problems_of(content)
    assert "common/en/census.md:1: missing language: fa" in told
    assert "common/de:1: unknown language: de" in told


def test_only_the_packaged_content_must_speak_arabic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There an article names what is missing; an office's own folder answers in Persian."""
    content = tmp_path / "content"
    shutil.copytree(loader.PACKAGED, content)
    (content / "common/ar/def-gini.md").unlink()
    (content / "offices/qom/ar/qom-cost.md").unlink()
    assert problems_of(content) == []
    monkeypatch.setattr(loader, "PACKAGED", content)
    assert problems_of(content) == [
        "common/fa/def-gini.md:1: missing language: ar",
        "offices/qom/fa/qom-cost.md:1: missing language: ar",
    ]


def test_neutral_keys_stand_in_persian_only(content: Path) -> None:
    """A kind in the English file would be lost: it is told instead."""
    file = content / "common" / "en" / "census.md"
    replace(file, 'title = "Population census"', 'title = "Population census"\nkind = "law"')
    assert any("en/census.md:4: kind: unknown key" in line for line in problems_of(content))


def test_a_file_without_a_head_is_told(content: Path) -> None:
    """Plain text is no article."""
    (content / "common" / "fa" / "census.md").write_text("سلام", encoding="utf-8")
    assert any("census.md:1: must begin with a head" in line for line in problems_of(content))


OFFICES = [
    ('id = "qom"', 'id = "kashan"', "office.toml:1: id: must be the name of the folder: qom"),
    ('code = "Q"', 'code = "q1"', "office.toml:2: code: must be one to three capital"),
    ('code = "Q"', 'code = "S"', "code: S is also in qom"),
    ('name = { fa = "سازمان قم", en', "name = { en", "office.toml:3: name: missing language: fa"),
    ("yearbook = true", "", "yearbook: is missing"),
    ("yearbook = true", 'yearbook = "yes"', "yearbook: must be true or false"),
    ("free = true", "", "office.toml:10: services.free: is missing"),
    ("[[services]]", "[[servcies]]", "servcies: unknown key"),
    ('fax = ""\n', "", "contacts.fax: is missing"),
    ('fax = ""', "fax = 25", "contacts.fax: must be a text"),
    ('fax = ""', 'fax = ""\ntelex = ""', "contacts.telex: unknown key"),
]


@pytest.mark.parametrize(("old", "new", "told"), OFFICES)
def test_a_wrong_office_is_told(content: Path, old: str, new: str, told: str) -> None:
    """Each rule of an office file has its message."""
    replace(content / "offices" / "qom" / "office.toml", old, new)
    assert any(told in line for line in problems_of(content)), problems_of(content)


def test_what_is_filled_in_is_no_longer_missing(content: Path) -> None:
    """A contact value given by the office is read, the others are None."""
    replace(content / "offices" / "qom" / "office.toml", 'fax = ""', 'fax = "025-1"')
    office = loader.load(content).offices["qom"]
    assert office.contacts["fax"] == "025-1"
    assert "fax" not in office.missing
    assert "phone" in office.missing


def test_missing_files_are_told(content: Path) -> None:
    """An office without its file and a folder without sections are told together."""
    (content / "offices" / "qom" / "office.toml").unlink()
    (content / "services.toml").unlink()
    told = problems_of(content)
    assert "offices/qom/office.toml:1: this file is missing" in told
    assert "services.toml:1: this file is missing" in told


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """A wrong AMARYAR_KNOWLEDGE_DIR is said in words."""
    assert any("this folder is missing" in line for line in problems_of(tmp_path / "nowhere"))


def test_a_folder_may_bring_its_own_words(content: Path) -> None:
    """words.toml and provinces.toml replace the packaged ones, and are checked."""
    (content / "words.toml").write_text('stop = ["از"]\nsynonyms = [["یک"]]\n', encoding="utf-8")
    (content / "provinces.toml").write_text('[yazd]\nname = { fa = "یزد" }\n', encoding="utf-8")
    told = problems_of(content)
    assert "words.toml:2: synonyms: must be a list of lists with two or more texts each" in told
    assert "provinces.toml:2: yazd.name: missing language: en" in told


def test_the_counties_of_a_province_are_checked(content: Path) -> None:
    """A county has its names; a misspelt key is told."""
    (content / "provinces.toml").write_text(
        '[yazd]\nname = { fa = "یزد", en = "Yazd" }\n'
        '[[yazd.counties]]\nname = { fa = "میبد", en = "Meybod" }\n'
        '[[yazd.counties]]\nname = { fa = "بافق" }\nneedsword = true\n',
        encoding="utf-8",
    )
    told = problems_of(content)
    assert any("yazd.counties.name: missing language: en" in line for line in told)
    assert any("yazd.counties.needsword: unknown key" in line for line in told)
    replace(content / "provinces.toml", 'name = { fa = "بافق" }\nneedsword', "# needsword")
    replace(content / "provinces.toml", "[[yazd.counties]]\n# ", "# ")
    (county,) = loader.load(content).provinces[0].counties
    assert county.names == ("میبد", "Meybod")

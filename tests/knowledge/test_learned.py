"""What staff taught is found like the content, survives it, and can be written out as content."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge import learned, learned_files, loader, writing
from knowledge.articles import ArticleText
from knowledge.learned import Answer, Fault, Wording
from knowledge.loader import KnowledgeBase
from knowledge.search import Index

DAY = date(2026, 11, 20)
PARKING = Answer(
    "qom-answer-1",
    "qom",
    {
        "fa": ArticleText(
            "پارکینگ مراجعان",
            ("پارکینگ اداره کجاست؟", 'تابلوی "پ" کجاست\\؟'),
            "پارکینگ در خیابان کناری است.\nساعت ۷ تا ۱۴ باز است.",
        ),
        "en": ArticleText("Parking", ("where can I park?",), "In the side street."),
    },
    DAY,
)
WORDS = Wording("qom-cost", "fa", "چقدر باید دست توی جیب کنیم؟")


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    """The packaged content."""
    return loader.load()


def answered(base: KnowledgeBase, question: str, office: str = "qom") -> str | None:
    """The article that answers a question."""
    found = Index(base).find(question, office=office, language="fa")
    return found.matches[0].article.id if found.outcome == "answer" else None


def test_a_learned_answer_and_a_learned_wording_are_found(base: KnowledgeBase) -> None:
    """By the very words at once; and only at the office they belong to."""
    taught = learned.extended(base, [WORDS], [PARKING])
    assert answered(base, WORDS.words) != "qom-cost"
    assert answered(taught, WORDS.words) == "qom-cost"
    assert answered(taught, "پارکینگ اداره کجاست؟") == "qom-answer-1"
    assert answered(taught, "پارکینگ اداره کجاست؟", "semnan") is None
    assert "qom-answer-1" not in base.articles, "the content itself is as it was"


def test_the_content_wins_where_it_says_the_same(base: KnowledgeBase) -> None:
    """An article that came with an update, a wording it has by now: nothing is there twice."""
    known = base.articles["qom-cost"]
    same = Wording("qom-cost", "fa", known.texts["fa"].questions[0] + "؟")
    taken = replace(PARKING, id="qom-cost")
    taught = learned.extended(base, [same, WORDS, WORDS], [taken])
    questions = taught.articles["qom-cost"].texts["fa"].questions
    assert questions == (*known.texts["fa"].questions, WORDS.words)
    assert taught.articles["qom-cost"].texts["fa"].title == known.texts["fa"].title


def test_what_lost_its_article_or_office_is_left_out(base: KnowledgeBase) -> None:
    """An update may drop an article: its wordings are named, and harm nobody."""
    orphan = Wording("gone", "fa", "چیزی")
    stranger = replace(PARKING, office="atlantis")
    taught = learned.extended(base, [orphan], [stranger])
    assert taught.articles.keys() == base.articles.keys()
    assert learned.unused(base, [orphan, WORDS]) == [orphan]


@pytest.mark.parametrize(
    ("title", "body", "fault"),
    [
        ("عنوان", "متن", None),
        (" ", "متن", Fault.EMPTY),
        ("عنوان", "\n", Fault.EMPTY),
        ("ع" * 121, "متن", Fault.LONG),
        ("عنوان", "م" * 3501, Fault.LONG),
        ("عنوان", "سال {data_year}", Fault.BRACES),
        ("عنوان", "<b>متن</b>", Fault.MARKUP),
        ("عنوان", "اگر a < b باشد", None),
    ],
)
def test_what_cannot_be_an_article_is_told(title: str, body: str, fault: Fault | None) -> None:
    """What `kb check` would refuse is refused when it is written, not at the next start."""
    assert learned.fault(title, body) is fault


def test_the_export_is_content_that_says_what_was_learned(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    """Written into a copy of the content: no problem, and the same answers without the database."""
    content = tmp_path / "content"
    shutil.copytree(loader.PACKAGED, content)
    table = Wording("table-population-01", "en", "how crowded was it, census after census")
    survey = next(one for one in base.articles.values() if one.kind == "survey")
    wordings = [WORDS, table, Wording(survey.id, "fa", "این آمارگیری «ویژه» است")]
    texts = {
        language: replace(one, title=f"{one.title} two", questions=(f"{one.questions[0]} 2",))
        for language, one in PARKING.texts.items()
    }
    everywhere = replace(PARKING, id="answer-2", office=None, texts=texts)

    made = learned_files.export(base, content, [PARKING, everywhere], wordings)
    for path, text in made.files.items():
        writing.write(content / path, text, overwrite=True)

    assert (made.drafts, made.unplaced) == ([], [])
    told = [str(one) for one in loader.problems(content)]
    assert told == []
    again = loader.load(content)
    taught = learned.extended(base, wordings, [PARKING, everywhere])
    assert again.articles.keys() == taught.articles.keys()
    for name in ("qom-cost", "table-population-01", survey.id, "qom-answer-1", "answer-2"):
        assert again.articles[name].texts == taught.articles[name].texts
    assert again.articles["answer-2"].source_in("fa") == "پاسخ کارشناسان"
    done = learned_files.export(again, content, [PARKING, everywhere], wordings)
    assert done.files == {}, "what the content says by now is not written again"


def test_a_wording_that_another_article_has_is_not_written(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    """One question has one answer: the content would be refused."""
    shutil.copytree(loader.PACKAGED, tmp_path / "content")
    taken = base.articles["qom-audience"].texts["fa"].questions[0]
    clash = Wording("qom-cost", "fa", taken)
    made = learned_files.export(base, tmp_path / "content", [], [clash])
    assert (made.files, made.unplaced) == ({}, [clash])


def test_an_answer_without_english_is_written_as_a_draft(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    """The content requires it; what is not finished must not keep the program from starting."""
    persian = replace(PARKING, texts={"fa": PARKING.texts["fa"]})
    made = learned_files.export(base, tmp_path, [persian], [Wording("gone", "fa", "x")])
    assert made.drafts == [Path("offices/qom/drafts/fa/qom-answer-1.md")]
    assert list(made.files) == made.drafts
    assert [one.article_id for one in made.unplaced] == ["gone"]

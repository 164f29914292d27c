"""Files of one article in its languages become one article."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import cast

from knowledge import articles, coverage_files
from knowledge.article_files import ArticleFile
from knowledge.articles import Article
from knowledge.coverage import PERIODICITIES
from knowledge.errors import Problem


def assemble(
    files: Iterable[ArticleFile], required: Collection[str], problems: list[Problem]
) -> dict[str, Article]:
    """The articles by id; ids are unique over all folders, and the required languages are there."""
    by_id: dict[str, dict[str, ArticleFile]] = {}
    for file in files:
        languages = by_id.setdefault(file.id, {})
        first = next(iter(languages.values()), None)
        if first is not None and first.office != file.office:
            problems.append(
                Problem(file.path, file.line_of("id"), f"this id is also in {first.path}")
            )
            continue
        languages[file.language] = file
    return {
        article_id: _article(languages)
        for article_id, languages in by_id.items()
        if _has_languages(languages, required, problems)
    }


def _has_languages(
    languages: Mapping[str, ArticleFile], required: Collection[str], problems: list[Problem]
) -> bool:
    some = languages.get(articles.MAIN_LANGUAGE) or next(iter(languages.values()))
    problems.extend(
        Problem(some.path, some.first_line, f"missing language: {language}")
        for language in required
        if language not in languages
    )
    return articles.MAIN_LANGUAGE in languages


def _article(languages: Mapping[str, ArticleFile]) -> Article:
    main = languages[articles.MAIN_LANGUAGE]
    head = main.head
    periodicity = head.choice("periodicity", PERIODICITIES, None)
    return Article(
        id=main.id,
        office=main.office,
        kind=cast("str", head.choice("kind", articles.KINDS, "fact")),
        status=cast("str", head.choice("status", articles.STATUSES, "verified")),
        checked_on=head.day("checked_on"),
        texts={language: file.text for language, file in languages.items()},
        service=head.text("service"),
        section=head.choice("section", articles.SECTIONS, None),
        facts=head.texts("facts"),
        actions=head.texts("actions", allowed=articles.ACTIONS),
        related=head.texts("related"),
        needs=head.texts("needs", allowed=articles.CONTACT_KEYS),
        subject=head.text("subject"),
        chapter=head.text("chapter"),
        unit=head.text("unit"),
        levels=head.texts("levels", allowed=articles.LEVELS),
        periodicity=periodicity,
        coverage=coverage_files.read(head, periodicity),
        sources={
            language: source
            for language, file in languages.items()
            if (source := file.head.text("source"))
        },
        chapter_name=head.data.get("chapter_name", {}),
        letter=head.text("letter"),
        stages=head.text("stages"),
    )

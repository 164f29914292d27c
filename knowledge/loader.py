"""A content folder becomes a `KnowledgeBase`, or a list of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from knowledge import (
    article_files,
    articles,
    assembly,
    catalogue_files,
    catalogue_texts,
    crosschecks,
    office_files,
    small_talk,
    word_files,
)
from knowledge.article_files import ArticleFile
from knowledge.articles import Article, Office, Service
from knowledge.choices import files as choice_files
from knowledge.choices.files import Choices
from knowledge.coverage import Break
from knowledge.desk import files as desk_files
from knowledge.desk.values import DeskContent
from knowledge.dimensions import word_files as dimension_files
from knowledge.dimensions.word_files import DimensionWords
from knowledge.errors import ContentError, Problem
from knowledge.limits import files as limit_files
from knowledge.small_talk import SmallTalk
from knowledge.table_lists import answers
from knowledge.word_files import Province, Words

PACKAGED = Path(__file__).parent / "content"


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything the office knows, read and checked."""

    articles: Mapping[str, Article]
    offices: Mapping[str, Office]
    sections: Mapping[str, Mapping[str, str]]
    words: Words
    provinces: tuple[Province, ...]
    dimension_words: DimensionWords = field(default_factory=DimensionWords)
    small_talk: SmallTalk = field(default_factory=SmallTalk)
    breaks: Mapping[str, Break] = field(default_factory=dict)
    desk: DeskContent = field(default_factory=DeskContent)
    explained: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the articles that explain a limit, by its reason."""
    choices: Choices = field(default_factory=Choices)

    def article(self, article_id: str) -> Article | None:
        """The article of that id."""
        return self.articles.get(article_id)

    def in_office(self, office: str | None) -> list[Article]:
        """What somebody asking that office may see: its own articles and those of every office."""
        return [article for article in self.articles.values() if article.is_for(office)]

    def related(self, article: Article, office: str | None) -> list[Article]:
        """The related articles that office may show, in the order the article names them."""
        found = [self.articles[other] for other in article.related]
        return [other for other in found if other.is_for(office)]

    def service(self, office_id: str | None, service_id: str | None) -> Service | None:
        """A service of an office."""
        office = self.offices.get(office_id or "")
        if office is None:
            return None
        return next((service for service in office.services if service.id == service_id), None)

    def section_title(self, section: str, language: str) -> str:
        """The title of a section of a statement, in that language."""
        return articles.in_language(self.sections[section], language)


@dataclass
class _Reading:
    """One reading of a folder: what was found and what was wrong."""

    directory: Path
    languages: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    files: list[ArticleFile] = field(default_factory=list)

    def path(self, file: Path) -> str:
        """The path as problems name it: below the content folder."""
        return file.relative_to(self.directory).as_posix()


def load(directory: Path | None = None) -> KnowledgeBase:
    """Read a content folder (the packaged one by default).

    Raises `ContentError` with every problem at once.
    """
    knowledge, reading = _read(directory or PACKAGED)
    if reading.problems:
        raise ContentError(reading.problems)
    return knowledge


def problems(directory: Path | None = None) -> tuple[Problem, ...]:
    """Everything wrong with a content folder, in the order of its files; empty when all is well."""
    return ContentError(_read(directory or PACKAGED)[1].problems).problems


def files(directory: Path | None = None) -> tuple[ArticleFile, ...]:
    """The article files of a content folder, as far as they can be read."""
    return tuple(_read(directory or PACKAGED)[1].files)


def _read(directory: Path) -> tuple[KnowledgeBase, _Reading]:
    reading = _Reading(directory, _required_languages(directory))
    if not directory.is_dir():
        reading.problems.append(Problem(str(directory), 1, "this folder is missing"))
    sections = office_files.read_sections(
        directory / "services.toml", path="services.toml", problems=reading.problems
    )
    offices = dict(_offices(reading))
    breaks = _breaks(directory)
    found = _articles(reading, offices, breaks)
    words = word_files.read_words(_own_or_packaged(directory, "words.toml"), reading.problems)
    own, told = partial(_own_or_packaged, directory), reading.problems
    # what travels with the program names its own offices, which a folder need not have
    named = sorted({*offices, *(item.name for item in (PACKAGED / "offices").iterdir())})
    desk = desk_files.read(lambda name: _own_or_packaged(directory, name), named, reading.problems)
    base = KnowledgeBase(
        articles=found,
        offices=offices,
        sections=sections,
        words=words,
        provinces=word_files.read_provinces(own("provinces.toml"), told),
        dimension_words=dimension_files.read(own("dimensions.toml"), told),
        small_talk=small_talk.read(own(small_talk.NAME), told),
        breaks=breaks,
        desk=desk,
        explained=limit_files.read(directory / limit_files.NAME, found, told),
        choices=choice_files.read(directory / choice_files.NAME, found, words.indicators, told),
    )
    return base, reading


def _articles(
    reading: _Reading, offices: Mapping[str, Office], breaks: Mapping[str, Break]
) -> dict[str, Article]:
    """The articles of all offices and of each, the catalogue, and the offices' own tables."""
    for office in (None, *offices):
        _read_articles(reading, office)
    catalogue = reading.directory / "common" / catalogue_files.FOLDER
    reading.files += catalogue_files.read(
        catalogue, path=reading.path(catalogue), problems=reading.problems
    )
    found = assembly.assemble(reading.files, reading.languages, reading.problems)
    crosschecks.check(found, reading.files, offices, breaks, reading.problems)
    wording = _own_or_packaged(reading.directory, answers.LINES)
    answers.add(reading.directory, wording, offices, found, reading.problems)
    return found


def _required_languages(directory: Path) -> tuple[str, ...]:
    """The languages every article there must speak.

    What travels with the program speaks them all; in a folder of an office's own, an article
    without Arabic is answered in Persian.
    """
    is_packaged = directory.resolve() == PACKAGED.resolve()
    return articles.LANGUAGES if is_packaged else articles.REQUIRED_LANGUAGES


def _own_or_packaged(directory: Path, name: str) -> Path:
    """Content that replaces the packaged one may leave the words of the language as they are."""
    return directory / name if (directory / name).exists() else PACKAGED / name


def _breaks(directory: Path) -> Mapping[str, Break]:
    """The changes of definition; what is wrong with their file is told with the catalogue."""
    name = f"common/{catalogue_files.FOLDER}/{catalogue_texts.NAME}"
    return catalogue_texts.read(_own_or_packaged(directory, name), path=name, problems=[]).breaks


def _offices(reading: _Reading) -> Iterator[tuple[str, Office]]:
    folder = reading.directory / "offices"
    names = (
        sorted(item.name for item in folder.iterdir() if item.is_dir()) if folder.is_dir() else []
    )
    if not names:
        reading.problems.append(Problem("offices", 1, "there is no office"))
    for name in names:
        file = folder / name / "office.toml"
        office = office_files.read_office(file, path=reading.path(file), problems=reading.problems)
        if office is not None:
            yield name, office


def _read_articles(reading: _Reading, office: str | None) -> None:
    folder = reading.directory / ("common" if office is None else f"offices/{office}")
    if not folder.is_dir():
        return
    for languages in sorted(item for item in folder.iterdir() if item.is_dir()):
        if office is None and languages.name == catalogue_files.FOLDER:
            continue
        if languages.name == article_files.DRAFTS:
            continue
        if languages.name not in articles.LANGUAGES:
            path = reading.path(languages)
            reading.problems.append(Problem(path, 1, f"unknown language: {languages.name}"))
            continue
        for file in sorted(languages.glob("*.md")):
            read = article_files.read(
                file,
                path=reading.path(file),
                language=languages.name,
                office=office,
                problems=reading.problems,
            )
            if read is not None:
                reading.files.append(read)

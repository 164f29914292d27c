"""`amaryar kb calibrate`: learn from questions, and write down what was learned."""

import random
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.evaluation import unusable
from bot.cli.shared import Stop, read_settings, told

if TYPE_CHECKING:
    from knowledge.calibration import Calibration
    from knowledge.evaluate import Report
    from knowledge.question_files import Question
    from knowledge.search import Index

_SEED = 1405


def calibrate(
    file: Annotated[
        Path | None, typer.Argument(help="File or folder of questions; default: ours.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write; default: the calibration in use.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print, write nothing.")] = False,
) -> None:
    """Learn weights and thresholds from the "dev" questions; the "test" ones are not looked at.

    The same questions and content give the same file.
    """
    from knowledge import calibration
    from knowledge import evaluate as measures
    from knowledge.learning import learn

    index, taught = _taught(file)
    learned = learn(index, taught, random.Random(_SEED).randbytes)  # noqa: S311 - no secret
    for name, settings in (("before", index.settings), ("learned", learned)):
        report = measures.report(measures.ask(index.tuned(settings), taught))
        print(_told(name, settings, report))
    if dry_run:
        return
    place = out or calibration.PACKAGED
    place.write_text(calibration.written(learned), encoding="utf-8")
    print(f"written: {place}")


def _taught(file: Path | None) -> "tuple[Index, list[Question]]":
    """The index, and the questions to learn from."""
    from knowledge import loader, question_files
    from knowledge.errors import ContentError
    from knowledge.search import Index

    with told():
        knowledge = loader.load(read_settings().knowledge_dir)
    try:
        questions = question_files.read(file or question_files.PACKAGED)
    except ContentError as error:
        raise unusable(error.problems) from None
    problems = question_files.check(questions, knowledge)
    if problems:
        raise unusable(problems)
    taught = [question for question in questions if question.split == "dev"]
    if not taught:
        raise Stop('No question is of the split "dev": there is nothing to learn from.')
    return Index(knowledge, _settings()), taught


def _settings() -> "Calibration":
    """The calibration in use; where there is none that can be read, what is known before."""
    from knowledge import calibration
    from knowledge.errors import ContentError

    try:
        return calibration.read()
    except ContentError:
        return calibration.Calibration.beginning()


def _told(name: str, settings: "Calibration", report: "Report") -> str:
    return (
        f"{name}: answered from {settings.answer:.3f}, offered from {settings.choose:.3f}; "
        f'of the "dev" questions R@1 {report.total.recall_1:.3f}, answered '
        f"{report.total.answered:.3f}, wrongly {report.total.wrong:.3f}, "
        f"foreign ones answered {report.foreign.answered:.3f}"
    )

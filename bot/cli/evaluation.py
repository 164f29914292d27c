"""`amaryar kb evaluate`: how often people's own words find the right article."""

import dataclasses
import enum
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli import retrieving
from bot.cli.shared import Stop, read_settings, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.errors import Problem
    from knowledge.evaluate import Report, Result


class Split(enum.StrEnum):
    """Questions to learn from, and questions only to measure with."""

    DEV = "dev"
    TEST = "test"


def evaluate(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="File or folder of questions; default: ours. A .json file is a retrieval task of "
            "its own: entries to find and queries."
        ),
    ] = None,
    split: Annotated[Split | None, typer.Option(help="Only this half; default: each.")] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="Also list what was missed or answered wrongly.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Ask a list of questions and print recall, answered share and wrong answers, by kind.

    `answered` and `wrong` are at the shipped calibration; the curve shows the share answered, and
    answered wrongly, were every best score from a threshold on given as the answer.
    """
    from knowledge import evaluate as measures

    if file is not None and file.suffix == ".json":
        retrieving.evaluate(file, as_json=as_json)
        return
    reports: dict[str, Any] = {}
    for name, results in _ask(file, split).items():
        reports[name] = found = measures.report(results)
        if not as_json:
            print("\n".join([f"== {name} ==", *_table(found), "", *_curve(found), ""]))
        if misses and not as_json:
            print("\n".join([*_misses(results), ""]))
    if as_json:
        shown = {name: dataclasses.asdict(found) for name, found in reports.items()}
        print(json.dumps(shown, ensure_ascii=False))


def _ask(file: Path | None, split: Split | None) -> "dict[str, Sequence[Result]]":
    """The results of each split that has questions."""
    from knowledge import evaluate as measures
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
    results = measures.ask(
        Index(knowledge), [q for q in questions if split is None or q.split == split]
    )
    names = [name for name in Split if any(r.question.split == name for r in results)]
    if not names:
        raise Stop(f"No question is of the split {split}.")
    return {str(name): [r for r in results if r.question.split == name] for name in names}


def unusable(problems: "Sequence[Problem]") -> Stop:
    """Why the questions cannot be used, all at once."""
    return Stop("The questions cannot be used:\n" + "\n".join(f"  - {p}" for p in problems))


def _table(found: "Report") -> "Iterator[str]":
    yield _row("kind", "asked", "R@1", "R@3", "MRR", "answered", "right", "wrong", "offered")
    for kind, figures in [*found.kinds.items(), ("all", found.total)]:
        yield _row(kind, *dataclasses.astuple(figures))
    yield _row("foreign", "asked", "answered", "offered")
    for kind, foreign in [*found.foreign_kinds.items(), ("all", found.foreign)]:
        yield _row(kind, *dataclasses.astuple(foreign))
    yield "AUROC of the best score: " + ("-" if found.auroc is None else f"{found.auroc:.3f}")


def _curve(found: "Report") -> "Iterator[str]":
    yield _row("score >=", "answered", "wrong", "foreign")
    for point in found.curve:
        yield _row(*dataclasses.astuple(point))


def _misses(results: "Sequence[Result]") -> "Iterator[str]":
    for result in results:
        right = " or ".join(sorted(result.question.articles)) or "nothing"
        is_missed = not result.question.is_foreign and result.rank != 1
        if is_missed or (result.is_answered and not result.is_right):
            got = f"{result.best} {result.score:.2f} [{result.outcome}]"
            yield f"{result.question.kind}: {result.question.text}\n    {right} <- {got}"


def _row(*cells: str | float) -> str:
    shown = [f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells]
    return shown[0].ljust(12) + "".join(cell.rjust(10) for cell in shown[1:])

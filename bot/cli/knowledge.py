"""`amaryar kb check | ask | evaluate | calibrate`: the articles, without Telegram or database."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli import calibrating, evaluation, explaining
from bot.cli.shared import WRONG, Stop, read_settings, told

if TYPE_CHECKING:
    from handlers.context import Services
    from knowledge.articles import Finding

app = typer.Typer(help="The articles.", no_args_is_help=True)
app.command("evaluate")(evaluation.evaluate)
app.command("calibrate")(calibrating.calibrate)


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Content folder; default: AMARYAR_KNOWLEDGE_DIR or ours.")
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do not try whether each wording finds its article.")
    ] = False,
) -> None:
    """Check the content: every problem with its file and line; exit code 1 when there is one."""
    from knowledge import findability, loader

    place = folder or read_settings().knowledge_dir
    problems = loader.problems(place)
    if problems:
        raise Stop("\n".join(str(problem) for problem in problems), WRONG)
    base = loader.load(place)
    unfound = [] if quick else findability.problems(base, loader.files(place))
    if unfound:
        raise Stop("\n".join(str(problem) for problem in unfound), WRONG)
    for office in base.offices.values():
        missing = ", ".join(office.missing) or "nothing"
        print(f"{office.id}: {len(base.in_office(office.id))} articles; not filled in: {missing}")
    print(f"{len(base.articles)} articles, no problem")


@app.command()
def ask(
    questions: Annotated[
        list[str] | None,
        typer.Argument(help="Questions; without any, one a line on standard input."),
    ] = None,
    office: Annotated[str | None, typer.Option(help="The office the person has chosen.")] = None,
    language: Annotated[
        str | None, typer.Option(help="fa, en or ar; default: AMARYAR_LANGUAGE.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also tell how each question was understood.")
    ] = False,
) -> None:
    """Answer questions as the bot would."""
    import secrets

    from bot import services as parts
    from handlers.i18n.translator import LANGUAGES

    settings = read_settings()
    with told():
        services = parts.make(settings, clock=parts.utc_now, random=secrets.token_bytes)
    if office is not None and office not in services.offices:
        raise Stop(f"There is no office {office}; there are {', '.join(services.offices)}.")
    if language is not None and language not in LANGUAGES:
        raise Stop(f"There is no language {language}; there are {', '.join(LANGUAGES)}.")
    chosen = office or services.only_office
    for question in questions or _lines():
        answer = _answer(services, question, chosen, language or settings.language)
        if explain:
            understood = services.index.explain(question, office=chosen)
            answer["explanation"] = explaining.as_json(understood)
        print(json.dumps(answer, ensure_ascii=False) if as_json else _shown(answer), flush=True)


def _lines() -> Iterator[str]:
    """Questions on standard input, as they come."""
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _answer(
    services: "Services", question: str, office: str | None, language: str
) -> dict[str, Any]:
    from handlers import answers
    from handlers.i18n import dates

    now = services.clock()
    finding = services.understanding.find(
        question, office=office, language=language, today=dates.local_date(now, services.zone)
    )
    setting = answers.Setting(
        services=services,
        language=language,
        now=now,
        office=services.office(finding.office or office),
    )
    finding = answers.asked_back(finding, setting)
    return {
        "question": question,
        "outcome": finding.outcome,
        "text": answers.plain(finding, setting),
        "limits": [limit.reason.value for limit in answers.limited(finding, setting)],
        "matches": _matches(finding, language),
    }


def _matches(finding: "Finding", language: str) -> list[dict[str, Any]]:
    return [
        {
            "article": match.article.id,
            "title": match.article.text(language).title,
            "score": round(match.score, 4),
            "facts": list(match.article.facts),
            "office": match.article.office,
        }
        for match in finding.matches
    ]


def _shown(answer: dict[str, Any]) -> str:
    best = answer["matches"][:1]
    score = f" {best[0]['article']} {best[0]['score']}" if best else ""
    shown = f"? {answer['question']}\n[{answer['outcome']}{score}]\n{answer['text']}\n"
    return shown + "".join(f"{line}\n" for line in explaining.lines(answer.get("explanation")))

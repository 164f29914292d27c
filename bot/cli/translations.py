"""`amaryar i18n extract | update | check`: the sentences and their translations."""

import typer

from bot.cli.shared import WRONG, Stop

app = typer.Typer(help="Sentences and their translations.", no_args_is_help=True)


@app.command()
def extract() -> None:
    """Collect the sentences of the sources into messages.pot."""
    from handlers.i18n import catalogs

    print(f"{catalogs.extract()} sentences")


@app.command()
def update() -> None:
    """Bring new sentences into the catalog of each language, for a human to translate."""
    from handlers.i18n import catalogs

    for language, untranslated in catalogs.update().items():
        print(f"{language}: {untranslated} to translate")


@app.command()
def check() -> None:
    """Find missing, fuzzy and wrong translations; exit code 1 when there is one."""
    from handlers.i18n import catalogs

    problems = catalogs.problems()
    if problems:
        raise Stop("\n".join(str(problem) for problem in problems), WRONG)
    print("all sentences are translated")

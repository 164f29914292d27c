"""The command `amaryar`: one file per command, each imports what it runs when it runs."""

import sys

import typer

from bot.cli import (
    backups,
    database,
    doctor,
    knowledge,
    learned,
    offices,
    reports,
    retention,
    run,
    statements,
    tables,
    translations,
)
from bot.cli.shared import Stop

app = typer.Typer(
    name="amaryar",
    help="A Telegram desk for provincial statistics offices: answers, requests, complaints.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # it would print the values of variables, the token too
    add_completion=False,
    rich_markup_mode=None,
)
app.command("run")(run.run)
app.command("playground")(run.playground)
app.add_typer(database.app, name="db")
knowledge.app.command("import-statement")(statements.import_statement)
knowledge.app.command("import-tables")(tables.import_tables)
knowledge.app.command("new-office")(offices.new_office)
knowledge.app.command("export")(learned.export)
app.add_typer(knowledge.app, name="kb")
app.add_typer(translations.app, name="i18n")
app.command("doctor")(doctor.doctor)
app.command("report")(reports.report)
app.command("retention")(retention.retention)
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)


def main() -> None:
    """Run the command line; a known trouble is told in words, not as a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Stop as trouble:
        typer.echo(str(trouble), err=True)
        sys.exit(trouble.code)
    except KeyboardInterrupt:
        sys.exit(130)

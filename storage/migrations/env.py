"""Alembic's environment: runs the steps on the connection that `storage/migrate.py` opened."""

from alembic import context

from storage import migrate

context.configure(connection=context.config.attributes["connection"], **migrate.OPTIONS)
context.run_migrations()

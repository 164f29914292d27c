"""The numbered steps of the database lead to exactly the tables of the code, on both engines."""

from storage import migrate


def test_migrations_equal_models(database_url: str) -> None:
    """After all steps nothing is missing and nothing is left over: no column, key or index."""
    assert migrate.check(database_url) == []

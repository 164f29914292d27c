"""Alembic's scripts, driven from code by `storage/migrate.py`.

`versions/` has one file per step, numbered, each with its one sentence.
"""

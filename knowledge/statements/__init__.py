"""A service level statement, as an office has published it, becomes draft articles.

`reading` (a file becomes lines), `sections` (lines become sections and clauses), `drafts` (sections
become article files), `report` (what was done, and what was not understood). Nothing is invented:
every sentence of a draft stands in the source, with its line.
"""

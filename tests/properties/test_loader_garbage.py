"""Garbage in a content folder is told as problems, never as a traceback."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import loader
from knowledge.search import Index
from tests.knowledge import folder

FILES = (
    "services.toml",
    "offices/qom/office.toml",
    "offices/qom/fa/qom-cost.md",
    "common/en/census.md",
    "words.toml",
    "provinces.toml",
)
VALUES = st.recursive(
    st.sampled_from(
        ["1", "true", '"x"', "2026-11-20", "1.5", '""', "{}", "[]", "[[1]]", '["", ""]']
    ),
    lambda inner: st.one_of(
        inner.map("[{}]".format), inner.map(lambda value: f"{{ fa = {value}, a = {value} }}")
    ),
    max_leaves=3,
)
KEYS = st.sampled_from(
    "id title questions checked_on facts related needs kind service section actions sections "
    "services contacts name aliases free stop synonyms indicators colloquial hints x".split()
)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    st.sampled_from(
        ["+++", "[sections]", "[[services]]", "[contacts]", "[x.y]", "", "متن {", "\x00"]
    ),
    st.text(max_size=20),
)
GARBAGE = st.one_of(st.lists(LINES, max_size=12).map("\n".join), st.binary(max_size=60))


@contextmanager
def small_folder() -> Iterator[Path]:
    """A small folder that is all right, for one example."""
    with tempfile.TemporaryDirectory() as name:
        yield folder.small(Path(name))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(FILES), GARBAGE, st.booleans())
def test_garbage_in_a_file_is_told(name: str, garbage: str | bytes, in_head: bool) -> None:
    """Whatever stands in one file, the folder is loaded or its problems are told."""
    with small_folder() as content:
        file = content / name
        data = garbage if isinstance(garbage, bytes) else garbage.encode("utf-8", "replace")
        file.write_bytes(b"+++\n" + data + b"\n+++\ntext" if in_head else data)
        problems = loader.problems(content)
        assert all(problem.line >= 1 and problem.message for problem in problems)
        if not problems:
            loader.load(content)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80))
def test_any_question_is_borne(question: str) -> None:
    """Whatever is typed, the search returns an outcome that its matches agree with."""
    found = INDEX.find(question, office="qom", language="fa")
    least, most = {"answer": (1, 1), "choose": (1, 4), "not_found": (0, 0)}[found.outcome]
    assert least <= len(found.matches) <= most
    assert all(0 <= match.score <= 1 for match in found.matches)


with small_folder() as _content:
    INDEX = Index(loader.load(_content))

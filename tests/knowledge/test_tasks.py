"""Retrieval tasks of others: entries, queries, recall by variant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge import tasks
from knowledge.errors import ContentError
from knowledge.loader import KnowledgeBase

TASK = {
    "entries": [
        {"id": "w", "text": "چگونه وزن کم کنم؟"},
        {"id": "p", "text": "پایتخت فرانسه کجاست؟"},
        {"id": "t", "text": "کتابخانهٔ ملی در سال ۱۳۱۶ گشایش یافت. " * 8},
    ],
    "queries": [
        {"id": "1", "variant": "clean", "text": "برای کاهش وزن چه کنم؟", "rel": ["w"]},
        {"id": "2", "variant": "clean", "text": "پایتخت فرانسه", "rel": ["p"]},
        {"id": "3", "variant": "latin", "text": "paytakhte faranse kojast", "rel": ["p"]},
        {"id": "4", "variant": "latin", "text": "ketabkhaneye melli", "rel": ["w"]},
        {"id": "5", "variant": "long", "text": "کتابخانهٔ ملی کی باز شد؟", "rel": ["t"]},
    ],
}


def test_recall_is_told_by_variant(tmp_path: Path, packaged: KnowledgeBase) -> None:
    """Short entries and long texts, one query keyed wrongly on purpose."""
    path = tmp_path / "task.json"
    path.write_text(json.dumps(TASK), encoding="utf-8")
    task = tasks.read(path)
    found = tasks.measure(tasks.index(task, packaged), task)
    assert {name: (one.asked, one.recall_1) for name, one in found.items()} == {
        "clean": (2, 1.0),
        "latin": (2, 0.5),
        "long": (1, 1.0),
    }


@pytest.mark.parametrize("content", ["[", "[]", '{"entries": []}', '{"entries": 3, "queries": []}'])
def test_what_is_no_task_is_told(tmp_path: Path, content: str) -> None:
    """By the name of the file."""
    path = tmp_path / "task.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        tasks.read(path)
    assert "task.json" in str(caught.value.problems[0])

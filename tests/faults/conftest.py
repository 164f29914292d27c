"""The offices of the stories, here too."""

from __future__ import annotations

from tests.stories.conftest import desk, forum, office

__all__ = ["desk", "forum", "office"]

"""What can go wrong with a statement's file."""

from knowledge.errors import KnowledgeError


class Unreadable(KnowledgeError):
    """The file cannot be read at all; the message says why and what to do."""

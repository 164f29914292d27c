"""The drawing of a ticket's life in CONTRIBUTING.md: made here, compared by test_documents.py.

Renew it with `make drawing` after a change of `storage/tickets/states.py`.
"""

from storage.tickets import drawing as life
from tests.house import project

MARKS = ("<!-- ticket life: begin -->", "<!-- ticket life: end -->")


def drawn() -> str:
    """The drawing as it must stand between the marks."""
    return f"\n```mermaid\n{life.as_mermaid().strip()}\n```\n"


def renew() -> None:
    """Write the drawing into CONTRIBUTING.md."""
    text = project.read("CONTRIBUTING.md")
    start, end = MARKS
    old = project.between(text, *MARKS)
    new = text.replace(f"{start}{old}{end}", f"{start}{drawn()}{end}")
    (project.ROOT / "CONTRIBUTING.md").write_text(new, encoding="utf-8")


if __name__ == "__main__":
    renew()

"""The life of a ticket as a picture, drawn from `states.py`. Pure."""

from __future__ import annotations

from storage.tickets import states


def as_mermaid() -> str:
    """Draw the life as a Mermaid state diagram, the same text every time.

    Acts that change nothing are left out; acts between the same two states share an arrow.
    """
    arrows: dict[tuple[str, str], list[str]] = {("[*]", states.Status.NEW): [states.Action.OPEN]}
    rows = [*states.TRANSITIONS.items(), *states.UNHELD.items()]
    for (before, act), after in sorted(rows):
        if before != after:
            arrows.setdefault((before, after), []).append(act)
    lines = [f"    {a} --> {b}: {', '.join(acts)}" for (a, b), acts in sorted(arrows.items())]
    ends = [f"    {status} --> [*]" for status in sorted(states.FINAL)]
    return "\n".join(["stateDiagram-v2", *lines, *ends])

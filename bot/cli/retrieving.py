"""`amaryar kb evaluate FILE.json`: the engine on a retrieval task of others."""

import dataclasses
import json
from pathlib import Path

from bot.cli.shared import Stop


def evaluate(file: Path, *, as_json: bool) -> None:
    """Print R@1 and R@3 by variant of spelling, and their mean."""
    from knowledge import loader, tasks
    from knowledge.errors import ContentError

    try:
        task = tasks.read(file)
    except ContentError as error:
        raise Stop("\n".join(str(problem) for problem in error.problems)) from None
    found = tasks.measure(tasks.index(task, loader.load()), task)
    mean = sum(one.recall_1 for one in found.values()) / len(found) if found else 0.0
    if as_json:
        variants = {name: dataclasses.asdict(one) for name, one in found.items()}
        print(json.dumps({"variants": variants, "mean_recall_1": mean}))
        return
    print(f"{len(task.entries)} entries")
    print(f"{'variant':12}{'asked':>8}{'R@1':>8}{'R@3':>8}")
    for name, one in found.items():
        print(f"{name:12}{one.asked:8}{one.recall_1:8.3f}{one.recall_3:8.3f}")
    print(f"{'mean':12}{'':8}{mean:8.3f}")

"""`amaryar kb export`: the content folder says what was taught in the group."""

import shutil
from pathlib import Path

from knowledge import loader
from storage import learned_answers, learned_wordings, ready_replies
from storage.database import Database
from tests.bot.cli import programs
from tests.clock import START


async def teach(folder: Path) -> None:
    """A wording and an answer, taught in a database of the folder."""
    made = await programs.command(folder, "db", "upgrade")
    assert made.code == 0, made.err
    database = Database(f"sqlite:///{folder / 'data' / 'amaryar.db'}")
    async with database.transaction() as tx:
        await learned_wordings.add(
            tx, "qom-cost", [("fa", "دست توی جیب")], gap_id=1, by=1, name="Z", now=START
        )
        texts = {"fa": {"title": "پارکینگ", "body": "ندارد.", "questions": ["پارکینگ کجاست؟"]}}
        answer = await learned_answers.draft(
            tx, office="qom", texts=texts, by=1, name="Z", now=START
        )
        await ready_replies.put(
            tx, "own-7", title={"fa": "تلفن"}, says={"fa": "سلام"}, by=1, name="Z", now=START
        )
        await learned_answers.publish(tx, answer.id, by=1, name="Z", now=START)
    await database.close()


async def test_what_was_taught_becomes_content(tmp_path: Path) -> None:
    """A line in the article it belongs to, a draft for the new one; a second time nothing."""
    content = tmp_path / "content"
    shutil.copytree(loader.PACKAGED, content)
    await teach(tmp_path)
    tried = await programs.command(tmp_path, "kb", "export", "--out", "content", "--dry-run")
    assert "would write content/offices/qom/fa/qom-cost.md" in tried.out, tried.err
    assert "دست توی جیب" not in (content / "offices/qom/fa/qom-cost.md").read_text("utf-8")

    done = await programs.command(tmp_path, "kb", "export", "--out", "content")

    assert done.code == 0, done.err
    assert '"دست توی جیب",' in (content / "offices/qom/fa/qom-cost.md").read_text("utf-8")
    draft = content / "offices/qom/drafts/fa/qom-answer-1.md"
    assert 'title = "پارکینگ"' in draft.read_text("utf-8")
    assert "English is missing" in done.out
    replies = (content / "desk/replies.toml").read_text("utf-8")
    assert 'id = "own-7"' in replies
    assert 'id = "greeting"' in replies, "what the content had stays"
    checked = await programs.command(tmp_path, "kb", "check", "--quick", "content")
    assert checked.code == 0, checked.err
    again = await programs.command(tmp_path, "kb", "export", "--out", "content")
    assert "qom-cost" not in again.out
    assert "replies.toml" not in again.out


async def test_without_a_folder_it_says_how_to_name_one(tmp_path: Path) -> None:
    """The packaged content is nobody's to write into."""
    done = await programs.command(tmp_path, "kb", "export")
    assert done.code == 2
    assert "--out" in done.err

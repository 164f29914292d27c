"""Asking back what decides an answer: with buttons, once; a choice may be typed, too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from handlers import answers
from handlers.forms.choices import NO_WORDS, YES_WORDS, bare
from handlers.visitor import handover, reading
from storage import questions

if TYPE_CHECKING:
    from handlers.context import OfficeContext
    from knowledge.articles import Finding
    from knowledge.choices.files import Rule
    from storage.questions import Question

#: Words that come so soon after it may be the answer to what was asked back.
RECENT: Final = timedelta(minutes=15)


async def once(context: OfficeContext, found: Finding, office_id: str) -> Finding:
    """The finding, as a choice where its question leaves open what decides the answer.

    Who was asked the same just now and wrote the question again gets the general answer.
    """
    services = context.services
    setting = answers.Setting(services, context.t.language, context.now, services.office(office_id))
    back = answers.asked_back(found, setting)
    if back.choice is None:
        return back
    _, rule = await _asked_before(context)
    is_again = rule is not None and rule.id == back.choice
    return services.understanding.rules.general(back) if is_again else back


async def answered(context: OfficeContext, words: str) -> bool:
    """Show what was chosen in words; False where these words are no choice offered just now."""
    rules = context.services.understanding.rules
    if not rules.may_choose(words):
        return False
    question, rule = await _asked_before(context)
    article = rules.chosen(rule, words) if rule is not None else None
    if article is None:
        return False
    context.work.outcome = "ask:chosen"
    await reading.show(context, article, question)
    return True


async def confirmed(context: OfficeContext, words: str) -> bool:
    """Take a typed yes or no to "did you mean …?"; False where nothing of the kind was asked."""
    said = bare(words)
    is_yes = said in {bare(word) for word in YES_WORDS}
    if not is_yes and said not in {bare(word) for word in NO_WORDS}:
        return False
    question, rule = await _asked_before(context)
    offered = question.articles if question is not None else []
    if question is None or rule is not None or len(offered) != 1 or not _is_open(question):
        return False
    context.work.outcome = "ask:confirmed" if is_yes else "ask:denied"
    if is_yes:
        await reading.show(context, offered[0], question)
    else:
        await handover.did_not_help(context, question)
    return True


def _is_open(question: Question) -> bool:
    """Whether nothing has become yet of what was offered for it."""
    is_choice = question.outcome == questions.Outcome.CHOOSE
    return is_choice and question.picked is None and question.helped is None


async def _asked_before(context: OfficeContext) -> tuple[Question | None, Rule | None]:
    """The newest question of this person and the rule by which it was asked back, if it was."""
    since = context.now - RECENT
    last = await questions.latest(context.tx, context.person.id, since=since)
    if last is None or last.outcome != questions.Outcome.CHOOSE:
        return last, None
    return last, context.services.understanding.rules.of_articles(last.articles)

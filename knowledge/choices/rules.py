"""Decides whether a question is asked back, and what somebody chose in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge import text
from knowledge.articles import Article, Finding, Match
from knowledge.choices.files import Choices, Rule
from knowledge.dimensions.phrasebook import PhraseBook
from knowledge.dimensions.values import Dimensions


@dataclass(frozen=True)
class Question:
    """A question as it was read: its words, what it asks for, and the words left besides."""

    tokens: Sequence[str]
    asked: Dimensions
    left: Sequence[str]


class Rules:
    """The rules of the content, ready; made once."""

    def __init__(self, choices: Choices, articles: Mapping[str, Article]) -> None:
        """Learn the phrases of the rules."""
        self._choices = choices
        self._articles = articles
        self._around = frozenset(token for word in choices.around for token in text.tokens(word))
        self._names = {rule.id: _book(rule.names) for rule in choices.rules}
        self._other = {
            rule.id: _book([*rule.unless, *choices.other_questions]) for rule in choices.rules
        }
        self._chosen = {
            rule.id: PhraseBook(
                (word, choice.article)
                for choice in rule.choices
                for word in (*choice.label.values(), *choice.words)
            )
            for rule in choices.rules
        }

    def get(self, rule_id: str | None) -> Rule | None:
        """The rule of that id."""
        return self._choices.rule(rule_id)

    def ask_back(self, finding: Finding, question: Question) -> Finding:
        """The finding; where it leaves open what decides it, as a choice with the rule's id.

        What is decided already is answered so, unless the search was sure of an answer: by the
        words of a choice, or by a dimension, for which the general article is the answer.
        """
        rule = next((one for one in self._choices.rules if self._is_named(one, question)), None)
        if rule is None or finding.other_province or self._other[rule.id].spot(question.tokens):
            return finding
        is_sure = finding.outcome == "answer"
        is_final = is_sure and not _leaves_open(rule, finding)
        chosen = {one.value for one in self._chosen[rule.id].spot(question.tokens)}
        if chosen:
            article = chosen.pop() if len(chosen) == 1 else rule.general
            return finding if is_sure else self._answered(finding, article)
        if is_final:
            return finding
        if _is_decided(rule, finding, question.asked):
            return self._answered(finding, rule.general)
        offered = (self._articles[choice.article] for choice in rule.choices)
        matches = tuple(Match(article, _best(finding)) for article in offered)
        return replace(finding, outcome="choose", matches=matches, choice=rule.id)

    def general(self, finding: Finding) -> Finding:
        """The most general answer to what is asked back; any other finding as it is."""
        rule = self._choices.rule(finding.choice)
        return finding if rule is None else self._answered(finding, rule.general)

    def _answered(self, finding: Finding, article: str) -> Finding:
        match = Match(self._articles[article], _best(finding))
        return replace(finding, outcome="answer", matches=(match,), choice=None)

    def of_articles(self, ids: Sequence[str]) -> Rule | None:
        """The rule whose choices were offered as these articles, in this order."""
        for rule in self._choices.rules:
            if [choice.article for choice in rule.choices] == list(ids):
                return rule
        return None

    def may_choose(self, words: str) -> bool:
        """Whether these words are a choice of any rule."""
        return any(self.chosen(rule, words) for rule in self._choices.rules)

    def chosen(self, rule: Rule, words: str) -> str | None:
        """The article of the one choice that somebody typed; None where more is said."""
        tokens = text.tokens(words)
        spotted = self._chosen[rule.id].spot(tokens)
        said = {place for one in spotted for place in range(one.start, one.end)}
        if any(token not in self._around for at, token in enumerate(tokens) if at not in said):
            return None
        found = {one.value for one in spotted}
        return found.pop() if len(found) == 1 else None

    def _is_named(self, rule: Rule, question: Question) -> bool:
        """Whether a question names the rule's subject, and nothing besides it but dimensions."""
        named = set(question.asked.indicators)
        by_name = self._names[rule.id].spot(question.tokens)
        chosen = self._chosen[rule.id].spot(question.tokens)
        ranges = [(one.start, one.end) for one in by_name]
        ranges += [(one.start, one.end) for one in chosen]
        own = {word for start, end in ranges for word in question.tokens[start:end]}
        if not named <= set(rule.indicators) or set(question.left) - own:
            return False
        return bool(named or by_name)


def _leaves_open(rule: Rule, finding: Finding) -> bool:
    """Whether the answer the search is sure of leaves open what the rule asks."""
    return rule.even_if_sure and finding.matches[0].article.id in rule.leads_to


def _is_decided(rule: Rule, finding: Finding, asked: Dimensions) -> bool:
    """Whether the question says what the rule would ask; an office or a province is a place."""
    given = {
        "period": asked.period is not None,
        "level": asked.level is not None,
        "place": bool(asked.place or finding.office or finding.other_province),
        "breakdown": bool(asked.breakdowns),
    }
    return asked.is_microdata or any(given[name] for name in rule.decided_by)


def _best(finding: Finding) -> float:
    return finding.matches[0].score if finding.matches else 0.0


def _book(phrases: Sequence[str]) -> PhraseBook[bool]:
    return PhraseBook((phrase, True) for phrase in phrases)

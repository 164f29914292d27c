"""Decides whether a question is asked back, and what somebody chose in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge import text
from knowledge.articles import Article, Finding, Match
from knowledge.choices.files import Choices, Rule
from knowledge.dimensions.phrasebook import PhraseBook
from knowledge.dimensions.values import Dimensions


class Rules:
    """The rules of the content, ready; made once."""

    def __init__(self, choices: Choices, articles: Mapping[str, Article]) -> None:
        """Learn the phrases of the rules."""
        self._choices = choices
        self._articles = articles
        self._around = frozenset(token for word in choices.around for token in text.tokens(word))
        self._names = {rule.id: _book(rule.names) for rule in choices.rules}
        self._decided = {
            rule.id: _book([*rule.unless, *choices.other_questions, *_words_of(rule)])
            for rule in choices.rules
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

    def ask_back(self, finding: Finding, asked: Dimensions) -> Finding:
        """The finding; where it leaves open what decides it, as a choice with the rule's id."""
        tokens = text.tokens(finding.question)
        for rule in self._choices.rules:
            if self._holds(rule, finding, asked, tokens):
                best = finding.matches[0].score
                matches = tuple(
                    Match(self._articles[choice.article], best) for choice in rule.choices
                )
                return replace(finding, outcome="choose", matches=matches, choice=rule.id)
        return finding

    def general(self, finding: Finding) -> Finding:
        """The most general answer to a question that was asked back already."""
        rule = self._choices.rule(finding.choice)
        if rule is None:
            return finding
        match = Match(self._articles[rule.general], finding.matches[0].score)
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

    def _holds(
        self, rule: Rule, finding: Finding, asked: Dimensions, tokens: Sequence[str]
    ) -> bool:
        return (
            _is_open(rule, finding)
            and self._is_named(rule, asked, tokens)
            and not _is_decided(rule, finding, asked)
            and not self._decided[rule.id].spot(tokens)
        )

    def _is_named(self, rule: Rule, asked: Dimensions, tokens: Sequence[str]) -> bool:
        """Whether the question is about the rule's subject and about nothing else."""
        named = set(asked.indicators)
        if not named <= set(rule.indicators):
            return False
        return bool(named or self._names[rule.id].spot(tokens))


def _is_open(rule: Rule, finding: Finding) -> bool:
    """Whether the search led to a general article, and not too surely."""
    found = [match.article.id for match in finding.matches]
    if finding.outcome == "answer":
        return rule.even_if_sure and found[0] in rule.leads_to
    return finding.outcome == "choose" and bool(set(found) & set(rule.leads_to))


def _is_decided(rule: Rule, finding: Finding, asked: Dimensions) -> bool:
    """Whether the question says what the rule would ask; an office or a province is a place."""
    given = {
        "period": asked.period is not None,
        "level": asked.level is not None,
        "place": bool(asked.place or finding.office or finding.other_province),
        "breakdown": bool(asked.breakdowns),
    }
    return asked.is_microdata or any(given[name] for name in rule.decided_by)


def _words_of(rule: Rule) -> list[str]:
    return [word for choice in rule.choices for word in choice.words]


def _book(phrases: Sequence[str]) -> PhraseBook[bool]:
    return PhraseBook((phrase, True) for phrase in phrases)

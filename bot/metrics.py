"""What /metrics tells (Prometheus): what this process did, and how the office stands.

Counters belong to one process and begin anew with it, as Prometheus expects; the standing of the
office is read from the database when somebody asks, and is the same from every replica. Labels are
routes, outcomes and methods: never a person, never what somebody wrote.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from storage.standing import Standing
from storage.tickets import states

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_SEARCH_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)


class Metrics:
    """The figures of one process, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
        self._updates = Counter(
            "amaryar_updates", "Updates handled.", ("route", "outcome"), registry=registry
        )
        self._update_seconds = Histogram(
            "amaryar_update_seconds",
            "From a free slot to the commit.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._answers = Counter(
            "amaryar_answers", "Questions by what was found.", ("outcome",), registry=registry
        )
        self._search_seconds = Histogram(
            "amaryar_search_seconds",
            "Looking a question up.",
            buckets=_SEARCH_SECONDS,
            registry=registry,
        )
        self._deliveries = Counter(
            "amaryar_deliveries",
            "Calls for messages by what became of them.",
            ("method", "verdict"),
            registry=registry,
        )
        self._delivery_seconds = Histogram(
            "amaryar_delivery_seconds",
            "The server's answer to a message.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._standing = _StandingGauges(registry)

    def update(self, route: str, outcome: str, seconds: float) -> None:
        """Count an update that has been handled."""
        self._updates.labels(route, outcome).inc()
        self._update_seconds.observe(seconds)
        if route == "ask":
            self._answers.labels(outcome).inc()

    def delivery(self, method: str, verdict: str, seconds: float) -> None:
        """Count a call of the delivery."""
        self._deliveries.labels(method, verdict).inc()
        self._delivery_seconds.observe(seconds)

    @contextmanager
    def searching(self) -> Iterator[None]:
        """Measure a search."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._search_seconds.observe(time.perf_counter() - begun)

    def page(self, standing: Standing | None) -> bytes:
        """All figures as Prometheus reads them; `standing` is None when the database is away."""
        self._standing.show(standing)
        return generate_latest(self._registry)


class _StandingGauges:
    """The standing of the office; without a database only `amaryar_database_up` is told."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, words: str, *labels: str) -> Gauge:
            return Gauge(f"amaryar_{name}", words, labels, registry=registry)

        self._up = gauge("database_up", "Whether the database answered.")
        self._waiting = gauge("outbox_waiting", "Messages that are due and not sent.")
        self._age = gauge("outbox_oldest_seconds", "Age of the oldest of them.")
        self._lag = gauge("outbox_lag_seconds", "How long nobody has taken up a due message.")
        self._dead = gauge("outbox_dead", "Messages that were given up, as far as kept.")
        self._tickets = gauge("tickets_open", "Open tickets by state.", "state")
        self._overdue = gauge("tickets_overdue", "Open tickets past what was promised.")

    def show(self, standing: Standing | None) -> None:
        """Take over what the database says."""
        self._up.set(standing is not None)
        if standing is None:
            return
        self._waiting.set(standing.waiting)
        self._age.set(standing.age.total_seconds())
        self._lag.set(standing.lag.total_seconds())
        self._dead.set(standing.dead)
        for status in sorted(states.OPEN_STATUSES):
            self._tickets.labels(status).set(standing.tickets.get(status, 0))
        self._overdue.set(standing.overdue)

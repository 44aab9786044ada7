"""Writing down what is withheld, beside the figures, when they are published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Grain, Period
from pmf_core.disclosure import profile_named
from pmf_core.store.engine import Query, Transaction, listed
from pmf_core.store.withheld.deciding import withheld
from pmf_core.store.withheld.sums import Ledger
from pmf_core.store.withheld.tree import Tree
from pmf_core.store.withheld.versions import Version, together

COLUMNS = (
    "metric_id", "unit_id", "breakdown", "grain", "period_start", "period_end", "known_from", "batch_id", "reason",
)  # fmt: skip

NONE = "none"
"""The profile that hides nothing."""

Key = tuple[str, str, str, date, date, datetime, int]
"""Which version of which figure of a metric: unit, breakdown, grain, days, known from, batch."""


def refresh(transaction: Transaction, catalogue: Catalogue, *, after_batch: int = 0) -> int:
    """Withhold what the batches after `after_batch` call for; how many figures comes back.

    A metric whose profile is new is gone through from its first figure.
    """
    since = dict.fromkeys(_protected(catalogue), after_batch)
    since |= dict.fromkeys(_record_rules(transaction, catalogue, number=_newest(transaction)), 0)
    since = {metric: batch for metric, batch in since.items() if metric in _protected(catalogue)}
    versions = _versions(transaction, catalogue, since)
    decided = _decided(transaction, list(versions))
    tree = Tree.of(transaction)
    rows = [
        row
        for name, held in versions.items()
        for row in _rows(catalogue.metric(name), held, tree, decided=decided[name], after_batch=since[name])
    ]
    transaction.insert("withheld", COLUMNS, rows)
    return len(rows)


def _protected(catalogue: Catalogue) -> list[str]:
    return [metric.id for metric in catalogue.metrics if metric.protection != NONE]


def _newest(transaction: Transaction) -> int:
    return int(transaction.fetch(Query("newest", "select coalesce(max(batch_id), 0) as n from batch"))["n"][0])


def _record_rules(transaction: Transaction, catalogue: Catalogue, *, number: int) -> list[str]:
    """Write down each metric's profile where it is another than before; which ones comes back."""
    held = dict(transaction.fetch(Query("rules", "select metric_id, profile from disclosure_in_force")))
    changed = [m for m in catalogue.metrics if m.protection != held.get(m.id, NONE)]
    rows = [(metric.id, metric.protection, number) for metric in changed]
    transaction.insert("disclosure_rule", ("metric_id", "profile", "batch_id"), rows)
    return [metric.id for metric in changed]


def _versions(transaction: Transaction, catalogue: Catalogue, since: Mapping[str, int]) -> dict[str, list[Version]]:
    """Every version of the metrics that have something new; one person's figures are read by name only."""
    in_metrics, parameters = listed("metric", list(since))
    sql = f"""
select metric_id, unit_id, breakdown, grain, period_start, period_end, numerator, denominator, value, known_from,
       batch_id
from exact_reading
where metric_id {in_metrics}
order by known_from, batch_id
"""
    units = catalogue.organisation.units
    found: dict[str, list[Version]] = defaultdict(list)
    for metric, unit, breakdown, grain, start, end, *rest in transaction.fetch(Query("versions", sql, parameters)):
        if unit not in units or units[unit].level != "individual":
            found[metric].append(Version(unit, breakdown, Period(start, end, Grain(grain)), *rest))
    return {name: held for name, held in found.items() if any(version.batch > since[name] for version in held)}


def _decided(transaction: Transaction, metrics: Sequence[str]) -> dict[str, dict[Key, str]]:
    in_metrics, parameters = listed("metric", metrics)
    sql = f"select {', '.join(COLUMNS)} from withheld where metric_id {in_metrics}"
    found: dict[str, dict[Key, str]] = defaultdict(dict)
    for metric, *key, reason in transaction.fetch(Query("withheld", sql, parameters)):
        found[metric][tuple(key)] = reason
    return found


def _rows(
    metric: Metric, versions: Sequence[Version], tree: Tree, *, decided: Mapping[Key, str], after_batch: int
) -> Iterator[tuple[object, ...]]:
    for group in together(versions, metric):
        if all(version.batch <= after_batch for version in group):
            continue
        ordered = sorted(group, key=attrgetter("known_from", "batch"))
        held = {place: decided[key] for place, each in enumerate(ordered) if (key := _key(each)) in decided}
        ledger = Ledger.of(metric, profile_named(metric.protection), tree, ordered)
        for place, reason in withheld(ledger, decided=held, after_batch=after_batch).items():
            yield (metric.id, *_key(ordered[place]), reason)


def _key(version: Version) -> Key:
    period = version.period
    days = (period.start, period.end)
    return (version.unit, version.breakdown, period.grain.value, *days, version.known_from, version.batch)

"""Figures of every unit above the ones that were observed, on both clocks.

A ratio is sum over sum. A row is made for each moment at which one of its parts, or the tree, was known
differently, so reading as at a past moment costs what reading now costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import Aggregation, Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.store import withheld
from pmf_core.store.engine import Query, Transaction

RULE_COLUMNS = ("metric_id", "first_day", "last_day", "is_ratio", "per")


def refresh(transaction: Transaction, catalogue: Catalogue, *, after_batch: int = 0, everywhere: bool = False) -> int:
    """Add the roll-ups that batches after `after_batch` call for, and withhold what they and those must not tell.

    How many roll-ups comes back. Only the metrics and periods that those batches observed are looked at, or every one
    when the tree changed. `everywhere` looks at every one regardless, which must come to the same.
    """
    before = _count(transaction)
    everywhere = everywhere or _tree_changed(transaction, after_batch=after_batch)
    parameters = {"after_batch": after_batch, "everywhere": everywhere}
    ever = {"first_day": date.min, "last_day": date.max, "beginning": datetime.min}
    _prepare(transaction, catalogue, touched=_touched(transaction, parameters))
    for name, sql in STEPS:
        used = {key: value for key, value in {**parameters, **ever}.items() if f":{key}" in sql}
        transaction.execute(Query(name, sql, used))
    for table in ("roll_rule", "roll_level", *(name for name, _ in STEPS if name != "roll_up")):
        transaction.execute(Query(f"drop {table}", f"drop table {table}"))
    withheld.refresh(transaction, catalogue, after_batch=after_batch)
    return _count(transaction) - before


def _tree_changed(transaction: Transaction, *, after_batch: int) -> bool:
    query = "select count(*) as n from ancestry where batch_id > :after_batch"
    return bool(transaction.fetch(Query("tree changes", query, {"after_batch": after_batch}))["n"][0])


def _touched(transaction: Transaction, parameters: Mapping[str, Any]) -> frozenset[str]:
    query = "select distinct metric_id from observation where :everywhere or batch_id > :after_batch"
    return frozenset(transaction.fetch(Query("touched metrics", query, parameters))["metric_id"])


def _prepare(transaction: Transaction, catalogue: Catalogue, *, touched: frozenset[str]) -> None:
    for table, columns in {
        "roll_rule": "metric_id varchar, first_day date, last_day date, is_ratio boolean, per double",
        "roll_level": "metric_id varchar, unit_id varchar",
    }.items():
        transaction.execute(Query(f"make {table}", f"create temp table {table} ({columns})"))
    metrics = [metric for metric in _added_up(catalogue) if metric.id in touched]
    rules = [_rule(metric) for metric in metrics]
    transaction.append("roll_rule", {name: [rule[i] for rule in rules] for i, name in enumerate(RULE_COLUMNS)})
    nodes = {link.parent for link in catalogue.organisation.links} | {
        link.unit for link in catalogue.organisation.links
    }
    levels = {node: catalogue.organisation.unit(node).level for node in nodes}
    wanted = sorted({(metric.id, node) for metric in metrics for node in nodes if levels[node] in metric.levels})
    transaction.append("roll_level", {"metric_id": [m for m, _ in wanted], "unit_id": [unit for _, unit in wanted]})


def _added_up(catalogue: Catalogue) -> Iterator[Metric]:
    return (m for m in catalogue.all_versions() if m.aggregation is not Aggregation.NOT_AGGREGATABLE)


def _rule(metric: Metric) -> tuple[Any, ...]:
    is_ratio = metric.aggregation in (Aggregation.RATIO_OF_SUMS, Aggregation.WEIGHTED_MEAN)
    per = metric.calculation.per if isinstance(metric.calculation, Ratio) else 1.0
    first = date.min if metric.version == 1 else metric.effective_from
    return (metric.id, first, metric.effective_to or date.max, is_ratio, per)


def _count(transaction: Transaction) -> int:
    return int(transaction.fetch(Query("count roll-ups", "select count(*) as n from roll_up"))["n"][0])


ONLY_UPPERMOST = """
where not exists (
    select 1 from roll_covered as c
    where c.metric_id = v.metric_id and c.unit_id = v.unit_id
      and c.grain = v.grain and c.period_start = v.period_start and c.period_end = v.period_end
) and not exists (
    select 1 from roll_observed as own
    where own.metric_id = v.metric_id and own.unit_id = p.target_id
      and own.grain = v.grain and own.period_start = v.period_start and own.period_end = v.period_end
)
"""
"""Parts are what was observed highest up in a period, and a unit observed itself is not added up as well."""

STEPS = (
    (
        # The periods of metrics that are looked at: what is added up in one never depends on another.
        "roll_key",
        """
create temp table roll_key as
select distinct metric_id, grain, period_start, period_end
from observation
where metric_id in (select metric_id from roll_rule) and (:everywhere or batch_id > :after_batch)
""",
    ),
    (
        # Each version of each observation, with the moment at which it was superseded; what a team's total still needs
        # of people who were erased stands under the team, without a name.
        "roll_version",
        """
create temp table roll_version as
select o.metric_id, o.unit_id, o.breakdown, o.period_start, o.period_end, o.grain, o.numerator, o.denominator, o.value,
       o.missing_reason, o.status, o.known_from, o.batch_id, lead(o.known_from) over (
         partition by o.metric_id, o.unit_id, o.breakdown, o.grain, o.period_start, o.period_end
         order by o.known_from, o.batch_id
       ) as known_to
from observation as o
join roll_key as k
  on k.metric_id = o.metric_id and k.grain = o.grain
 and k.period_start = o.period_start and k.period_end = o.period_end
union all
select e.metric_id, 'erased:' || e.team_id, e.breakdown, e.period_start, e.period_end, e.grain, e.numerator,
       e.denominator, e.value, e.missing_reason, e.status, e.known_from, e.batch_id, e.known_to
from erased_figure as e
join roll_key as k
  on k.metric_id = e.metric_id and k.grain = e.grain
 and k.period_start = e.period_start and k.period_end = e.period_end
""",
    ),
    (
        "roll_observed",
        """
create temp table roll_observed as
select distinct metric_id, unit_id, grain, period_start, period_end from roll_version
""",
    ),
    (
        "roll_tree",
        """
create temp table roll_tree as
select unit_id, ancestor_id, first_day, last_day, known_from, batch_id, lead(known_from) over (
         partition by unit_id, ancestor_id, first_day order by known_from, batch_id
       ) as known_to
from (
    select unit_id, ancestor_id, first_day, last_day, known_from, batch_id from ancestry
    union all
    select 'erased:' || a.unit_id, a.ancestor_id, a.first_day, a.last_day, a.known_from, a.batch_id
    from ancestry as a
    where a.unit_id in (select team_id from erased_figure)
    union all
    select distinct 'erased:' || team_id, team_id, cast(:first_day as date), cast(:last_day as date),
           cast(:beginning as timestamp), 0
    from erased_figure
) as tree
""",
    ),
    (
        # Metrics observed by category only: their total is the sum over the categories of one dimension.
        "roll_split",
        """
create temp table roll_split as
select metric_id, min(split_part(breakdown, '=', 1)) as dimension
from observation
where metric_id in (select metric_id from roll_key)
group by metric_id
having count(*) filter (where breakdown = 'all') = 0
""",
    ),
    (
        # What was observed below another observed unit in the same period: it is in that unit's figure already.
        "roll_covered",
        """
create temp table roll_covered as
select distinct o.metric_id, o.unit_id, o.grain, o.period_start, o.period_end
from roll_observed as o
join (select distinct unit_id, ancestor_id from roll_tree) as t on t.unit_id = o.unit_id
join roll_observed as above
  on above.unit_id = t.ancestor_id and above.metric_id = o.metric_id
 and above.grain = o.grain and above.period_start = o.period_start and above.period_end = o.period_end
""",
    ),
    (
        # Who is a part of whom: what every unit above an observed one may add up.
        "roll_part",
        """
create temp table roll_part as
select p.metric_id, p.unit_id, t.ancestor_id as target_id, t.first_day, t.last_day,
       t.known_from, t.known_to, t.batch_id
from (select distinct metric_id, unit_id from roll_observed) as p
join roll_tree as t on t.unit_id = p.unit_id
join roll_level as l on l.metric_id = p.metric_id and l.unit_id = t.ancestor_id
""",
    ),
    (
        # Every part of every target key, breakdown by breakdown, and categories into their total.
        "roll_piece",
        """
create temp table roll_piece as
select p.target_id, v.breakdown as target_breakdown, v.metric_id, v.grain, v.period_start, v.period_end,
       v.numerator, v.denominator, v.value, v.missing_reason, v.status,
       p.first_day <= v.period_end and v.period_end <= p.last_day as belongs,
       greatest(v.known_from, p.known_from) as known_from,
       least(v.known_to, p.known_to) as known_to,
       greatest(v.batch_id, p.batch_id) as batch_id
from roll_version as v
join roll_part as p on p.metric_id = v.metric_id and p.unit_id = v.unit_id
{only_uppermost}
union all
select v.unit_id, 'all', v.metric_id, v.grain, v.period_start, v.period_end,
       v.numerator, v.denominator, v.value, v.missing_reason, v.status, true, v.known_from, v.known_to, v.batch_id
from roll_version as v
join roll_split as s on s.metric_id = v.metric_id and s.dimension = split_part(v.breakdown, '=', 1)
union all
select p.target_id, 'all', v.metric_id, v.grain, v.period_start, v.period_end,
       v.numerator, v.denominator, v.value, v.missing_reason, v.status,
       p.first_day <= v.period_end and v.period_end <= p.last_day,
       greatest(v.known_from, p.known_from), least(v.known_to, p.known_to), greatest(v.batch_id, p.batch_id)
from roll_version as v
join roll_split as s on s.metric_id = v.metric_id and s.dimension = split_part(v.breakdown, '=', 1)
join roll_part as p on p.metric_id = v.metric_id and p.unit_id = v.unit_id
{only_uppermost}
""".replace("{only_uppermost}", ONLY_UPPERMOST),
    ),
    (
        # The moments at which a target key was known anew.
        "roll_moment",
        """
create temp table roll_moment as
select target_id, target_breakdown, metric_id, grain, period_start, period_end, known_from as moment,
       max(batch_id) as batch_id
from roll_piece
where batch_id > :after_batch
group by target_id, target_breakdown, metric_id, grain, period_start, period_end, known_from
""",
    ),
    (
        # A key that lost its last part is written with no parts, so that readers see it end.
        "roll_up",
        """
insert into roll_up
select m.metric_id, m.target_id, m.target_breakdown, m.period_start, m.period_end, m.grain,
       sum(case when p.value is not null then p.numerator end),
       sum(case when p.value is not null then p.denominator end),
       case when bool_or(r.is_ratio)
            then sum(case when p.value is not null then p.numerator end) * max(r.per)
                 / nullif(sum(case when p.value is not null then p.denominator end), 0)
            else sum(p.value) end,
       case when count(p.value) = 0 then min(p.missing_reason) end,
       case when bool_or(p.status = 'provisional') then 'provisional' else 'final' end,
       m.moment, max(m.batch_id), count(p.value), count(p.metric_id)
from roll_moment as m
left join roll_piece as p
  on p.target_id = m.target_id and p.target_breakdown = m.target_breakdown and p.metric_id = m.metric_id
 and p.grain = m.grain and p.period_start = m.period_start and p.period_end = m.period_end
 and p.belongs and p.known_from <= m.moment and (p.known_to is null or p.known_to > m.moment)
join roll_rule as r
  on r.metric_id = m.metric_id and r.first_day <= m.period_end and m.period_end <= r.last_day
group by m.metric_id, m.target_id, m.target_breakdown, m.period_start, m.period_end, m.grain, m.moment
order by m.target_id, m.metric_id, m.target_breakdown, m.period_start, m.moment
""",
    ),
)
"""Named steps, each a table that the next ones read."""

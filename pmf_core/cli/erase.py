"""Commands that take people out of the store: each a recorded act, with its reason."""

from __future__ import annotations

from typing import Annotated

import typer

from pmf_core.catalogue.load import load
from pmf_core.cli.output import as_json, tell
from pmf_core.cli.places import config_folder, data_folder, open_hub, store_folder
from pmf_core.cli.who import actor_who
from pmf_core.definitions.moment import parse_moment
from pmf_core.definitions.person import Action
from pmf_core.store.erasing.copies import copies
from pmf_core.store.erasing.figures import erase_expired, erase_figures
from pmf_core.store.erasing.people import erase_person

By = Annotated[str, typer.Option("--by", help="Who does it: a role or a name.")]
Reason = Annotated[str, typer.Option(help="The rule or the request that asks for it.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON alone on standard output.")]

erase_app = typer.Typer(
    help="Taking people out of the store; totals and the audit log stay as they are.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    erase_app.command("person")(person)
    erase_app.command("figures")(figures)
    erase_app.command("expired")(expired)
    app.add_typer(erase_app, name="erase")


def person(
    person_id: Annotated[str, typer.Argument(help="The id of somebody who stands in the configuration no more.")],
    by: By,
    reason: Reason,
    json: Json = False,
) -> None:
    """Take out a person: their entry, their name wherever it stands, what they typed, and their own figures."""
    actor = actor_who(Action.ERASE, by, "")
    config = load(config_folder(), data=data_folder())
    rows = erase_person(store_folder(), person_id, config=config, actor=actor, reason=reason)
    _told({person_id: rows}, json=json)


def figures(
    unit: Annotated[str, typer.Argument(help="The unit that holds one person's figures.")],
    by: By,
    reason: Reason,
    before: Annotated[str, typer.Option(help="Only of periods that ended before this day.")] = "",
    json: Json = False,
) -> None:
    """Take out the figures of one person, and the bytes of the returns that had them."""
    actor = actor_who(Action.ERASE, by, "")
    day = parse_moment(before).date() if before else None
    _told({unit: erase_figures(store_folder(), unit, actor=actor, reason=reason, before=day)}, json=json)


def expired(by: By, json: Json = False) -> None:
    """Take out the figures of single people that have been kept as long as the rule says."""
    actor = actor_who(Action.ERASE, by, "")
    hub = open_hub()
    today = hub.today
    hub.close()
    _told(erase_expired(store_folder(), today=today, actor=actor), json=json)


def _told(rows: dict[str, int], *, json: bool) -> None:
    left = [str(path) for path in copies(store_folder())]
    if json:
        as_json({"erased": [{"id": name, "rows": many} for name, many in rows.items()], "copies": left})
        return
    for name, many in rows.items():
        tell(f"{name}: {many} rows removed. Totals and the audit log are as they were.")
    if not rows:
        tell("Nothing has been kept for too long.")
    if left:
        tell(f"Copies made before still hold it, and 'restore' would bring it back: {', '.join(left)}.")

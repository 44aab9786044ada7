"""The commands together; an error on purpose becomes one message and exit code 1."""

from __future__ import annotations

import typer

from pmf_core.cli import (
    audit,
    compare,
    decide,
    erase,
    inspecting,
    judge,
    keep,
    lineage,
    narrative,
    packs,
    publish,
    read,
    returns,
    returns_desk,
    returns_watch,
)
from pmf_core.cli.output import tell
from pmf_core.cli.who import look_as
from pmf_core.errors import HubError

app = typer.Typer(
    name="pmf_core",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="""The performance hub without a browser.

Start with `build`, look around with `metrics --search recycling`, read figures with
`series ehcp_20_weeks --unit E10000024`, and ask where one comes from with `lineage`.

Every command: `--json` prints the answer alone on standard output; exit 0 done, 1 a finding or refusal, 2 wrong usage.
""",
)
app.callback()(look_as)
keep.add_to(app)
read.add_to(app)
lineage.add_to(app)
judge.add_to(app)
compare.add_to(app)
decide.add_to(app)
packs.add_to(app)
narrative.add_to(app)
publish.add_to(app)
returns.add_to(app)
inspecting.add_to(app)
returns_desk.add_commands()
returns_watch.add_commands()
audit.add_to(app)
erase.add_to(app)


def run() -> None:
    """Run the command that was given."""
    try:
        app(prog_name="python -m pmf_core")
    except HubError as error:
        tell(str(error))
        raise SystemExit(1) from None

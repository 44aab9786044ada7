"""`python -m pmf_core …`."""

from pmf_core.cli.main import run

run()

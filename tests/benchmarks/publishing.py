"""How long the public pages of the built store take, and how large they are."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter, process_time

from pmf_core.cli.places import open_hub
from pmf_core.packs.site.publishing import publish


def main() -> None:
    """Publish twice into one folder: the second time nothing has changed."""
    hub = open_hub()
    with tempfile.TemporaryDirectory() as place:
        for told in ("first", "again"):
            begun, worked = perf_counter(), process_time()
            made = publish(hub, Path(place), Path(place) / "site", by="benchmark")
            print(
                f"{told}: {made.pages} pages, {made.files} files, {made.size / 1e6:.1f} MB, "
                f"{len(made.changed)} changed: "
                f"{perf_counter() - begun:.1f} s, of which {process_time() - worked:.1f} s of processor time"
            )
    hub.close()


if __name__ == "__main__":
    main()

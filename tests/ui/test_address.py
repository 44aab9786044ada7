from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.address import href, read

names = st.sampled_from(["u", "p", "asat", "m", "tab", "q", "theme"])
words = st.text(min_size=1, max_size=20)


@given(st.sampled_from(["", "metric", "vital_signs"]), st.dictionaries(names, words))
def test_an_address_reads_back_as_what_was_written(page: str, choices: dict[str, str]) -> None:
    assert read(href(page, choices)) == (page, choices)


@given(st.dictionaries(names, words))
def test_an_address_never_leaves_the_hub(choices: dict[str, str]) -> None:
    address = href("metric", choices)

    assert address.startswith("metric")
    assert "//" not in address

"""Rules about what is published and reviewed: a name that is written wrong must not let anything out."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.errors import did_you_mean


def publication_names_what_is_there(catalogue: Catalogue) -> Iterator[str]:
    """The role, the themes and everything exempt are known: else something exempt would be published."""
    held = catalogue.settings.publication
    roles = {role.id for role in catalogue.access.roles}
    themes = {theme.id for theme in catalogue.framework.themes}
    named = [("theme", name, themes) for name in held.themes]
    named += [("metric", exempt.metric, set(catalogue.versions)) for exempt in held.exempt if exempt.metric]
    named += [("unit", exempt.unit, set(catalogue.organisation.units)) for exempt in held.exempt if exempt.unit]
    if held.approved_on:
        named.append(("role", held.role, roles))
    for kind, name, known in named:
        if name not in known:
            yield f"settings.yaml: publication: there is no {kind} '{name}'.{did_you_mean(name, known)}"


def documents_have_owners(catalogue: Catalogue) -> Iterator[str]:
    """A document that is reviewed names somebody who answers for it."""
    owners = {owner.id for owner in catalogue.framework.owners}
    for document in catalogue.framework.documents:
        if document.owner not in owners:
            hint = did_you_mean(document.owner, owners)
            yield f"document '{document.id}': there is no owner '{document.owner}'.{hint}"

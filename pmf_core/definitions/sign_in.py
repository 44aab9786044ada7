"""How people sign in: a matter of the installation, not a decision about figures."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

from pydantic import Field, field_validator

from pmf_core.definitions.base import Definition


class TrustedProxy(Definition):
    """A proxy that signs people in itself and says in a header who they are."""

    header: str = Field(min_length=1)
    groups_header: str = ""
    """A header with the person's groups, separated by commas."""
    addresses: tuple[str, ...] = Field(min_length=1)
    """Where the proxy calls from; every other caller is refused."""

    @field_validator("addresses")
    @classmethod
    def _are_addresses(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for address in given:
            network = ip_network(address, strict=False)
            if network.prefixlen == 0:
                raise ValueError("every address there is: name the proxy's own")
        return given


class SignIn(Definition):
    """What is asked of a sign-in."""

    identity: str = "email"
    """The claim that a person is known by: email, or oid or sub where addresses can be changed by their owner."""
    groups_claim: str = "groups"
    session_hours: float = Field(default=10, gt=0, le=24 * 7)
    """The longest that one sign-in lasts, whatever the provider says."""
    required: bool = False
    """Whether the hub refuses to start without a provider or a proxy: set it for good once people work with it."""
    proxy: TrustedProxy | None = None

    @property
    def longest(self) -> timedelta:
        """The longest that one sign-in lasts."""
        return timedelta(hours=self.session_hours)

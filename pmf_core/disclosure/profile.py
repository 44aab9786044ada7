"""What each publisher hides and how it rounds."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from pmf_core.errors import BadInput, unknown

SMALL = "a small number, hidden so that nobody can be recognised"
"""Said of a cell that is hidden for its own sake."""

GUARD = "hidden so that a small number beside it can't be worked out"
"""Said of a cell that is hidden for another's sake."""


@dataclass(frozen=True)
class Shown:
    """A count as it may be shown, rounded if the profile rounds."""

    count: float


@dataclass(frozen=True)
class Hidden:
    """No count, the symbol that stands for it, and why."""

    symbol: str
    reason: str


@dataclass(frozen=True)
class Profile:
    """A rule of disclosure: counts from 1 to `largest_hidden` are hidden, the rest rounded, nought shown.

    `guards` says whether further cells are hidden where a small number could be worked out from its total.
    """

    name: str
    largest_hidden: int = 0
    symbol: str = ""
    rounded_to: int = 1
    guards: bool = False

    def hides(self, count: float) -> bool:
        """Whether a count is too small to show.

        >>> PROFILES["own"].hides(4), PROFILES["own"].hides(0)
        (True, False)
        """
        if not count >= 0:
            raise BadInput(f"count is {count:g}. Only a count, 0 or more, can be shown or hidden.")
        return 0 < count <= self.largest_hidden

    def shown(self, count: float) -> Shown | Hidden:
        """The count as it may be shown: hidden, rounded half up, or as it is.

        >>> PROFILES["nhs_1to7_round5_subnational"].shown(13), PROFILES["round10"].shown(5)
        (Shown(count=15), Shown(count=10))
        """
        if self.hides(count):
            return Hidden(self.symbol, SMALL)
        if self.rounded_to == 1:
            return Shown(count)
        return Shown(floor(count / self.rounded_to + 0.5) * self.rounded_to)

    def guard(self) -> Hidden:
        """What stands for a cell hidden for another's sake."""
        return Hidden(self.symbol, GUARD)


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("none"),
        Profile("nhs_1to7_round5_subnational", largest_hidden=7, symbol="*", rounded_to=5),
        Profile("nhs_national"),
        Profile("dfe_1to5_c", largest_hidden=5, symbol="c", guards=True),
        Profile("lt5_star_keep_zero", largest_hidden=4, symbol="*"),
        Profile("round10", rounded_to=10),
        Profile("own", largest_hidden=4, symbol="c", guards=True),
    )
}
"""Nothing hidden; NHS England's (HES, NCMP), the Department for Education's, two in common use, and the hub's own:
fewer than five people are hidden everywhere, exports included, and guarded."""


def profile_named(name: str) -> Profile:
    """The profile of that name.

    >>> profile_named("dfe_1to5_c").symbol
    'c'
    """
    if name not in PROFILES:
        raise unknown("disclosure profile", name, PROFILES, place="pmf_core.disclosure")
    return PROFILES[name]


def shown_ratio(numerator: float, denominator: float, *, profile: Profile, per: float = 1.0) -> Shown | Hidden:
    """A ratio of people as it may be shown: hidden if either count is, and made of the rounded counts.

    For a part of a whole (a denominator no smaller than its numerator) the rest is looked at too: 38 of 40
    says that there are 2 others.

    >>> shown_ratio(9, 40, profile=PROFILES["own"], per=100), shown_ratio(38, 40, profile=PROFILES["own"])
    (Shown(count=22.5), Hidden(symbol='c', reason='a small number, hidden so that nobody can be recognised'))
    """
    over, under = profile.shown(numerator), profile.shown(denominator)
    if isinstance(over, Hidden) or isinstance(under, Hidden):
        return Hidden(profile.symbol, SMALL)
    if numerator <= denominator and profile.hides(denominator - numerator):
        return Hidden(profile.symbol, SMALL)
    if under.count == 0:
        raise BadInput(f"denominator is {denominator:g}. A ratio needs one above 0.")
    return Shown(over.count / under.count * per)

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from pmf_core.access.identity import EPOCH, NotRecognised, SessionOver, known_as, person_of, require_current
from pmf_core.definitions.metric import Sensitivity
from pmf_core.definitions.person import Access, Grant, GroupGrant, Person, Role
from pmf_core.definitions.sign_in import SignIn

NOW = datetime(2026, 4, 20, 9)
OFFICER, AUDITOR = (
    Role(id=name, name=name.capitalize(), inside=Sensitivity.INTERNAL, outside=Sensitivity.INTERNAL, pages=("home",))
    for name in ("officer", "auditor")
)
ACCESS = Access(
    roles=(OFFICER, AUDITOR),
    groups=(GroupGrant(group="auditors", role="auditor", units=("council",)),),
)
ANNE = Person(
    id="anne", name="Anne", identities=("Anne@council.example",), grants=(Grant(role="officer", units=("north",)),)
)


def signed(access: Access = ACCESS, people: tuple[Person, ...] = (ANNE,), *, how: SignIn | None = None, **claims: Any):
    return person_of(claims, people, access, sign_in=how or SignIn(), now=NOW)


def seconds(moment: datetime) -> float:
    return (moment - EPOCH).total_seconds()


def test_an_address_is_known_however_it_is_written() -> None:
    assert signed(email="ANNE@Council.example").id == "anne"


def test_a_number_of_the_provider_is_compared_to_the_letter() -> None:
    person = ANNE.model_copy(update={"identities": ("aBc",)})

    assert signed(people=(person,), how=SignIn(identity="oid"), oid="aBc").id == "anne"
    with pytest.raises(NotRecognised):
        signed(people=(person,), how=SignIn(identity="oid"), oid="abc")


def test_a_group_adds_to_what_is_listed() -> None:
    assert {grant.role for grant in signed(email="anne@council.example", groups=["auditors"]).grants} == {
        "officer",
        "auditor",
    }


@pytest.mark.parametrize("held", ["auditors, choir", ["choir", "auditors"]])
def test_groups_come_as_a_list_or_with_commas(held: object) -> None:
    assert signed(email="b@council.example", groups=held).grants == (ACCESS.groups[0].grant,)


def test_a_dotted_claim_is_looked_up_step_by_step() -> None:
    how = SignIn(groups_claim="realm_access.roles")

    assert signed(how=how, email="b@council.example", realm_access={"roles": ["auditors"]}).grants


def test_a_stranger_is_turned_away_unless_everyone_holds_something() -> None:
    with pytest.raises(NotRecognised, match="has no role in the hub"):
        signed(email="stranger@council.example")

    open_to_all = ACCESS.model_copy(update={"everyone": Grant(role="officer", units=("council",))})
    assert signed(open_to_all, email="stranger@council.example").grants == (open_to_all.everyone,)


def test_a_stranger_never_has_the_id_of_a_listed_person() -> None:
    open_to_all = ACCESS.model_copy(update={"everyone": Grant(role="officer", units=("council",))})
    how = SignIn(identity="sub")

    assert signed(open_to_all, how=how, sub="anne").id == "signed:anne"


def test_a_disabled_person_is_turned_away_whatever_the_provider_says() -> None:
    gone = ANNE.model_copy(update={"disabled": True})

    with pytest.raises(NotRecognised, match="no longer has access"):
        signed(people=(gone,), email="anne@council.example", groups=["auditors"])


@pytest.mark.parametrize("given", [None, "", 7, ["anne@council.example"], "anne\n@council.example", "<b>", "x" * 201])
def test_an_identity_that_is_none_lets_nobody_in(given: object) -> None:
    with pytest.raises(NotRecognised):
        signed(email=given)


def test_an_address_that_was_not_confirmed_lets_nobody_in() -> None:
    with pytest.raises(NotRecognised, match="has not been confirmed"):
        signed(email="anne@council.example", email_verified=False)


@pytest.mark.parametrize(
    ("claims", "over"),
    [
        ({"iat": NOW, "exp": NOW + timedelta(hours=1)}, False),
        ({"iat": NOW - timedelta(hours=2), "exp": NOW}, True),
        ({"iat": NOW - timedelta(hours=11), "exp": NOW + timedelta(days=30)}, True),
        ({"auth_time": NOW - timedelta(hours=11), "iat": NOW, "exp": NOW + timedelta(hours=1)}, True),
        ({"iat": NOW}, True),
        ({"exp": NOW + timedelta(hours=1)}, True),
    ],
)
def test_a_sign_in_ends_with_its_token_or_after_the_longest_time(claims: dict[str, datetime], over: bool) -> None:
    told = {name: seconds(moment) for name, moment in claims.items()}

    if over:
        with pytest.raises(SessionOver):
            require_current(told, SignIn(session_hours=10), now=NOW)
    else:
        require_current(told, SignIn(session_hours=10), now=NOW)


@pytest.mark.parametrize("moment", [True, "soon", 1e300, float("inf"), None])
def test_a_moment_that_is_none_is_over(moment: object) -> None:
    with pytest.raises(SessionOver):
        require_current({"iat": seconds(NOW), "exp": moment}, SignIn(), now=NOW)


def test_whoever_is_turned_away_is_written_down_under_what_they_are_known_by() -> None:
    assert known_as({"email": "anne@council.example"}, (ANNE,), sign_in=SignIn()) == "anne"
    assert known_as({"email": "b@council.example"}, (ANNE,), sign_in=SignIn()) == "signed:b@council.example"
    assert known_as({}, (ANNE,), sign_in=SignIn()) == "signed:unknown"

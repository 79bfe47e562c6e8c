"""Who writes down organisations, and who sees them."""

import pytest

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.organisations import queries, rules
from tests.factories.areas import Town
from tests.factories.organisations import make_approach, make_organisation, make_tie
from tests.factories.people import make_person


@pytest.mark.parametrize(
    ("role", "adds", "here", "elsewhere"),
    [
        (Role.OFFICER, True, True, True),
        (Role.COORDINATOR1, True, True, True),
        (Role.COORDINATOR2, True, True, False),
        (Role.WORK_COORDINATOR, True, True, True),
        (Role.COUNCIL_MEMBER, False, False, False),
        (Role.VIEWER, False, False, False),
    ],
)
def test_role_adds_and_changes_where_it_is_responsible(
    town: Town, role: Role, *, adds: bool, here: bool, elsewhere: bool
) -> None:
    viewer = town.viewer(role)
    near, far = make_organisation(town), make_organisation(town, area=town.aoume)

    may = (
        rules.may_add(viewer),
        rules.may_change(viewer, near),
        rules.may_change(viewer, far),
        rules.may_see_private(viewer),
        rules.may_approach(viewer),
    )

    assert may == (adds, here, elsewhere, adds, adds)


def test_organisation_of_the_next_town_is_nobodys_here_to_change(
    town: Town, next_town: Town
) -> None:
    assert not rules.may_change(town.viewer(Role.OFFICER), make_organisation(next_town))


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.OFFICER, ["council", "professionals", "public", "staff"]),
        (Role.COORDINATOR2, ["council", "professionals", "public", "staff"]),
        (Role.COUNCIL_MEMBER, ["council", "public"]),
        (Role.VIEWER, ["professionals", "public"]),
    ],
)
def test_role_sees_organisations_by_their_visibility(
    town: Town, next_town: Town, role: Role, seen: list[str]
) -> None:
    for visibility in Visibility:
        make_organisation(town, area=town.aoume, name=visibility.value, visibility=visibility)
        make_organisation(next_town, name=f"となり {visibility.value}", visibility=visibility)

    rows = queries.visible_to(town.viewer(role)).order_by("name")

    assert [row.name for row in rows] == seen


def test_tie_to_what_the_viewer_may_not_see_is_left_out(town: Town) -> None:
    open_one = make_organisation(town)
    make_tie(open_one, make_organisation(town, visibility=Visibility.STAFF))
    shared = make_tie(make_organisation(town, visibility=Visibility.COUNCIL), open_one)

    ties = queries.ties(town.viewer(Role.COUNCIL_MEMBER), open_one)

    assert list(ties) == [shared]


def test_approach_is_changed_by_its_own_coordinator_and_whoever_covers_the_area(
    town: Town,
) -> None:
    own = town.viewer(Role.COORDINATOR2, area=town.east)
    approach = make_approach(own, make_organisation(town))
    others = [
        town.viewer(Role.OFFICER),
        town.viewer(Role.COORDINATOR2),
        town.viewer(Role.COORDINATOR2, area=town.east),
        town.viewer(Role.COUNCIL_MEMBER),
    ]

    may = [rules.may_change_approach(viewer, approach) for viewer in (own, *others)]

    assert may == [True, True, True, False, False]


def test_council_reads_no_approach(town: Town) -> None:
    make_approach(town.viewer(Role.COORDINATOR2), make_organisation(town))

    assert not queries.approaches(town.viewer(Role.COUNCIL_MEMBER)).exists()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.OFFICER, True),
        (Role.COORDINATOR2, True),
        (Role.VIEWER, True),
        (Role.COUNCIL_MEMBER, False),
    ],
)
def test_tab_of_persons_is_for_whom_the_rule_shows_any(
    town: Town, role: Role, *, sees: bool
) -> None:
    assert town.viewer(role).sees_people is sees


def test_joinable_finds_by_whole_name_only(town: Town) -> None:
    make_person(town, family_name="佐々木", given_name="はる")
    viewer = town.viewer(Role.COORDINATOR2)

    found = [
        [card.called for card in queries.joinable(viewer, words)] for words in ("佐々木", "佐々")
    ]

    assert found == [["佐々木 はる"], []]

"""What a posting lets somebody do counts from its first day to its last."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sasaeai.areas import actions, rules
from sasaeai.areas.models import AccessRule, Posting, Role
from sasaeai.areas.models.access import Access
from sasaeai.areas.viewer import resident, viewer_of
from sasaeai.areas.visibility import Visibility, may_name, visibilities_for
from sasaeai.audit.actor import MACHINE
from sasaeai.base.errors import DomainError
from tests.factories.areas import Town

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "posts"), [(0, None, 1), (1, None, 0), (-9, 0, 1), (-9, -1, 0)]
)
def test_posting_counts_from_its_first_to_its_last_day(
    town: Town, since: int, until: int | None, posts: int
) -> None:
    today = timezone.localdate()
    user = town.user(
        Role.OFFICER,
        since=today + since * DAY,
        until=None if until is None else today + until * DAY,
    )

    assert len(viewer_of(user, today).posts) == posts


@pytest.mark.parametrize(("until", "posts"), [(None, 1), (0, 1), (-1, 0)])
def test_posting_counts_while_its_employers_contract_does(
    town: Town, until: int | None, posts: int
) -> None:
    today = timezone.localdate()
    user = town.user(Role.COORDINATOR2)
    town.centre.until = None if until is None else today + until * DAY
    town.centre.save()

    assert len(viewer_of(user, today).posts) == posts


def test_posting_in_another_municipality_is_refused(town: Town, next_town: Town) -> None:
    user = town.user(Role.OFFICER)

    with pytest.raises(DomainError, match="同じ市町村"):
        actions.post(
            MACHINE,
            Posting(
                municipality=next_town.municipality,
                user=user,
                role=Role.OFFICER,
                area=next_town.root,
                employer=next_town.city,
                since=date(2026, 4, 1),
            ),
        )


def test_coordinator_of_the_west_covers_the_west_and_what_is_below(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)

    covered = [
        area.name
        for area in (town.root, town.west, town.east, town.sakuradai, town.aoume)
        if rules.may_add_in(viewer, area)
    ]

    assert covered == ["川西", "桜台"]


def test_area_of_the_next_town_with_the_same_path_is_not_covered(
    town: Town, next_town: Town
) -> None:
    assert next_town.west.path == town.west.path
    assert not rules.may_add_in(town.viewer(Role.OFFICER), next_town.west)


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.OFFICER, {"public", "professionals", "council", "staff"}),
        (Role.COORDINATOR2, {"public", "professionals", "council", "staff"}),
        (Role.VIEWER, {"public", "professionals"}),
        (Role.COUNCIL_MEMBER, {"public", "council"}),
    ],
)
def test_visibility_depends_on_the_role(town: Town, role: Role, seen: set[str]) -> None:
    assert visibilities_for(town.viewer(role)) == {Visibility(value) for value in seen}


def test_visibility_without_a_posting_is_what_residents_see(town: Town) -> None:
    user = town.user(Role.OFFICER, since=date(2020, 4, 1), until=date(2020, 4, 2))

    assert visibilities_for(viewer_of(user, timezone.localdate())) == {Visibility.PUBLIC}


def test_access_of_a_role_changes_on_the_day_the_new_rule_starts(town: Town) -> None:
    officer, today = town.viewer(Role.OFFICER), timezone.localdate()
    user = town.user(Role.VIEWER)
    actions.set_access(officer, AccessRule(role=Role.VIEWER, access=Access.NONE, since=today + DAY))

    before, after = viewer_of(user, today), viewer_of(user, today + DAY)

    assert [post.access for post in (*before.posts, *after.posts)] == [Access.CONSENT, Access.NONE]


def test_access_rule_before_one_that_exists_is_refused(town: Town) -> None:
    with pytest.raises(DomainError, match="後の日"):
        actions.set_access(
            town.viewer(Role.OFFICER),
            AccessRule(role=Role.VIEWER, access=Access.NONE, since=date(2020, 1, 1)),
        )


def test_role_without_any_rule_sees_no_person(town: Town) -> None:
    AccessRule.objects.filter(municipality=town.municipality).delete()

    assert [post.access for post in town.viewer(Role.COORDINATOR2).posts] == [Access.NONE]


def test_label_names_every_posting_of_today(town: Town) -> None:
    assert town.viewer(Role.COORDINATOR2).label == "川西 第2層生活支援コーディネーター"


@pytest.mark.parametrize(("role", "sees"), [(Role.COUNCIL_MEMBER, False), (Role.OFFICER, True)])
def test_menu_of_persons_is_for_whoever_sees_any_or_their_number(
    town: Town, role: Role, *, sees: bool
) -> None:
    assert town.viewer(role).sees_people is sees


def test_resident_sees_what_is_public_and_is_posted_nowhere(town: Town) -> None:
    viewer = resident(town.municipality.pk)

    assert (viewer.user, viewer.posts, visibilities_for(viewer)) == (
        None,
        (),
        {Visibility.PUBLIC},
    )


@pytest.mark.parametrize(
    ("part", "within", "named"),
    [
        ("public", "council", True),
        ("council", "council", True),
        ("council", "staff", True),
        ("staff", "council", False),
        ("council", "public", False),
        ("council", "professionals", False),
    ],
)
def test_thing_names_only_what_everybody_who_sees_it_may_see(
    part: str, within: str, *, named: bool
) -> None:
    assert may_name(part, within=within) is named

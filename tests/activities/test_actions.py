"""Writing down and changing an activity: what is kept, what is refused, what a resident tells."""

import pytest

from sasaeai.activities import actions
from sasaeai.activities.models import Activity, ActivitySuggestion
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import actions as assets
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.organisations import make_organisation
from tests.factories.vocabulary import term

ELSEWHERE = "同じ市町村の地区・団体・場所を選んでください。"


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.mark.parametrize("part", ["area", "organiser", "place"])
def test_activity_with_a_part_in_the_next_town_is_refused(
    town: Town, next_town: Town, viewer: Viewer, part: str
) -> None:
    beyond = {
        "area": next_town.sakuradai,
        "organiser": make_organisation(next_town),
        "place": AssetFactory(area=next_town.sakuradai),
    }
    activity = Activity(name="体操", **{"area": town.sakuradai, part: beyond[part]})

    with pytest.raises(DomainError) as refusal:
        actions.add(viewer, activity)

    assert (str(refusal.value), Activity.objects.count()) == (ELSEWHERE, 0)


def test_activity_moved_to_the_next_town_stays_where_it_is(
    town: Town, next_town: Town, viewer: Viewer
) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    activity.place = AssetFactory(area=next_town.sakuradai)

    with pytest.raises(DomainError, match=ELSEWHERE):
        actions.change(viewer, activity, changed=["place"])

    activity.refresh_from_db()
    assert activity.place is None


def test_change_that_names_no_categories_keeps_them(town: Town, viewer: Viewer) -> None:
    shopping, talk = (
        term(town.municipality, Kind.SUPPORT_CATEGORY, code) for code in ("shopping", "talk")
    )
    activity = actions.add(
        viewer, Activity(name="体操", area=town.sakuradai), categories=[shopping]
    )
    kept = []

    for named in (None, [talk], []):
        actions.change(viewer, activity, changed=["name"], categories=named)
        kept.append(list(activity.categories.all()))

    assert kept == [[shopping], [talk], []]


def test_what_a_resident_tells_is_kept_under_nobodys_name(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai)

    told = assets.suggest(
        activity, ActivitySuggestion(words="木曜になりました", contact="となりの者")
    )

    told.refresh_from_db()
    entry = Entry.objects.get(verb="activities.suggest")
    assert (told.listed, told.municipality, told.state) == (activity, town.municipality, "new")
    assert (entry.actor, entry.municipality, entry.subjects) == (
        None,
        town.municipality.pk,
        [str(activity.pk)],
    )

"""What the form of activities takes, links and refuses."""

import pytest
from django.urls import reverse

from sasaeai.activities.forms import ActivityForm
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.organisations import make_organisation


def form_of(town: Town, **data: object) -> ActivityForm:
    new = Activity(municipality=town.municipality)
    least = {"name": "体操", "area": town.sakuradai.pk, "visibility": "staff"}
    return ActivityForm(least | data, instance=new, viewer=town.viewer(Role.COORDINATOR2))


def test_name_and_area_suffice(town: Town) -> None:
    form = form_of(town)

    assert form.errors == {}
    assert {name for name, field in form.fields.items() if field.required} == {
        "name",
        "area",
        "visibility",
    }


def test_place_and_organiser_of_known_names_are_linked(town: Town) -> None:
    place = AssetFactory(area=town.sakuradai, name="桜台自治会館")
    organiser = make_organisation(town, name="桜台自治会")
    form = form_of(town, place_text="桜台自治会館", organiser_text="桜台自治会")

    assert form.is_valid()
    assert (form.instance.place, form.instance.organiser) == (place, organiser)


def test_place_and_organiser_of_unknown_names_stay_words(town: Town) -> None:
    form = form_of(town, place_text="公園の東屋", organiser_text="有志")

    assert form.is_valid()
    assert (form.instance.place, form.instance.place_words) == (None, "公園の東屋")
    assert (form.instance.organiser, form.instance.organiser_words) == (None, "有志")


@pytest.mark.parametrize(
    ("reach", "refused"),
    [("staff", []), ("council", []), ("professionals", ["place_text"]), ("public", ["place_text"])],
)
def test_place_must_be_nameable_to_all_who_see_the_activity(
    town: Town, reach: str, refused: list[str]
) -> None:
    AssetFactory(area=town.sakuradai, name="集会所", visibility=Visibility.COUNCIL)
    form = form_of(town, place_text="集会所", visibility=reach)

    assert list(form.errors) == refused
    assert all("見せる範囲がせまくなっています" in found[0] for found in form.errors.values())


def test_organiser_must_be_nameable_too(town: Town) -> None:
    make_organisation(town, name="うちわの会", visibility=Visibility.STAFF)

    errors = form_of(town, organiser_text="うちわの会", visibility="public").errors

    assert list(errors) == ["organiser_text"]


def test_add_page_writes_the_weekdays_and_the_words(town: Town) -> None:
    data = {"name": "体操", "area": town.sakuradai.pk, "visibility": "public"}
    data |= {"times_0_days": ["wed", "mon"], "times_0_start": "10:00", "times_0_end": "12:00"}
    data |= {"times_1_days": ["sat"], "times_1_weeks": ["2"], "times_1_start": "9:00"}

    response = town.client(Role.COORDINATOR2).post(
        reverse("activities:add"), data | {"times_1_end": "10:30"}
    )

    activity = Activity.objects.get()
    assert response.headers["Location"] == activity.get_absolute_url()
    assert activity.weekdays == "mon wed sat"
    assert activity.times_words == "月・水 午前10時〜正午、第2土曜 午前9時〜10時30分"


def test_change_page_moves_the_weekdays_along(town: Town) -> None:
    activity = Activity.objects.create(
        municipality=town.municipality,
        area=town.sakuradai,
        name="体操",
        weekdays="mon",
        times={"weekly": {"mon": [["10:00", "12:00"]]}},
    )
    data = {"name": "体操", "area": town.sakuradai.pk, "visibility": "public"}
    data |= {"times_0_days": ["fri"], "times_0_start": "10:00", "times_0_end": "12:00"}

    town.client(Role.COORDINATOR2).post(reverse("activities:change", args=[activity.pk]), data)

    activity.refresh_from_db()
    assert activity.weekdays == "fri"

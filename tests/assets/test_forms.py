"""What the forms take, mend and refuse with a sentence that says what to do."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.assets.forms import AssetForm, CheckForm, HalfLivesForm
from sasaeai.assets.models import Asset
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.organisations import make_organisation
from tests.factories.vocabulary import term


def form_of(town: Town, **data: object) -> AssetForm:
    """Fill in the form as the coordinator of the west would."""
    new = Asset(municipality=town.municipality)
    least = {"name": "集会所", "kind": "place", "area": town.sakuradai.pk, "visibility": "staff"}
    least |= {"origin": "existing"}
    return AssetForm(least | data, instance=new, viewer=town.viewer(Role.COORDINATOR2))


def test_name_kind_and_area_suffice(town: Town) -> None:
    form = form_of(town)

    assert form.errors == {}
    assert {name for name, field in form.fields.items() if field.required} == {
        "name",
        "kind",
        "area",
        "visibility",
        "origin",
    }
    assert form["visibility"].initial == "staff"
    assert form["origin"].initial == "existing"


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"name": ""}, "name", "ここを書いてください。"),
        ({"kind": "castle"}, "kind", "一覧の中から選んでください。"),
        ({"area": "x"}, "area", "一覧の中から選んでください。"),
        ({"public_phone": "でんわ"}, "public_phone", "数字とハイフンで書いてください"),
        ({"private_phone": "1"}, "private_phone", "数字とハイフンで書いてください"),
        ({"url": "ほーむぺーじ"}, "url", "「https://」から始めて書いてください"),
        ({"capacity": "たくさん"}, "capacity", "数字だけで書いてください"),
        ({"capacity": "-3"}, "capacity", "0以上で書いてください"),
        ({"latitude": "北"}, "latitude", "緯度は「35.6379」"),
        ({"latitude": "nan"}, "latitude", "緯度は「35.6379」"),
        ({"latitude": "35.6"}, "longitude", "両方とも入れるか、両方とも空けて"),
        ({"latitude": "139.5", "longitude": "35.6"}, "latitude", "入れかわっている"),
        ({"latitude": "3", "longitude": "3"}, "latitude", "日本の外の場所"),
        ({"barrier_free": ["wings"]}, "barrier_free", "一覧の中から選んでください。"),
        ({"visibility": "all"}, "visibility", "一覧の中から選んでください。"),
        ({"name": "あ" * 121}, "name", "120文字まで"),
        ({"name": "集会所\0"}, "name", "使えない文字が入っています"),
        ({"times_0_days": ["mon"]}, "times", "1行目に、はじまり・おわりがありません。"),
        (
            {
                "times_0_days": ["mon"],
                "times_0_start": "10:00",
                "times_0_end": "12:00",
                "times_1_start": "10:00",
            },
            "times",
            "2行目に、曜日・おわりがありません。",
        ),
        (
            {
                "times_0_days": ["mon"],
                "times_0_start": "10:00",
                "times_0_end": "12:00",
                "times_1_days": ["tue"],
                "times_1_start": "14:00",
                "times_1_end": "13:00",
            },
            "times",
            "2行目：終わりの時刻は始まりより後に",
        ),
        (
            {"times_0_days": ["mon"], "times_0_start": "12:00", "times_0_end": "10:00"},
            "times",
            "終わりの時刻は始まりより後に",
        ),
        (
            {"times_0_days": ["mon"], "times_0_start": "10:10", "times_0_end": "12:00"},
            "times",
            "30分きざみ",
        ),
        (
            {"times_0_days": ["xyz"], "times_0_start": "10:00", "times_0_end": "12:00"},
            "times",
            "という曜日はありません",
        ),
        (
            {
                "times_0_days": ["mon"],
                "times_0_start": "10:00",
                "times_0_end": "12:00",
                "times_0_weeks": ["9"],
            },
            "times",
            "第1〜第5か「最終」から",
        ),
        (
            {"times_0_days": ["mon"], "times_0_start": "あさ", "times_0_end": "ひる"},
            "times",
            "時刻として読めません",
        ),
    ],
)
def test_nonsense_is_refused_with_what_to_do(
    town: Town, data: dict[str, object], field: str, sentence: str
) -> None:
    errors = form_of(town, **data).errors

    assert list(errors) == [field]
    assert sentence in errors[field][0]


def test_area_where_one_is_not_responsible_is_refused(town: Town) -> None:
    assert list(form_of(town, area=town.aoume.pk).errors) == ["area"]


def test_coordinates_in_full_width_are_taken(town: Town) -> None:
    form = form_of(town, latitude="３５．６３７９", longitude="139.5046度")

    assert form.is_valid()
    assert (form.instance.latitude, form.instance.longitude) == (35.6379, 139.5046)


def test_card_of_a_person_is_never_a_pin(town: Town) -> None:
    form = form_of(town, kind="person", latitude="35.6379", longitude="139.5046")

    assert form.is_valid()
    assert (form.instance.latitude, form.instance.longitude) == (None, None)


def test_point_written_by_hand_is_no_longer_the_towns(town: Town) -> None:
    asset = AssetFactory(
        area=town.sakuradai, latitude=35.6, longitude=139.5, placed_by_address=True
    )
    data = {"name": "集会所", "kind": "place", "area": town.sakuradai.pk, "visibility": "staff"}
    data |= {"origin": "existing", "latitude": "35.61", "longitude": "139.5"}
    form = AssetForm(data, instance=asset, viewer=town.viewer(Role.COORDINATOR2))

    assert form.is_valid()
    assert form.instance.placed_by_address is False


def test_owner_of_a_known_name_is_linked(town: Town) -> None:
    owner = make_organisation(town, name="桜台自治会")
    form = form_of(town, owner_text=" 桜台自治会 ")

    assert form.is_valid()
    assert (form.instance.owner, form.instance.owner_words) == (owner, "")


@pytest.mark.parametrize("known", [0, 2])
def test_owner_who_is_unknown_or_not_the_only_one_stays_words(town: Town, known: int) -> None:
    for _number in range(known):
        make_organisation(town, name="桜台自治会")
    form = form_of(town, owner_text="桜台自治会")

    assert form.is_valid()
    assert (form.instance.owner, form.instance.owner_words) == (None, "桜台自治会")


def test_times_are_kept_as_calc_writes_them_and_told_in_words(town: Town) -> None:
    form = form_of(
        town,
        times_0_days=["mon", "wed"],
        times_0_start="10:00",
        times_0_end="12:00",
        times_1_days=["sat"],
        times_1_weeks=["2", "-1"],
        times_1_start="13:15",
        times_1_end="15:00",
    )

    assert form.is_valid()
    assert form.instance.times == {
        "weekly": {"mon": [["10:00", "12:00"]], "wed": [["10:00", "12:00"]]},
        "monthly": [{"weeks": [2, -1], "weekday": "sat", "start": "13:15", "end": "15:00"}],
    }
    assert form.instance.times_words == ("月・水 午前10時〜正午、第2・最終土曜 午後1時15分〜3時")


@pytest.mark.parametrize(
    ("words", "kept"), [("月 午前10時〜正午", "火 午前10時〜正午"), ("晴れた日", "晴れた日")]
)
def test_words_follow_the_times_unless_somebody_wrote_them(
    town: Town, words: str, kept: str
) -> None:
    asset = AssetFactory(
        area=town.sakuradai, times={"weekly": {"mon": [["10:00", "12:00"]]}}, times_words=words
    )
    data = {"name": "集会所", "kind": "place", "area": town.sakuradai.pk, "visibility": "staff"}
    data |= {"origin": "existing", "times_words": words, "times_0_days": ["tue"]}
    data |= {"times_0_start": "10:00", "times_0_end": "12:00"}
    form = AssetForm(data, instance=asset, viewer=town.viewer(Role.COORDINATOR2))

    assert form.is_valid()
    assert form.instance.times_words == kept


def test_barrier_free_facts_come_from_the_towns_list(town: Town) -> None:
    term(town.municipality, Kind.BARRIER_FREE, "no_steps", label="段差がない")

    assert form_of(town, barrier_free=["no_steps"]).errors == {}


@pytest.mark.parametrize(("days", "sentence"), [(1, "これからの日"), (-4000, "10年より前")])
def test_check_on_an_impossible_day_is_refused(days: int, sentence: str) -> None:
    on = timezone.localdate() + timedelta(days=days)
    form = CheckForm({"means": "phone", "result": "same", "on": on.isoformat()})

    assert sentence in form.errors["on"][0]


def test_check_offers_today_and_never_an_import() -> None:
    form = CheckForm()

    assert form["on"].initial == timezone.localdate()
    assert "import" not in dict(form.fields["means"].choices)  # type: ignore[attr-defined]  # a ChoiceField


@pytest.mark.parametrize("days", ["0", "-1", "3651", "長い", ""])
def test_half_life_out_of_reason_is_refused(town: Town, days: str) -> None:
    data = {"schedule": days, "phone": "540", "fee": "540", "place": "1460"}
    form = HalfLivesForm(data, viewer=town.viewer(Role.OFFICER))

    assert list(form.errors) == ["schedule"]


def test_add_page_writes_the_asset_down(town: Town) -> None:
    client: Client = town.client(Role.COORDINATOR2)
    data = {"name": "集会所", "kind": "place", "area": town.sakuradai.pk, "visibility": "public"}

    response = client.post(reverse("assets:add"), data | {"origin": "found"})

    asset = Asset.objects.get()
    assert response.headers["Location"] == asset.get_absolute_url()
    assert (asset.name, asset.municipality, asset.origin) == ("集会所", town.municipality, "found")


def test_add_page_with_errors_shows_them_and_keeps_what_was_typed(town: Town) -> None:
    data = {"name": "集会所", "kind": "place", "times_0_days": ["mon"], "times_0_start": "10:00"}

    response = town.client(Role.COORDINATOR2).post(reverse("assets:add"), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="集会所"' in page
    assert 'name="times_0_days" value="mon" checked' in page


def test_change_page_changes_only_what_was_sent(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai, source="名簿", checked_on=date(2026, 1, 1))
    data = {"name": "新しい名前", "kind": "thing", "area": town.kashiwagi.pk}

    town.client(Role.COORDINATOR2).post(
        reverse("assets:change", args=[asset.pk]),
        data | {"visibility": "council", "origin": "existing"},
    )

    asset.refresh_from_db()
    assert (asset.name, asset.area, asset.source) == ("新しい名前", town.kashiwagi, "名簿")
    assert asset.checked_on == date(2026, 1, 1)


def test_text_longer_than_a_page_or_two_is_refused_with_its_limit(town: Town) -> None:
    data = {
        "name": "集会所",
        "kind": "place",
        "area": town.sakuradai.pk,
        "description": "あ" * 4001,
    }

    response = town.client(Role.COORDINATOR2).post(reverse("assets:add"), data)

    said = "4000文字までで書いてください（いまは4001文字）。"
    assert said in response.context["form"].errors["description"]

"""What looks odd is taken in all the same, and told in a place of its own."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area, Role
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.exchange import sections
from sasaeai.exchange.models import Import, Kind
from sasaeai.exchange.readers import hours
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Kind as Terms
from tests.exchange import bringing
from tests.exchange.bringing import upload
from tests.exchange.lists import HEAD, SALON, choice, csv, run, square
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.vocabulary import term

FAR = "1,遠い集会所,ささえ市桜台1,35.68,139.50,,"
FAR_AWAY = (
    "1件は、町から遠く離れた位置なので、コーディネーターと市町村だけに見えるようにします（例：D2）。"
    "緯度・経度の列がちがっていないか、ほかの町の名簿でないか、確かめてください。"
    "正しければ、取り込んだあと、それぞれの画面で「だれに見せるか」を選びなおせます。"
)
NO_AREA = (
    "2件は、どの地区か分からないので、町全体のものとして入ります（例：B2、B4）。"
    "地区、住所、緯度・経度のどれかを書きたすか、取り込んだあと、それぞれの画面で地区を選んでください。"
)


def take_in(
    town: Town, *rows: str, kind: str = Kind.FACILITIES, head: str = HEAD
) -> tuple[Import, list[str]]:
    here = Actor(municipality=town.municipality.pk)
    listed = choice(kind, source="市の一覧")
    made = bringing.taken_in(here, listed, csv(*rows, head=head), town.municipality)
    return made, [one["message"] for one in made.messages if one["level"] == "warning"]


@pytest.fixture
def drawn(town: Town) -> Town:
    """Return the town with its boundary: a kilometre each way."""
    Area.objects.filter(pk=town.root.pk).update(
        boundary=square(139.495, 35.625), west=139.495, south=35.625, east=139.505, north=35.635
    )
    return town


def test_point_far_outside_of_the_town_is_taken_in_and_told(drawn: Town) -> None:
    made, told = take_in(drawn, FAR, SALON, "3,川向こうの館,桜台9,35.65,139.50,,")
    assert (made.counts["created"], made.counts["remarks"], told) == (3, 1, [FAR_AWAY])
    assert Asset.objects.get(name="遠い集会所").latitude == 35.68


def test_far_point_is_for_staff_only_until_somebody_looked_at_it(drawn: Town) -> None:
    take_in(drawn, FAR, SALON)
    shown = dict(Asset.objects.values_list("name", "visibility"))
    assert shown == {"遠い集会所": "staff", "ふれあいサロン桜": "public"}

    Asset.objects.update(visibility="public")
    assert take_in(drawn, FAR, SALON)[1] == []
    assert Asset.objects.get(name="遠い集会所").visibility == "public"


def test_far_point_that_the_next_edition_corrects_is_shown(drawn: Town) -> None:
    take_in(drawn, FAR)
    told = take_in(drawn, FAR.replace("35.68", "35.63"))[1]
    assert (Asset.objects.get().visibility, told) == ("public", [])


def test_far_point_of_a_gathering_is_for_staff_only(drawn: Town) -> None:
    take_in(
        drawn, "お茶のみ会,桜台1,35.68,139.50", kind=Kind.GATHERINGS, head="名称,会場,緯度,経度"
    )
    assert Activity.objects.get().visibility == "staff"


def test_far_point_is_not_put_on_a_place_that_the_town_shows(drawn: Town) -> None:
    AssetFactory(area=drawn.sakuradai, name="遠い集会所", address="桜台1", visibility="public")
    made, told = take_in(drawn, FAR)
    place = Asset.objects.get()
    assert (made.counts["created"], place.visibility, place.latitude) == (0, "public", None)
    assert told == []


def test_rows_without_an_area_are_counted_in_one_sentence(drawn: Town) -> None:
    told = take_in(
        drawn, "1,はじめの館,,,,,", SALON, "3,つぎの館,,35.63,139.50,,"
    )[1]  # fmt: skip
    assert told == [NO_AREA]
    assert Asset.objects.filter(area=drawn.root).count() == 2


def test_area_that_is_named_tells_more_than_a_point_in_the_town(drawn: Town) -> None:
    take_in(drawn, "1,つぎの館,柏木3-4,35.63,139.50,,")
    assert Asset.objects.get().area == drawn.kashiwagi


def test_row_that_was_given_an_area_by_hand_is_not_counted_again(drawn: Town) -> None:
    take_in(drawn, "1,はじめの館,,,,,")
    Asset.objects.update(area=drawn.sakuradai)
    assert take_in(drawn, "1,はじめの館,,,,,")[1] == []


def test_town_that_has_no_areas_misses_none(drawn: Town) -> None:
    Area.objects.exclude(parent__parent=None).delete()
    Area.objects.exclude(parent=None).delete()
    assert take_in(drawn, "1,はじめの館,,,,,")[1] == []


def test_town_without_a_boundary_calls_nothing_far(town: Town) -> None:
    assert take_in(town, FAR)[1] == []


def test_far_point_in_one_cell_is_named_by_that_cell(drawn: Town) -> None:
    told = take_in(drawn, '遠い集会所,"35.68,139.50"', head="名称,緯度経度")[1]
    assert "（例：B2）" in told[0]


@pytest.mark.parametrize(
    "text",
    ["", "10:00〜12:00", "24:00", "9時から17時", "48時間前まで", "2026-04-01 10:00:00",
     "１０：００", "13時5分", "042:1234"],
)  # fmt: skip
def test_time_of_day_gives_no_doubt(text: str) -> None:
    assert hours.doubt(text) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10:99〜12:00", "「10:99」は時刻として読めません。"),
        ("31:00", "「31:00」は時刻として読めません。"),
        ("99時", "「99時」は時刻として読めません。"),
        ("10:00〜25:00", "「25:00」は24時をこえています。翌日の1時台のことなら"),
        ("２４：３０", "「24:30」は24時をこえています。翌日の0時台のことなら"),
    ],
)
def test_time_that_is_none_of_a_day_is_asked_about(text: str, said: str) -> None:
    assert hours.doubt(text).startswith(said)


@pytest.mark.parametrize(
    "text",
    ["15:00〜10:00", "１５：００ ～ １０：００", "毎週火曜 午前10時から9時半まで", "午後3時〜午前10時",
     "10:00〜12:00、15:00-13:30", "午後3時15分〜2時", "pm3:00~2:00", "10時〜3時"],
)  # fmt: skip
def test_time_that_ends_before_it_begins_is_asked_about(text: str) -> None:
    assert "は、終わりの時刻が始まりより前です。翌日まで" in hours.doubt(text)


@pytest.mark.parametrize(
    "text",
    ["10:00〜10:00", "22:00〜0:00", "午後10時〜12時", "午後1時〜3時", "午前10時〜12時", "午後1時〜15時",
     "午後3時〜午前0時", "2026-04-01", "10時間〜3時間"],
)  # fmt: skip
def test_time_that_ends_later_or_at_midnight_gives_no_doubt(text: str) -> None:
    assert hours.doubt(text) == ""


def test_time_that_ends_before_it_begins_in_two_columns_is_told(town: Town) -> None:
    told = take_in(
        town, "集会所,桜台1,15:00,10:00,9:00,8:30", head="名称,住所,開始時間,終了時間,月曜開始,月曜終了"
    )[1]  # fmt: skip
    assert [sentence.partition("」")[0] for sentence in told[:2]] == [
        "D2：「15:00〜10:00",
        "F2：「9:00〜8:30",
    ]


def test_odd_time_is_kept_and_its_cell_is_told(town: Town) -> None:
    made, told = take_in(
        town, "お茶のみ会,毎週火曜,10:99〜12:00", kind=Kind.GATHERINGS, head="名称,開催日,開催時間"
    )
    assert (made.counts["created"], told[0]) == (
        1,
        "C2：「10:99」は時刻として読めません。「10:00」のように直してください。いまは書いてあるまま残します。",
    )
    assert "10:99" in Activity.objects.get().times_words


def test_odd_time_of_a_weekday_column_is_told(town: Town) -> None:
    told = take_in(
        town, "集会所,桜台1,9:00,26:00", head="名称,住所,月曜開始,月曜終了"
    )[1]  # fmt: skip
    assert told[0].partition("」")[0] == "D2：「26:00"


def bodies(town: Town) -> None:
    for code in ("other", "jichikai"):
        term(town.municipality, Terms.ORG_TYPE, code)


def test_kind_that_the_town_has_no_word_for_is_told_with_what_it_became(town: Town) -> None:
    bodies(town)
    other = term(town.municipality, Terms.ORG_TYPE, "other")
    made, told = take_in(
        town, "花の会,緑の100%団体,桜台1", "草の会,緑の100%団体,桜台2",
        kind=Kind.ORGANISATIONS, head="団体名,種別,住所",
    )  # fmt: skip
    sentence = (
        f"種類「緑の100%団体」は町の一覧にないので、「{other.label}」にします（2件、例：B2、B3）。"
        "ちがうときは、取り込んだあと、団体の画面で直してください。"
    )
    assert (told, made.counts["remarks"]) == ([sentence], 1)


def test_kind_by_the_towns_own_word_is_that_kind_without_a_word(town: Town) -> None:
    bodies(town)
    own = term(town.municipality, Terms.ORG_TYPE, "shakyo")
    told = take_in(
        town, f"花の会,{own.label},桜台1", kind=Kind.ORGANISATIONS, head="団体名,種別,住所"
    )[1]
    assert (told, Organisation.objects.get().kind) == ([], own)


def test_remarks_have_a_place_of_their_own_in_the_preview(drawn: Town) -> None:
    client = drawn.client(Role.OFFICER)
    page = client.get(upload(client, csv(FAR))).content.decode()
    assert ("気になるところ</h2>" in page.replace("\n", ""), FAR_AWAY in page) == (True, True)


def test_remarks_are_counted_by_the_command_too(drawn: Town, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(csv(FAR))
    told = run("facilities", file, "--dry-run", code=drawn.municipality.code)[1]
    out = io.StringIO()
    code = drawn.municipality.code
    call_command("import", "facilities", str(file), municipality=code, dry_run=True, stdout=out)
    assert (told["remarks"], told["messages"][0]["message"]) == (1, FAR_AWAY)
    assert out.getvalue().splitlines()[0] == FAR_AWAY
    assert "気になるところ 1" in out.getvalue()


def test_import_of_before_shows_the_counts_that_it_has() -> None:
    assert sections.counts({"rows": 1}) == [("ファイルの記録", 1)]


def test_counts_of_nothing_are_left_out_but_those_that_say_what_is_written() -> None:
    numbers = {"rows": 1, "created": 0, "updated": 0, "unchanged": 1, "refused": 0, "skipped": 2}
    assert dict(sections.counts({**numbers, "duplicates": 0})) == {
        "ファイルの記録": 1, "加える": 0, "直す": 0, "そのまま": 1, "取り込めない": 0, "読みとばした": 2,
    }  # fmt: skip

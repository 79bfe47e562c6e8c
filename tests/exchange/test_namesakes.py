"""What the town has already is known again, however its address is written, and never doubled silently."""

from typing import ClassVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sasaeai.activities.models import Activity
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.exchange.models import Import, Kind
from sasaeai.exchange.namesakes import Named, Namesakes
from sasaeai.exchange.readers import addresses
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Kind as Terms
from tests.exchange import bringing
from tests.exchange.bringing import looked_at
from tests.exchange.lists import choice, csv
from tests.exchange.test_returning import counted, organisation
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_home
from tests.factories.vocabulary import term

HEAD = "名称,住所,緯度,経度,電話番号"
HALL = "桜集会所,東京都ささえ市桜台１丁目２番３号,,,042-000-1234"


def take_in(town: Town, *rows: str, kind: str = Kind.FACILITIES, head: str = HEAD) -> Import:
    here = Actor(municipality=town.municipality.pk)
    listed = choice(kind, source="市の一覧")
    return bringing.taken_in(here, listed, csv(*rows, head=head), town.municipality)


def told(made: Import) -> list[str]:
    return [one["message"] for one in made.messages if one["level"] == "warning"]


@pytest.fixture
def hall(town: Town) -> Asset:
    """Return a place that somebody wrote down by hand."""
    return AssetFactory(area=town.sakuradai, name="桜集会所", address="桜台1-2-3", fee="100円")


@pytest.mark.parametrize(
    "written",
    [
        "桜台1-2-3",
        "東京都ささえ市桜台１丁目２番３号",
        "ささえ市桜台一丁目2番地3",
        "〒206-0000 東京都ささえ市 桜台1ー2ー3",
        "桜台1丁目2番3",
    ],
)
def test_one_address_is_written_in_many_ways(written: str) -> None:
    assert addresses.alike(written, "ささえ市") == "桜台1-2-3"


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("", ""),
        ("秋田県雄勝郡羽後町西馬音内1番地の2", "西馬音内1-2"),
        ("北野会館 羽後町字北野3番地", "北野会館北野3"),
        ("神奈川県", ""),
        ("桜台1-2-3さくらビル", "桜台1-2-3さくらビル"),
        ("桜台1丁目2番3号さくらビル", "桜台1-2-3さくらビル"),
    ],
)
def test_address_keeps_what_tells_places_apart(written: str, alike: str) -> None:
    assert addresses.alike(written, "羽後町") == alike


def test_town_without_a_name_leaves_the_address() -> None:
    assert addresses.alike("東京都ささえ市1-2", "") == "ささえ市1-2"


def test_place_that_the_town_has_takes_what_it_lacks(town: Town, hall: Asset) -> None:
    made = take_in(town, HALL)
    hall.refresh_from_db()
    assert counted(made) == {"updated": 1}
    assert (hall.public_phone, hall.address, hall.fee, hall.source) == (
        "042-000-1234", "桜台1-2-3", "100円", "",
    )  # fmt: skip
    assert [one["message"] for one in made.messages] == [
        "1件は、町にすでにあるものと名前・場所が同じなので、加えずに、足りないところだけを書き足します（例：A2）。"
    ]


def test_place_that_has_all_is_left(town: Town, hall: Asset) -> None:
    Asset.objects.update(public_phone="042-000-1234")
    assert counted(take_in(town, HALL)) == {"unchanged": 1}


def test_what_differs_stays_as_the_town_wrote_it_and_is_told(town: Town, hall: Asset) -> None:
    Asset.objects.update(public_phone="042-000-9999")
    made = take_in(town, HALL)
    hall.refresh_from_db()
    assert (counted(made), hall.public_phone) == ({"unchanged": 1}, "042-000-9999")
    sentence = (
        "A2：同じ名前・場所の「桜集会所」がすでにあります。載せてよい電話番号は、ここの書き方のまま残します。"
        "ファイルのほうが正しいときは、画面で直してください。"
    )
    assert told(made) == [sentence]


def test_next_edition_knows_the_place_and_changes_it(town: Town, hall: Asset) -> None:
    take_in(town, HALL)
    assert counted(take_in(town, HALL)) == {"unchanged": 1}
    made = take_in(town, HALL.replace("1234", "5678").replace("桜集会所", "桜台集会所"))
    assert counted(made) == {"created": 1}
    made = take_in(town, HALL.replace("1234", "5678"))
    hall.refresh_from_db()
    assert (counted(made), hall.public_phone) == ({"updated": 1}, "042-000-5678")


def test_same_list_under_another_name_adds_nothing(town: Town) -> None:
    take_in(town, HALL)
    here = Actor(municipality=town.municipality.pk)
    again = choice(source="べつの名前")
    made = bringing.taken_in(here, again, csv(HALL, head=HEAD), town.municipality)
    assert counted(made) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("桜集会所,桜台1-2-4,,,", "（桜台1-2-4）"),
        ("桜集会所,桜台1-9,,,", "（桜台1-9）"),
        ("桜集会所,柏木5-6,35.6304,139.5,", "（柏木5-6）"),
        ("桜集会所,,35.7,139.6,", ""),
    ],
)
def test_place_that_may_be_the_same_is_added_and_both_are_told(
    town: Town, hall: Asset, row: str, where: str
) -> None:
    Asset.objects.update(latitude=35.63, longitude=139.5)
    made = take_in(town, row)
    assert counted(made) == {"created": 1}
    sentence = (
        f"A2：似たものがすでにあります。ファイルは「桜集会所」{where}、町には「桜集会所」（桜台1-2-3）。"
        "別のものとして加えます。同じものなら、ファイルの住所を町のものに合わせて、もう一度選んでください。"
    )
    assert told(made)[0] == sentence


def test_place_without_an_address_here_is_told_of(town: Town, hall: Asset) -> None:
    Asset.objects.update(address="")
    assert "町には「桜集会所」。" in told(take_in(town, HALL))[0]


@pytest.mark.parametrize(
    "name", ["桜集会所", "ささえ市桜集会所", "ささえ市・桜集会所", "「櫻集会所」"]
)
def test_place_called_nearly_so_elsewhere_in_the_town_is_told(
    town: Town, hall: Asset, name: str
) -> None:
    Asset.objects.update(latitude=35.63, longitude=139.5)
    made = take_in(town, f"{name},柏木5-6,35.631,139.5,")
    sentence = f"A2：似たものがすでにあります。ファイルは「{name}」（柏木5-6）、町には「桜集会所」（桜台1-2-3）。"
    assert (counted(made), told(made)[0].startswith(sentence)) == ({"created": 1}, True)


def test_name_that_many_here_have_tells_nothing(town: Town) -> None:
    for number in range(5):
        AssetFactory(area=town.sakuradai, name="公園", address=f"桜台{number + 1}")
    assert told(take_in(town, "公園,柏木5-6,,,")) == []


def test_name_that_many_of_the_file_have_tells_nothing(town: Town, hall: Asset) -> None:
    rows = [f"桜集会所,柏木{number + 1},,," for number in range(5)]
    assert told(take_in(town, *rows)) == []


def test_what_is_called_alike_makes_the_same_queries_however_many(town: Town) -> None:
    for number in range(30):
        AssetFactory(area=town.sakuradai, name=f"第{number}集会所", address=f"桜台{number + 1}")
    counted_ones = []
    for rows in ([0], range(30)):
        lines = [f"第{number}集会所,柏木{number + 1},,," for number in rows]
        with CaptureQueriesContext(connection) as asked:
            data = csv(*lines, head=HEAD)
            found, _rows = looked_at(choice(source="市"), data, town.municipality)
        counted_ones.append((len(found.messages), len(asked)))
    (few, asked_few), (many, asked_many) = counted_ones
    assert (few, many, asked_many) == (1, 30, asked_few)


class Heard(Named):
    """Something whose name counts how often it is folded for comparing."""

    folded: ClassVar[list[str]] = []

    @property
    def gist(self) -> str:
        self.folded.append(self.name)
        return Named.gist.fget(self)


def test_each_name_is_folded_once_however_many_there_are() -> None:
    here = [Heard(f"第{n}集会所", (f"桜台{n}",), "ささえ市") for n in range(300)]
    new = [Heard(f"第{n}集会所", (f"柏木{n}",), "ささえ市") for n in range(300)]
    assert Namesakes(here, by_name=False).like(new) == here
    assert len(Heard.folded) == len(here) + len(new)


def test_two_here_by_one_name_and_address_are_not_chosen_between(town: Town, hall: Asset) -> None:
    AssetFactory(area=town.sakuradai, name="桜集会所", address="桜台1-2-3")
    made = take_in(town, HALL)
    assert (counted(made), "似たものが" in told(made)[0]) == ({"created": 1}, True)


def test_what_hides_its_place_is_never_named(town: Town) -> None:
    home = make_home(town)
    made = take_in(town, f"{home.name},{home.address},,,042-000-1234")
    assert (counted(made), told(made)) == ({"created": 1}, [])


def test_retired_place_is_not_known_again(town: Town, hall: Asset) -> None:
    Asset.objects.update(retired_on="2026-01-01")
    assert (counted(take_in(town, HALL)), Asset.objects.count()) == ({"created": 1}, 2)


def test_organisation_is_known_by_its_name_where_no_address_says_otherwise(town: Town) -> None:
    organisation(town, "さくら会", phone="")
    made = take_in(town, "さくら会,042-000-1234", kind=Kind.ORGANISATIONS, head="団体名,電話番号")
    row = Organisation.objects.get()
    assert (counted(made), row.phone) == ({"updated": 1}, "042-000-1234")


def test_organisation_at_another_address_is_added(town: Town) -> None:
    organisation(town, "さくら会", address="桜台1-2-3")
    term(town.municipality, Terms.ORG_TYPE, "other")
    made = take_in(town, "さくら会,桜台1-5", kind=Kind.ORGANISATIONS, head="団体名,住所")
    assert (counted(made), "似たものが" in told(made)[0]) == ({"created": 1}, True)


@pytest.mark.parametrize("place", ["北野会館", "ささえ市青梅三丁目4番", "北野会館 青梅3-4"])
def test_gathering_is_known_by_its_name_and_place(town: Town, place: str) -> None:
    times = {"weekly": {"mon": [["09:00", "10:00"]]}}
    ActivityFactory(area=town.kashiwagi, name="体操の会", place_words=place, times=times)
    made = take_in(
        town,
        "体操の会,北野会館,青梅3-4,毎週火曜 10時～12時,どなたでも",
        kind=Kind.GATHERINGS,
        head="名称,会場,住所,開催日,対象者",
    )
    row = Activity.objects.get()
    assert (counted(made), row.times, row.who_may_come) == ({"updated": 1}, times, "どなたでも")
    assert "曜日と時間（言葉で）は、ここの書き方のまま" in told(made)[0]


def test_gathering_is_known_by_the_place_it_is_tied_to(town: Town, hall: Asset) -> None:
    ActivityFactory(area=town.kashiwagi, name="体操の会", place=hall)
    made = take_in(
        town, "体操の会,桜集会所,毎週火曜,10時～12時",
        kind=Kind.GATHERINGS, head="名称,会場,開催日,開催時間",
    )  # fmt: skip
    row = Activity.objects.get()
    assert (counted(made), row.weekdays, row.place_words) == ({"updated": 1}, "tue", "")


def test_gathering_in_somebodys_home_is_not_known_by_its_address(town: Town) -> None:
    home = make_home(town)
    ActivityFactory(area=town.kashiwagi, name="体操の会", place=home)
    made = take_in(
        town, f"体操の会,,{home.address}", kind=Kind.GATHERINGS, head="名称,会場,住所"
    )  # fmt: skip
    assert (counted(made), home.address in str(made.messages).split("町には")[-1]) == (
        {"created": 1}, False,
    )  # fmt: skip


def test_what_is_the_same_is_looked_up_and_not_compared_with_all() -> None:
    here = [Named("公園", (f"桜台{n}",), "ささえ市", (139.5, 35.6), None) for n in range(20_000)]
    new = [Named("公園", (f"桜台{n}",), "ささえ市", (139.5, 35.6)) for n in range(20_000, 40_000)]
    town = Namesakes(here, by_name=False)
    assert town.same(new) == [None] * len(new)
    assert town.like(new[:3]) == here[:1] * 3


def test_two_new_ones_for_one_that_is_here_are_both_new() -> None:
    here = Named("公園", ("桜台1",), "ささえ市")
    town = Namesakes([here], by_name=False)
    assert town.same([here]) == [here]
    assert town.same([here, here]) == [None, None]

"""Taking lists in: added, changed, left, and never half."""

from collections.abc import Callable

import pytest
from django.utils import translation

from sasaeai.activities.models import Activity
from sasaeai.areas import actions as areas
from sasaeai.areas.models import Area
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import MACHINE, Actor
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.exchange import editions
from sasaeai.exchange.models import Import, Kind, Source, TakenRow
from sasaeai.organisations.models import Organisation
from sasaeai.search.models import Text
from sasaeai.vocabulary import actions as vocabulary
from tests.exchange import bringing
from tests.exchange.bringing import looked_at
from tests.exchange.lists import HALL, HEAD, SALON, choice, csv, square
from tests.factories.areas import LONG_AGO, Town

COUNTED = ("created", "updated", "unchanged", "refused", "duplicates")


def take_in(town: Town, data: bytes, kind: str = Kind.FACILITIES, **said: str) -> dict[str, int]:
    """Return the counts of one import into the town."""
    here = Actor(municipality=town.municipality.pk)
    made = bringing.taken_in(here, choice(kind, **said), data, town.municipality)
    counts: dict[str, int] = made.counts
    return {name: counts[name] for name in COUNTED if counts[name]}


def test_new_list_adds_every_row_with_what_it_says(town: Town) -> None:
    assert take_in(town, csv(SALON, HALL)) == {"created": 2}
    salon = Asset.objects.get(name="ふれあいサロン桜")
    told = (salon.address, salon.public_phone, salon.description, salon.source, salon.source_id)
    assert told == ("ささえ市桜台1-2", "042-000-1234", "月曜", "施設一覧", "1")
    assert (salon.kind, salon.visibility) == ("place", "public")
    assert (salon.latitude, salon.longitude) == (35.63, 139.50)


def test_list_for_a_town_whose_root_was_ended_lands_in_the_town(town: Town) -> None:
    Area.objects.update(until=LONG_AGO)

    assert take_in(town, csv(SALON)) == {"created": 1}
    assert Asset.objects.get().area == town.root


def test_same_list_again_changes_nothing(town: Town) -> None:
    take_in(town, csv(SALON, HALL))
    before = list(Asset.objects.order_by("pk").values())
    assert take_in(town, csv(SALON, HALL)) == {"unchanged": 2}
    assert list(Asset.objects.order_by("pk").values()) == before


def test_newer_edition_changes_only_what_it_says_anew(town: Town) -> None:
    take_in(town, csv(SALON, HALL))
    moved = SALON.replace("042-000-1234", "042-000-9999")
    assert take_in(town, csv(moved, HALL)) == {"updated": 1, "unchanged": 1}
    assert Asset.objects.get(source_id="1").public_phone == "042-000-9999"


def test_correction_by_hand_outlives_the_next_edition(town: Town) -> None:
    take_in(town, csv(SALON))
    Asset.objects.update(public_phone="042-000-7777")
    assert take_in(town, csv(SALON)) == {"unchanged": 1}
    newer = SALON.replace("042-000-1234", "042-000-9999").replace("月曜", "火曜")
    assert take_in(town, csv(newer)) == {"updated": 1}
    salon = Asset.objects.get()
    assert (salon.public_phone, salon.description) == ("042-000-7777", "火曜")
    told = [m["message"] for m in Import.objects.latest("created_at").messages]
    assert any("ここで直してある" in sentence for sentence in told)


def test_row_that_left_the_list_stays_and_is_named(town: Town) -> None:
    take_in(town, csv(SALON, HALL))
    _preview, rows = looked_at(choice(), csv(HALL), town.municipality)
    assert [row.name for row in rows] == ["ふれあいサロン桜"]
    assert [row.change for row in rows] == ["missing"]
    take_in(town, csv(HALL))
    assert Asset.objects.count() == 2


def test_running_number_that_moved_up_follows_its_place(town: Town) -> None:
    take_in(town, csv(SALON, HALL))
    hall = Asset.objects.get(name="北野集会所")
    assert take_in(town, csv(HALL.replace("2,", "1,", 1))) == {"updated": 1}
    hall.refresh_from_db()
    assert (hall.name, hall.source_id) == ("北野集会所", "1")


def test_running_number_given_to_another_place_makes_a_new_row(town: Town) -> None:
    take_in(town, csv(SALON, HALL))
    other = "1,青空の会,ささえ市柏木5,35.66,139.52,,"
    assert take_in(town, csv(other, HALL)) == {"created": 1, "unchanged": 1}
    assert Asset.objects.filter(name="ふれあいサロン桜").exists()


def test_lasting_id_keeps_a_place_that_moved_and_changed_its_name(town: Town) -> None:
    take_in(town, csv(SALON.replace("1,", "F-10023,", 1)))
    newer = "F-10023,ふれあいの家,ささえ市柏木9,35.63,139.50,042-000-1234,月曜"
    assert take_in(town, csv(newer)) == {"updated": 1}
    assert Asset.objects.get().name == "ふれあいの家"


def test_same_name_and_address_of_another_source_is_the_same_row(town: Town) -> None:
    take_in(town, csv(SALON))
    assert take_in(town, csv(SALON), source="別の名簿") == {"unchanged": 1}


def test_import_touches_no_other_municipality(town: Town, next_town: Town) -> None:
    take_in(next_town, csv(SALON))
    before = list(Asset.objects.values())
    assert take_in(town, csv(SALON.replace("042-000-1234", "042-000-9999"))) == {"created": 1}
    assert list(Asset.objects.filter(municipality=next_town.municipality).values()) == before


def test_import_writes_one_entry_with_all_ids(town: Town) -> None:
    take_in(town, csv(SALON))
    Entry.objects.all().delete()
    take_in(town, csv(SALON.replace("月曜", "火曜"), HALL))
    made = Import.objects.latest("created_at")
    entry = Entry.objects.get()
    assert (entry.verb, entry.kind) == ("exchange.import", "import")
    ids = {str(pk) for pk in Asset.objects.values_list("pk", flat=True)}
    assert set(entry.subjects) == {*ids, str(made.pk)}
    assert entry.fields == ["description"]


def test_imported_rows_are_found_by_the_search(town: Town) -> None:
    take_in(town, csv(SALON))
    assert Text.objects.get().subject == Asset.objects.get().pk


def test_area_that_vanished_before_applying_leaves_everything_as_it_was(town: Town) -> None:
    row = SALON.replace("35.63,139.50", ",")
    preview = editions.preview(choice(), csv(HALL, row), town.municipality)
    town.sakuradai.delete()
    Entry.objects.all().delete()
    with pytest.raises(DomainError, match="地区を選んで"):
        editions.write(Actor(municipality=town.municipality.pk), choice(), b"", preview)
    kept = [table.objects.count() for table in (Asset, Import, Source, TakenRow, Entry, Text)]
    assert kept == [0] * 6


def test_preview_writes_nothing(town: Town) -> None:
    before = Entry.objects.count()
    preview, _rows = looked_at(choice(), csv(SALON), town.municipality)
    assert preview.created == 1
    kept = [table.objects.count() for table in (Asset, Import, Source, TakenRow)]
    assert (kept, Entry.objects.count()) == ([0] * 4, before)


def test_edition_that_somebody_took_in_meanwhile_is_refused(town: Town) -> None:
    late = editions.preview(choice(), csv(SALON), town.municipality)
    take_in(town, csv(SALON))
    with pytest.raises(DomainError, match="いまほかでも"):
        editions.write(Actor(municipality=town.municipality.pk), choice(), b"", late)
    assert Asset.objects.count() == 1


def test_formula_in_a_cell_stays_text(town: Town) -> None:
    take_in(town, csv("1,=HYPERLINK(1),ささえ市桜台1,35.63,139.50,,+cmd|calc"))
    asset = Asset.objects.get()
    assert (asset.name, asset.description) == ("=HYPERLINK(1)", "+cmd|calc")


def test_name_that_is_too_long_refuses_its_row_with_the_cell(town: Town) -> None:
    data = csv(f"1,{'長' * 121},桜台,,,,", HALL)
    preview, _rows = looked_at(choice(), data, town.municipality)
    assert (preview.counts()["refused"], preview.counts()["created"]) == (1, 1)
    assert "B2" in preview.messages[0].message


def test_words_too_long_for_their_field_go_to_the_notes(town: Town) -> None:
    long = "朝" * 201
    take_in(town, csv(f"サロン,桜台1,{long}", head="名称,住所,開館時間"))
    asset = Asset.objects.get()
    assert (asset.times_words, long in asset.notes) == ("", True)


def test_note_of_words_that_did_not_fit_is_the_same_whoever_imports(
    town: Town, english: Callable[[dict[str, str]], None]
) -> None:
    english({"曜日と時間（言葉で）": "Days and hours"})
    data = csv(f"サロン,桜台1,{'朝' * 201}", head="名称,住所,開館時間")
    take_in(town, data)
    with translation.override("en"):
        assert take_in(town, data) == {"unchanged": 1}


def test_web_address_that_does_not_fit_is_told_by_the_name_of_its_field(town: Town) -> None:
    data = csv(f"サロン,桜台1,https://example.jp/{'a' * 200}", head="名称,住所,URL")
    preview, _rows = looked_at(choice(), data, town.municipality)
    assert [message.column for message in preview.messages] == ["ホームページ"]


def test_columns_without_a_meaning_are_kept_in_the_notes(town: Town) -> None:
    take_in(town, csv("サロン,桜台1,3台", head="名称,住所,自販機の数"))
    assert Asset.objects.get().notes == "自販機の数：3台"


@pytest.fixture
def drawn(town: Town) -> Town:
    """Return the town with a boundary around 川西 and, inside it, around 桜台."""
    for area, side in ((town.west, 0.1), (town.sakuradai, 0.01)):
        area.boundary = square(139.50, 35.63, side)
        areas.change_area(MACHINE, area, changed=["boundary"])
    return town


@pytest.mark.parametrize(
    ("row", "area"),
    [
        ("サロン,どこか,35.635,139.505", "sakuradai"),
        ("サロン,どこか,35.70,139.55", "west"),
        ("サロン,ささえ市青梅3-4,,", "aoume"),
        ("サロン,ささえ市どこか1,36.5,140.5", "root"),
        ("サロン,となり町青梅3,,", "root"),
    ],
)
def test_row_lies_in_the_smallest_area_of_its_point_or_its_words(
    drawn: Town, row: str, area: str
) -> None:
    take_in(drawn, csv(row, head="名称,住所,緯度,経度"))
    assert Asset.objects.get().area == getattr(drawn, area)


@pytest.mark.parametrize(
    ("visibility", "phones"), [("public", ("042-000-1234", "")), ("staff", ("", "042-000-1234"))]
)
def test_phone_of_a_gathering_is_public_only_on_a_public_list(
    town: Town, visibility: str, phones: tuple[str, str]
) -> None:
    data = csv("お茶の会,桜台会館,毎週月曜,042-000-1234", head="サロン名,会場,開催日,電話番号")
    take_in(town, data, Kind.GATHERINGS, visibility=visibility)
    activity = Activity.objects.get()
    assert (activity.public_phone, activity.private_phone) == phones
    assert activity.place_words == "桜台会館"


def test_gathering_gets_the_terms_its_words_name_exactly(town: Town) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    head = "サロン名,会場,活動内容"
    take_in(
        town, csv("体操の会,桜台,体操（運動）", "茶の会,柏木,お茶など", head=head), Kind.GATHERINGS
    )
    terms = {a.name: [t.code for t in a.categories.all()] for a in Activity.objects.all()}
    assert terms == {"体操の会": ["exercise"], "茶の会": []}


def test_organisation_takes_the_kind_its_name_tells(town: Town) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    head = "団体名,住所,代表者,電話番号"
    rows = ("桜台自治会,桜台1,架空 花子,042-000-1234", "なかま,柏木2,,")
    assert take_in(town, csv(*rows, head=head), Kind.ORGANISATIONS) == {"created": 2}
    found = {o.name: (o.kind.code, o.contact_name, o.phone) for o in Organisation.objects.all()}
    assert found == {
        "桜台自治会": ("neighbourhood", "架空 花子", "042-000-1234"),
        "なかま": ("other", "", ""),
    }
    assert take_in(town, csv(*rows, head=head), Kind.ORGANISATIONS) == {"unchanged": 2}


@pytest.mark.parametrize(
    ("kind", "model"), [(Kind.ORGANISATIONS, Organisation), (Kind.GATHERINGS, Activity)]
)
def test_barrier_free_facts_without_a_field_are_described_in_words(
    town: Town, kind: str, model: type[Organisation | Activity]
) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    head = "名称,住所,車いす可,オストメイト,乳幼児用設備設置トイレ有無"
    take_in(town, csv("なかま,桜台1,○,○,○", head=head), kind)
    words = "設備：車いすで入れる、オストメイト対応トイレ、乳幼児用設備"
    assert model.objects.get().description == words


def test_queries_do_not_grow_with_the_rows(
    town: Town, django_assert_max_num_queries: Callable[..., object]
) -> None:
    rows = [f"{n},集会所{n},ささえ市桜台{n},35.63,139.50,," for n in range(150)]
    with django_assert_max_num_queries(70):
        assert take_in(town, csv(*rows, head=HEAD)) == {"created": 150}

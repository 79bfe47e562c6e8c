"""A list that was written out here and comes back, in either language and any form of file."""

from csv import reader
from datetime import date

import pytest
from django.urls import reverse

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import Means
from sasaeai.audit.actor import Actor
from sasaeai.exchange.models import Import, Kind
from sasaeai.exchange.readers import grids
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Kind as Terms
from tests.exchange import bringing
from tests.exchange.lists import choice
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_home
from tests.factories.vocabulary import term

ROOMS = {
    Kind.FACILITIES: "assets:export",
    Kind.GATHERINGS: "activities:export",
    Kind.ORGANISATIONS: "organisations:export",
}
MODELS = {Kind.FACILITIES: Asset, Kind.GATHERINGS: Activity, Kind.ORGANISATIONS: Organisation}
LISTED = {
    "kana": "さくら",
    "description": "だれでも来られます。\n=はじめの行ではない",
    "times_words": "毎週月曜 9:00〜11:30",
    "fee": "100円",
    "public_phone": "042-000-1234",
    "public_contact": "社会福祉協議会",
    "private_phone": "090-0000-1111",
    "private_contact": "岡",
    "url": "https://example.jp/sakura",
    "notes": "-うら口から",
    "checked_on": date(2026, 11, 1),
    "checked_means": Means.PHONE,
    "source": "市の一覧",
    "source_id": "17",
}
FACTS = (
    ("elevator", "エレベーターがある", "Lift"),
    ("wheelchair", "車いすで、ひとりで入れる", "Wheelchair access, alone"),
    ("wheelchair_toilet", "車いすで使えるトイレがある", "Wheelchair toilet"),
)


@pytest.fixture
def full(town: Town) -> Town:
    """Return the town with lists in which every column says something, and two namesakes."""
    owner = organisation(town, "さくら会", visibility=Visibility.COUNCIL)
    organisation(town, "さくら会", description="=かしわの会", latitude=35.0, longitude=139.5)
    hall = AssetFactory(
        area=town.sakuradai, name="𠮷田集会所", owner=owner, terms="靴をぬぐ", address="桜台1-2",
        longitude=139.0, latitude=35.63, barrier_free=["elevator", "wheelchair"], capacity=30,
        **LISTED,
    )  # fmt: skip
    for code, label, english in FACTS:
        term(town.municipality, Terms.BARRIER_FREE, code, label=label, label_en=english)
    hall.categories.set([term(town.municipality, Terms.SUPPORT_CATEGORY, code) for code in "ab"])
    AssetFactory(area=town.west, name="見まもり隊", kind=Asset.Kind.PERSON, visibility="staff")
    home = make_home(town)
    ActivityFactory(
        area=town.sakuradai, name="体操", organiser=owner, place=home, who_may_come="どなたでも",
        state=Activity.State.PAUSED, state_since=date(2026, 4, 1), weekdays="mon tue", **LISTED,
    )  # fmt: skip
    for _twice in range(2):
        ActivityFactory(area=town.kashiwagi, name="お茶のみ会", place_words="柏木会館")
    return town


def organisation(town: Town, name: str, **values: object) -> Organisation:
    return Organisation.objects.create(
        municipality=town.municipality,
        area=town.sakuradai,
        kind=term(town.municipality, Terms.ORG_TYPE, "shakyo"),
        name=name,
        **{
            "phone": "042-000-9999",
            "visibility": Visibility.PUBLIC,
            "contact_name": "もりさん",
            "contact_phone": "090-0000-2222",
            "notes": "=夕方に\n-うら口から",
            **values,
        },
    )


def written_out(
    town: Town, kind: str, *, form: str = "csv", language: str = "ja", role: Role = Role.OFFICER
) -> bytes:
    """Return a list as somebody in this role saves it."""
    accept = {"Accept-Language": language}
    response = town.client(role).get(reverse(ROOMS[kind]), {"format": form}, headers=accept)
    return b"".join(response) if response.streaming else response.content


def brought_back(town: Town, kind: str, data: bytes, name: str = "list.csv") -> Import:
    here = Actor(municipality=town.municipality.pk)
    return bringing.taken_in(here, choice(kind, file_name=name), data, town.municipality)


def counted(made: Import) -> dict[str, int]:
    names = ("created", "updated", "unchanged", "refused", "duplicates", "skipped")
    return {name: made.counts[name] for name in names if made.counts[name]}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.VIEWER])
@pytest.mark.parametrize("form", ["csv", "cp932", "xlsx"])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", ROOMS)
def test_list_that_comes_back_as_it_went_changes_nothing(
    full: Town, kind: str, language: str, form: str, role: Role
) -> None:
    data = written_out(full, kind, form=form, language=language, role=role)
    before = list(MODELS[kind].objects.order_by("pk").values())

    made = brought_back(full, kind, data, "list.xlsx" if form == "xlsx" else "list.csv")

    seen = sum(row["visibility"] == "public" for row in before)
    rows = len(before) if role == Role.OFFICER else seen
    assert counted(made) == {"unchanged": rows}
    assert [one["message"] for one in made.messages if one["level"] != "info"] == []
    assert list(MODELS[kind].objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("language", "visible"), [("ja", "みんなに見せる"), ("en", "Show to everyone")]
)
def test_cell_that_was_changed_on_the_way_is_taken_in(
    full: Town, language: str, visible: str
) -> None:
    Asset.objects.filter(name="見まもり隊").update(fee="50円")
    text = written_out(full, Kind.FACILITIES, language=language).decode()
    former = {"ja": "コーディネーターと市町村だけ", "en": "Coordinators and the municipality only"}
    changed = (
        text.replace("50円", "60円").replace(former[language], visible).replace("川西", "北野")
    )

    made = brought_back(full, Kind.FACILITIES, changed.encode())

    row = Asset.objects.get(name="見まもり隊")
    assert counted(made) == {"updated": 1, "unchanged": 2}
    assert (row.fee, row.visibility, row.area, row.source) == ("60円", "public", full.east, "")


def test_private_cell_of_an_organisation_is_taken_in(full: Town) -> None:
    Organisation.objects.filter(description="").update(contact_name="まちださん")
    text = written_out(full, Kind.ORGANISATIONS).decode()

    made = brought_back(full, Kind.ORGANISATIONS, text.replace("まちださん", "おかさん").encode())

    names = set(Organisation.objects.values_list("contact_name", flat=True))
    assert (counted(made), names) == ({"updated": 1, "unchanged": 1}, {"もりさん", "おかさん"})


def test_cell_that_only_tells_is_left_with_a_sentence(full: Town) -> None:
    text = written_out(full, Kind.FACILITIES).decode()

    made = brought_back(full, Kind.FACILITIES, text.replace("さくら会", "もみじ会").encode())

    assert counted(made) == {"unchanged": 3}
    assert [one["message"].partition("：")[2] for one in made.messages] == [
        "「持ち主」は、ファイルからは直せません。画面で直してください。"
    ]


def test_cell_that_fits_no_field_refuses_its_row_with_a_sentence(full: Town) -> None:
    text = written_out(full, Kind.FACILITIES).decode()

    made = brought_back(full, Kind.FACILITIES, text.replace("みんなに見せる", "ひみつ").encode())

    assert counted(made) == {"unchanged": 1, "refused": 2}
    assert "だれに見せるか" in made.messages[0]["message"]


def test_row_that_was_put_in_by_hand_is_added(full: Town) -> None:
    text = written_out(full, Kind.FACILITIES, language="en").decode()
    head, *_rows = text.removeprefix("\ufeff").splitlines()
    line = [""] * len(head.split(","))
    for column, said in (("Name", "柏木ひろば"), ("Furigana", "かしわぎ"), ("Cost", "無料"),
                         ("Introduction", "広い庭"), ("District", "柏木")):  # fmt: skip
        line[head.split(",").index(column)] = said

    made = brought_back(full, Kind.FACILITIES, f"{text}{','.join(line)}\r\n".encode())

    row = Asset.objects.get(name="柏木ひろば")
    assert counted(made) == {"created": 1, "unchanged": 3}
    assert (row.kana, row.fee, row.description, row.area) == (
        "かしわぎ", "無料", "広い庭", full.kashiwagi,
    )  # fmt: skip


def test_list_of_the_next_town_is_no_list_of_ours(full: Town, next_town: Town) -> None:
    data = written_out(full, Kind.ORGANISATIONS)

    found, _rows = bringing.looked_at(choice(Kind.ORGANISATIONS), data, next_town.municipality)

    assert (found.unchanged, found.updated, found.created) == (0, 0, 2)


def facts_of(town: Town) -> list[str]:
    return Asset.objects.get(municipality=town.municipality, name="𠮷田集会所").barrier_free


@pytest.mark.parametrize(
    ("language", "went", "came"),
    [
        ("ja", "エレベーターがある、車いすで、ひとりで入れる", "車いすで使えるトイレがある、車いすで、ひとりで入れる"),
        ("en", "Lift, Wheelchair access, alone", "Wheelchair toilet, Wheelchair access, alone"),
        ("ja", "エレベーターがある、車いすで、ひとりで入れる", "wheelchair_toilet wheelchair"),
    ],
)  # fmt: skip
def test_facts_that_were_changed_are_taken_in_as_words_and_as_codes(
    full: Town, language: str, went: str, came: str
) -> None:
    text = written_out(full, Kind.FACILITIES, language=language).decode()

    made = brought_back(full, Kind.FACILITIES, text.replace(went, came).encode())

    assert counted(made) == {"updated": 1, "unchanged": 2}
    assert facts_of(full) == ["wheelchair_toilet", "wheelchair"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_file_that_went_out_with_codes_changes_nothing(full: Town, language: str) -> None:
    text = written_out(full, Kind.FACILITIES, language=language).decode()
    words = {
        "ja": "エレベーターがある、車いすで、ひとりで入れる",
        "en": "Lift, Wheelchair access, alone",
    }
    former = text.replace(words[language], "elevator wheelchair")

    made = brought_back(full, Kind.FACILITIES, former.encode())

    assert "elevator wheelchair" in former
    assert counted(made) == {"unchanged": 3}
    assert facts_of(full) == ["elevator", "wheelchair"]


def test_facts_that_were_taken_out_of_their_cell_are_gone(full: Town) -> None:
    text = written_out(full, Kind.FACILITIES).decode()
    words = "エレベーターがある、車いすで、ひとりで入れる"

    made = brought_back(full, Kind.FACILITIES, text.replace(words, "").encode())

    assert (counted(made), facts_of(full)) == ({"updated": 1, "unchanged": 2}, [])


def test_fact_that_the_town_has_no_word_for_refuses_its_row(full: Town) -> None:
    written = written_out(full, Kind.FACILITIES).decode()
    text = written.replace("エレベーターがある", "エレベーターがあるかも")

    made = brought_back(full, Kind.FACILITIES, text.encode())

    assert counted(made) == {"unchanged": 2, "refused": 1}
    (spot,) = (
        f"{grids.letter(column)}{row}"
        for row, line in enumerate(reader(text.splitlines()), start=1)
        for column, cell in enumerate(line)
        if "エレベーターがあるかも" in cell
    )
    assert [one["message"].partition("：")[0] for one in made.messages] == [spot]
    assert [one["message"].partition("：")[2] for one in made.messages] == [
        "バリアフリーの欄に入りません（町にある名前のとおりに書いてください）。"
    ]
    assert facts_of(full) == ["elevator", "wheelchair"]


def test_fact_without_a_word_of_the_town_stays_beside_a_new_one(full: Town) -> None:
    Asset.objects.filter(name="𠮷田集会所").update(barrier_free=["ramp"])
    text = written_out(full, Kind.FACILITIES).decode()

    made = brought_back(full, Kind.FACILITIES, text.replace("ramp", "ramp、elevator").encode())

    assert (counted(made)["updated"], facts_of(full)) == (1, ["ramp", "elevator"])


def test_of_two_facts_called_the_same_the_rows_own_stays(full: Town) -> None:
    term(full.municipality, Terms.BARRIER_FREE, "x_lift", label="エレベーターがある")
    text = written_out(full, Kind.FACILITIES).decode()
    words = "エレベーターがある、車いすで、ひとりで入れる"

    brought_back(full, Kind.FACILITIES, text.replace(words, "エレベーターがある").encode())

    assert facts_of(full) == ["elevator"]


def test_fact_is_known_in_the_signs_of_an_older_program(full: Town) -> None:
    term(full.municipality, Terms.BARRIER_FREE, "wide", label="入口が広い（80cm〜）")
    Asset.objects.filter(name="𠮷田集会所").update(barrier_free=["elevator", "wide"])
    text = written_out(full, Kind.FACILITIES, form="cp932").decode("cp932")

    brought_back(full, Kind.FACILITIES, text.replace("エレベーターがある、", "").encode("cp932"))

    assert facts_of(full) == ["wide"]


def test_kind_that_is_called_by_its_other_name_is_no_change(full: Town) -> None:
    kind = term(full.municipality, Terms.ORG_TYPE, "shakyo")
    kind.label_en = "Welfare council"
    kind.save()
    text = written_out(full, Kind.ORGANISATIONS).decode()

    made = brought_back(full, Kind.ORGANISATIONS, text.replace(kind.label, kind.label_en).encode())

    assert counted(made) == {"unchanged": 2}

"""What a list brought is found by its words, and by nothing that it is no longer called."""

from collections.abc import Iterable

import pytest
from django.db import connection

from sasaeai.activities import actions as activities
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.assets import actions as assets
from sasaeai.assets import intake
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import MACHINE, Actor
from sasaeai.calc.text import fold
from sasaeai.exchange import actions, editions
from sasaeai.exchange.models import Import, Kind
from sasaeai.organisations import actions as organisations
from sasaeai.organisations.models import Organisation
from sasaeai.search import actions as search
from sasaeai.search import index, queries
from sasaeai.search.actions import Wording
from sasaeai.vocabulary import actions as vocabulary
from sasaeai.vocabulary.models import Term
from tests.exchange import bringing
from tests.exchange.lists import HALL, SALON, choice, csv
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.organisations import make_organisation

RENAMED = SALON.replace("ふれあいサロン桜", "ほがらか広場")
BODIES = "団体名,住所,代表者,電話番号"


def take_in(town: Town, *rows: str, kind: str = Kind.FACILITIES, **head: str) -> Import:
    here = Actor(municipality=town.municipality.pk)
    return bringing.taken_in(here, choice(kind), csv(*rows, **head), town.municipality)


def read(town: Town, *rows: str, kind: str = Kind.FACILITIES, **head: str) -> Import:
    """Return an import that was read and looked at, and not taken in yet."""
    data, said = csv(*rows, **head), choice(kind)
    made = actions.note_brought(Actor(municipality=town.municipality.pk), said, data)
    return actions.note_read(made, editions.preview(said, data, town.municipality))


def write(town: Town, made: Import) -> None:
    actions.apply(Actor(municipality=town.municipality.pk), made)


def found(town: Town, words: str, kind: str = assets.KIND) -> list[str]:
    model = {assets.KIND: Asset, organisations.KIND: Organisation}[kind]
    ids = queries.matching(kind, words, municipality=town.municipality.pk)
    return [str(row) for row in model._default_manager.filter(pk__in=ids)]


def entries(town: Town, words: str) -> int:
    """Return how many entries of the index itself lead to these words."""
    tokens = index.sought(assets.KIND, town.municipality.pk, [fold(words)])
    sql, told = "SELECT count(*) FROM search_index WHERE search_index MATCH %s", " ".join(tokens)
    if connection.vendor == "postgresql":
        sql = "SELECT count(*) FROM search_index WHERE tokens @@ %s::tsquery"
        told = " & ".join(tokens)
    with connection.cursor() as cursor:
        cursor.execute(sql, [told])
        return int(cursor.fetchone()[0])


def is_as_written(wordings: Iterable[Wording]) -> bool:
    """Say whether these are found by just what their rooms would write of them."""
    return search.unlike(wordings) == {}


def test_new_places_are_found_by_name_number_and_remark(town: Town) -> None:
    take_in(town, SALON, HALL)

    for words in ("サロン", "0420001234", "月曜", "桜台1-2"):
        assert found(town, words) == ["ふれあいサロン桜"]
    assert is_as_written(map(assets.wording, Asset.objects.all()))


def test_what_is_called_otherwise_in_a_newer_edition_is_found_by_that_alone(town: Town) -> None:
    take_in(town, SALON)
    take_in(town, RENAMED)

    assert (found(town, "ほがらか広場"), found(town, "ふれあいサロン桜")) == (["ほがらか広場"], [])
    assert (entries(town, "ほがらか広場"), entries(town, "ふれあいサロン桜")) == (1, 0)
    assert is_as_written(map(assets.wording, Asset.objects.all()))


def test_list_taken_back_leaves_nothing_in_the_index(town: Town) -> None:
    made = take_in(town, SALON, HALL)
    actions.undo(Actor(municipality=town.municipality.pk), made)

    assert (entries(town, "サロン"), found(town, "サロン")) == (0, [])


def test_newer_edition_taken_back_is_found_as_before(town: Town) -> None:
    take_in(town, SALON)
    made = take_in(town, RENAMED)
    actions.undo(Actor(municipality=town.municipality.pk), made)

    assert (found(town, "ふれあいサロン桜"), found(town, "ほがらか広場")) == (
        ["ふれあいサロン桜"],
        [],
    )
    assert (entries(town, "ふれあいサロン桜"), entries(town, "ほがらか広場")) == (1, 0)
    assert is_as_written(map(assets.wording, Asset.objects.all()))


def test_place_named_anew_while_its_list_is_taken_back_leaves_nothing_in_the_index(
    town: Town,
) -> None:
    made = take_in(town, SALON)
    made.rows.update(text_before={"title": "まえの名前", "folded": "まえの名前", "tokens": "0"})

    intake.take_out(Actor(municipality=town.municipality.pk), made.rows.all())

    assert (entries(town, "サロン"), Asset.objects.count()) == (0, 0)


def test_activity_is_found_by_the_new_name_of_its_place(town: Town) -> None:
    take_in(town, SALON)
    gathering = ActivityFactory(area=town.sakuradai, place=Asset.objects.get(), visibility="staff")
    activities.index([gathering])

    take_in(town, RENAMED)

    assert is_as_written(map(activities.wording, Activity.objects.all()))


def test_place_whose_owner_was_renamed_after_the_look_is_found_by_the_owners_new_name(
    town: Town,
) -> None:
    take_in(town, SALON)
    owner = make_organisation(town, name="桜会", visibility="public")
    salon = Asset.objects.get()
    salon.owner = owner
    assets.change(town.viewer(Role.OFFICER), salon, changed=["owner"])
    made = read(town, SALON.replace("月曜", "火曜"))

    owner.name = "梅会"
    organisations.change(town.viewer(Role.OFFICER), owner, changed=["name"])
    write(town, made)

    assert (found(town, "梅会"), found(town, "桜会"), found(town, "火曜")) == (
        ["ふれあいサロン桜"], [], ["ふれあいサロン桜"],
    )  # fmt: skip


def test_organisation_whose_kind_was_renamed_after_the_look_is_found_by_the_new_word(
    town: Town,
) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    made = read(town, "桜台自治会,桜台1,,", kind=Kind.ORGANISATIONS, head=BODIES)
    for term in Term.objects.filter(municipality=town.municipality, kind="org_type"):
        term.label = f"{term.label}など"
        term.save()

    write(town, made)

    assert found(town, "など", organisations.KIND) == ["桜台自治会"]
    assert is_as_written(map(organisations.wording, Organisation.objects.all()))


@pytest.mark.parametrize("kind", [Kind.GATHERINGS, Kind.ORGANISATIONS, Kind.CARE_PROVIDERS])
def test_rows_of_every_list_are_found_as_their_rooms_write_them(town: Town, kind: Kind) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    head = {
        Kind.GATHERINGS: "名称,会場,曜日,代表者,電話番号",
        Kind.ORGANISATIONS: BODIES,
        Kind.CARE_PROVIDERS: "事業所番号,事業所名,サービスの種類,住所,電話番号",
    }[kind]
    row = {
        Kind.GATHERINGS: "いきいき体操,桜台会館,毎週月曜日,架空 花子,042-000-1111",
        Kind.ORGANISATIONS: "桜台自治会,ささえ市桜台1,架空 花子,042-000-1111",
        Kind.CARE_PROVIDERS: "1370000001,デイサービス桜,通所介護,ささえ市桜台1,042-000-1111",
    }[kind]
    made = take_in(town, row, kind=kind, head=head)
    assert made.counts["created"] == 1

    assert is_as_written(map(assets.wording, Asset.objects.all()))
    assert is_as_written(map(activities.wording, Activity.objects.all()))
    assert is_as_written(map(organisations.wording, Organisation.objects.all()))

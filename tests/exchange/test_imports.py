"""An import's life: read, looked at, taken in, taken back; stopped, tried again, thrown away."""

from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas import actions as areas
from sasaeai.areas.models import Area, Landmark
from sasaeai.assets import actions as assets
from sasaeai.assets.models import Asset, Suggestion
from sasaeai.audit.actor import MACHINE, Actor
from sasaeai.audit.models import Entry
from sasaeai.exchange import actions, kept
from sasaeai.exchange.models import Import, Kind, StagedRow, TakenRow
from sasaeai.jobs import actions as jobs
from sasaeai.jobs.models import Job, State
from sasaeai.organisations.models import Organisation
from sasaeai.search.models import Text
from sasaeai.vocabulary import actions as vocabulary
from tests.exchange import bringing
from tests.exchange.bringing import PAGE, ask, made_of, page, settle, take_in, upload
from tests.exchange.lists import HALL, SALON, choice, csv, geojson, square
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town

TUESDAY = SALON.replace("月曜", "火曜")
GATHERING = "1,桜サロン,ささえ市桜台1-2,毎週月曜 10:00-12:00,体操"


def names() -> list[str]:
    return sorted(Asset.objects.values_list("name", flat=True))


def test_undone_import_leaves_nothing_behind(officer: Client) -> None:
    made = upload(officer, csv(SALON, HALL))
    take_in(officer, made)

    ask(officer, made, "undo")

    left = [table.objects.count() for table in (Asset, TakenRow, Text, StagedRow)]
    assert (left, made_of(made).state) == ([0] * 4, Import.State.UNDONE)
    assert "取り消しました。" in page(officer, made)


def test_undoing_is_one_entry_that_names_every_row(officer: Client) -> None:
    made = upload(officer, csv(SALON, HALL))
    take_in(officer, made)
    ids = {str(pk) for pk in Asset.objects.values_list("pk", flat=True)}
    Entry.objects.all().delete()

    ask(officer, made, "undo")

    asked, done = Entry.objects.filter(verb="exchange.undo").order_by("at")
    assert asked.subjects == [str(made_of(made).pk)]
    assert set(done.subjects) == {*ids, str(made_of(made).pk)}
    assert Entry.objects.count() == 2


def test_file_is_taken_in_again_after_it_was_taken_back(officer: Client) -> None:
    first = upload(officer, csv(SALON, HALL))
    take_in(officer, first)
    ask(officer, first, "undo")

    again = upload(officer, csv(SALON, HALL))
    take_in(officer, again)

    assert (made_of(again).counts["created"], len(names())) == (2, 2)


def test_undoing_puts_back_what_a_newer_edition_changed(officer: Client) -> None:
    take_in(officer, upload(officer, csv(SALON, HALL)))
    newer = upload(officer, csv(TUESDAY, HALL))
    take_in(officer, newer)
    assert Asset.objects.filter(description__contains="火曜").exists()

    ask(officer, newer, "undo")

    assert Asset.objects.filter(description__contains="月曜").exists()
    same = upload(officer, csv(SALON, HALL))
    assert made_of(same).counts["unchanged"] == 2
    assert made_of(upload(officer, csv(TUESDAY, HALL))).counts["updated"] == 1


def test_undoing_leaves_what_was_changed_by_hand_since_and_names_it(officer: Client) -> None:
    made = upload(officer, csv(SALON, HALL))
    take_in(officer, made)
    hall = Asset.objects.get(name="北野集会所")
    hall.fee = "百円"
    hall.save()

    ask(officer, made, "undo")

    shown = page(officer, made)
    assert (names(), "使われているので、残したもの" in shown) == (["北野集会所"], True)
    assert "北野集会所" in shown
    assert "ふれあいサロン桜" not in shown


def test_undoing_leaves_a_newer_change_by_hand_as_it_is(officer: Client) -> None:
    take_in(officer, upload(officer, csv(SALON)))
    newer = upload(officer, csv(TUESDAY))
    take_in(officer, newer)
    Asset.objects.update(fee="百円", updated_at=timezone.now())

    ask(officer, newer, "undo")

    assert Asset.objects.filter(fee="百円", description__contains="火曜").exists()
    assert "ふれあいサロン桜" in page(officer, newer)


def test_undoing_leaves_what_something_else_points_at(town: Town, officer: Client) -> None:
    made = upload(officer, csv(SALON, HALL))
    take_in(officer, made)
    salon, hall = (Asset.objects.get(name=name) for name in ("ふれあいサロン桜", "北野集会所"))
    ActivityFactory(area=town.sakuradai, place=hall)
    assets.suggest(salon, Suggestion(words="月曜はお休みでした"))

    ask(officer, made, "undo")

    assert names() == ["ふれあいサロン桜", "北野集会所"]


def test_row_that_was_deleted_since_is_nothing_to_take_back(officer: Client) -> None:
    made = upload(officer, csv(SALON, HALL))
    take_in(officer, made)
    Asset.objects.get(name="北野集会所").delete()

    ask(officer, made, "undo")

    assert (names(), "使われているので、残したもの" in page(officer, made)) == ([], False)


def test_gatherings_and_their_categories_are_put_back(town: Town, officer: Client) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    head = "番号,名称,住所,開催日時,活動内容"
    said = {"kind": Kind.GATHERINGS, "source": "通いの場"}
    take_in(officer, upload(officer, csv(GATHERING, head=head), **said))
    newer = upload(officer, csv(GATHERING.replace("体操", "茶話会"), head=head), **said)
    before = _labels()
    take_in(officer, newer)
    assert _labels() != before

    ask(officer, newer, "undo")

    assert _labels() == before


def _labels() -> list[str]:
    return [term.label for one in Activity.objects.all() for term in one.categories.all()]


@pytest.mark.parametrize(
    ("kind", "data", "model"),
    [
        (Kind.FACILITIES, csv(SALON), Asset),
        (Kind.GATHERINGS, csv("桜サロン,桜台1,体操", head="名称,住所,活動内容"), Activity),
        (Kind.ORGANISATIONS, csv("桜台自治会,桜台1,12", head="団体名,住所,会員数"), Organisation),
        (Kind.BOUNDARIES, geojson(({"name": "南野"}, square(139.5, 35.6))), Area),
        (
            Kind.TOWNS,
            csv("ささえ市,南野一丁目,35.6,139.5", head="市区町村名,大字町丁目名,緯度,経度"),
            Area,
        ),
    ],
)
def test_every_kind_goes_in_and_out_again(
    town: Town, officer: Client, kind: str, data: bytes, model: Any
) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    before = set(model.objects.values_list("pk", flat=True))
    made = upload(officer, data, kind=kind, name="list.geojson" if model is Area else "list.csv")
    take_in(officer, made)
    assert model.objects.count() == len(before) + 1, page(officer, made)

    ask(officer, made, "undo")

    assert set(model.objects.values_list("pk", flat=True)) == before


def test_landmarks_go_in_and_out_again(town: Town, officer: Client) -> None:
    town.root.boundary = square(139.4, 35.5, 0.3)
    areas.change_area(MACHINE, town.root, changed=["boundary"])
    river = {"type": "LineString", "coordinates": [[139.45, 35.55], [139.5, 35.6]]}
    made = upload(
        officer, geojson(({"name": "桜川", "waterway": "river"}, river)), kind="landmarks"
    )
    take_in(officer, made)
    assert Landmark.objects.count() == 1, page(officer, made)

    ask(officer, made, "undo")

    assert Landmark.objects.count() == 0


def test_row_changed_between_the_look_and_the_taking_in_stays_and_is_told(officer: Client) -> None:
    take_in(officer, upload(officer, csv(SALON)))
    newer = upload(officer, csv(TUESDAY))
    salon = Asset.objects.get()
    salon.description = "手で直した"
    salon.save()

    take_in(officer, newer)

    assert Asset.objects.get().description == "手で直した"
    counts = made_of(newer).counts
    assert (counts["updated"], counts["unchanged"]) == (0, 1)
    assert "いまの書き方のまま残しました（「ふれあいサロン桜」）" in page(officer, newer)


def test_reading_that_was_stopped_can_be_asked_for_again(officer: Client) -> None:
    made = upload(officer, csv(SALON))
    Import.objects.update(state=Import.State.READING)
    Job.objects.update(state=State.WAITING)

    officer.post(f"{made}stop/")
    assert "もう一度ためす" in page(officer, made)
    ask(officer, made, "again")

    assert made_of(made).state == Import.State.READ


def test_what_has_ended_well_is_not_done_again(officer: Client) -> None:
    made = upload(officer, csv(SALON))

    told = officer.post(f"{made}again/", follow=True).content.decode()

    assert "ページを開きなおして" in told
    assert Job.objects.count() == 1


def test_file_that_was_read_is_thrown_away(home: Path, officer: Client) -> None:
    made = upload(officer, csv(SALON))

    told = officer.post(f"{made}drop/", follow=True).content.decode()

    left = [table.objects.count() for table in (Import, StagedRow)]
    assert (left, list((home / "uploads").iterdir())) == ([0, 0], [])
    assert "ファイルを消しました。" in told


@pytest.mark.parametrize("verb", ["drop", "apply"])
def test_what_was_taken_in_is_neither_thrown_away_nor_taken_in_again(
    officer: Client, verb: str
) -> None:
    made = upload(officer, csv(SALON))
    take_in(officer, made)

    told = officer.post(f"{made}{verb}/", follow=True).content.decode()
    settle()

    assert ("ください。" in told, Asset.objects.count(), Import.objects.count()) == (True, 1, 1)


def test_what_is_worked_on_is_not_thrown_away(officer: Client) -> None:
    made = upload(officer, csv(SALON))
    officer.post(f"{made}apply/")

    told = officer.post(f"{made}drop/", follow=True).content.decode()
    settle()

    assert ("ください。" in told, Asset.objects.count()) == (True, 1)


@pytest.mark.parametrize("verb", ["apply", "undo"])
def test_work_that_died_after_it_had_written_writes_nothing_more(
    officer: Client, verb: str
) -> None:
    made = upload(officer, csv(SALON))
    for step in ("apply", "undo")[: ("apply", "undo").index(verb) + 1]:
        ask(officer, made, step)
    before = [Asset.objects.count(), Entry.objects.count()]
    Job.objects.filter(work=f"exchange.{verb}").update(state=State.RUNNING)

    jobs.recover()
    settle()

    assert [Asset.objects.count(), Entry.objects.count()] == before


def test_import_that_is_gone_is_told_to_its_work(officer: Client) -> None:
    upload(officer, csv(SALON))
    Job.objects.update(state=State.WAITING)
    Import.objects.all().delete()

    settle()

    assert "このファイルは、もうありません。" in Job.objects.get().why


def test_page_shows_how_far_the_work_is_and_is_opened_anew_at_the_end(officer: Client) -> None:
    made = upload(officer, csv(SALON))
    Job.objects.update(state=State.RUNNING, done=3, total=4)
    assert "4件のうち3件まで進みました。" in page(officer, made)
    going = officer.get(f"{made}progress/")
    assert ("HX-Refresh" in going, "途中でやめる" in going.content.decode()) == (False, True)

    Job.objects.update(state=State.DONE)

    assert officer.get(f"{made}progress/")["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.WAITING, "前の仕事が終わると始まります。"),
        (State.RUNNING, "あとで「これまでの取り込み」"),
    ],
)
def test_page_says_what_is_waited_for(officer: Client, state: State, sentence: str) -> None:
    made = upload(officer, csv(SALON))
    Job.objects.update(state=state, done=0, total=0)

    assert sentence in page(officer, made)


def test_list_of_imports_says_how_far_each_is(officer: Client) -> None:
    upload(officer, csv(SALON), source="読んだだけ")
    upload(officer, b"{", source="読めない")

    shown = page(officer, PAGE)

    assert ("まだ取り込んでいません" in shown, "読めませんでした" in shown) == (True, True)


def test_staged_row_holds_every_column_of_its_table(town: Town) -> None:
    asset = Asset(municipality=town.municipality, area=town.sakuradai, name="桜", kind="place")
    staged = StagedRow(values=kept.values_of(asset), name="桜")

    restored = kept.made_of(Asset, staged.values)

    columns = [field.attname for field in Asset._meta.concrete_fields if field.name not in kept.OWN]
    assert [getattr(restored, name) for name in columns] == [
        getattr(asset, name) for name in columns
    ]
    assert str(staged) == "桜"


def test_import_is_called_after_its_source() -> None:
    assert str(Import(source_name="市の一覧")) == "市の一覧"


def test_undoing_is_asked_for_once(officer: Client) -> None:
    made = upload(officer, csv(SALON))
    take_in(officer, made)
    ask(officer, made, "undo")

    officer.post(f"{made}undo/")

    assert Job.objects.filter(work=actions.UNDO).count() == 1
    assert Import.objects.filter(undone_at__gte=F("applied_at")).exists()


def test_import_that_nothing_ever_worked_on_is_stopped_without_a_fault(
    town: Town, officer: Client
) -> None:
    here = Actor(municipality=town.municipality.pk)
    made = bringing.taken_in(here, choice(), csv(SALON), town.municipality)

    told = officer.post(f"{made.get_absolute_url()}stop/", follow=True).content.decode()

    assert ("もう終わっています。" in told, Asset.objects.count()) == (True, 1)
    assert not Entry.objects.filter(verb="exchange.stop").exists()

"""What serves a goal: given with words, put right, taken back and brought back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import Model
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.visions import actions, meanings, queries
from sasaeai.visions.meaning_form import AssetMeaningForm
from sasaeai.visions.models import AssetMeaning, Goal, InstrumentMeaning
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.visions import make_goal, make_vision
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


def make_asset(town: Town) -> Asset:
    return AssetFactory(area=town.sakuradai)


def make_meaning(
    viewer: Viewer, goal: Goal, asset: Asset, words: str = "歩いて行ける"
) -> AssetMeaning:
    return actions.give_meaning(viewer, AssetMeaning(goal=goal, means=asset, words=words))


def test_means_hangs_under_a_goal_with_who_and_when(town: Town, viewer: Viewer) -> None:
    goal, asset = make_goal(make_vision(town)), make_asset(town)
    given = make_meaning(viewer, goal, asset)
    assert (given.given_on, given.given_by_id) == (viewer.today, viewer.user)
    assert [*meanings.of_means(viewer, AssetMeaning, asset)] == [given]
    assert [*meanings.under_goals(viewer, AssetMeaning, [goal])] == [given]
    entry = Entry.objects.get(verb="visions.give_meaning")
    assert (entry.kind, entry.subjects) == ("goal", [str(goal.pk)])


def test_means_serves_several_goals_and_each_once(town: Town, viewer: Viewer) -> None:
    vision, asset = make_vision(town), make_asset(town)
    one, other = make_goal(vision), make_goal(vision, "行きたい店まで行ける")
    make_meaning(viewer, one, asset)
    make_meaning(viewer, other, asset)
    with pytest.raises(DomainError, match="もうつないで"):
        make_meaning(viewer, one, asset)
    assert AssetMeaning.objects.count() == 2


def test_closed_goal_takes_no_means(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town), state=Goal.State.REACHED, closed_on=viewer.today)
    with pytest.raises(DomainError, match="目指している目標"):
        make_meaning(viewer, goal, make_asset(town))


def test_goal_taken_back_meanwhile_takes_no_means(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town))
    Goal.objects.all().delete()
    with pytest.raises(DomainError, match="たったいま取り消されました"):
        make_meaning(viewer, goal, make_asset(town))


def test_goal_of_another_area_takes_no_means_of_the_viewers(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town, area=town.east))
    with pytest.raises(DomainError, match="受け持ちの地区"):
        make_meaning(viewer, goal, make_asset(town))


def test_goal_of_the_whole_town_takes_means_of_every_area(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town, area=town.root))
    assert make_meaning(viewer, goal, make_asset(town)).goal == goal


def test_thing_of_another_town_is_refused(town: Town, next_town: Town, viewer: Viewer) -> None:
    with pytest.raises(DomainError, match="この町のものだけ"):
        make_meaning(viewer, make_goal(make_vision(town)), make_asset(next_town))


def test_only_what_lies_in_the_toolbox_is_an_instrument(town: Town, viewer: Viewer) -> None:
    goal = make_goal(make_vision(town))
    other = term(town.municipality, Kind.COUNTERPART, "resident")
    with pytest.raises(DomainError, match="道具箱にある"):
        actions.give_meaning(viewer, InstrumentMeaning(goal=goal, means=other, words="使う"))
    tool = term(town.municipality, Kind.INSTRUMENT, "grant")
    given = actions.give_meaning(viewer, InstrumentMeaning(goal=goal, means=tool, words="使う"))
    assert given.means == tool


def test_meaning_is_put_right(town: Town, viewer: Viewer) -> None:
    given = make_meaning(viewer, make_goal(make_vision(town)), make_asset(town))
    given.words = "日曜もあいている"
    actions.change_meaning(viewer, given, seen=given.updated_at, changed=["words"])
    assert AssetMeaning.objects.get().words == "日曜もあいている"
    with pytest.raises(DomainError, match="ほかの人が直しています"):
        actions.change_meaning(
            viewer, given, seen=given.updated_at - timedelta(seconds=1), changed=["words"]
        )


def test_meaning_moved_under_a_goal_it_serves_already_is_refused(
    town: Town, viewer: Viewer
) -> None:
    vision, asset = make_vision(town), make_asset(town)
    one, other = make_goal(vision), make_goal(vision, "二")
    make_meaning(viewer, one, asset)
    moved = make_meaning(viewer, other, asset)
    moved.goal = one
    with pytest.raises(DomainError, match="もうつないで"):
        actions.change_meaning(viewer, moved, seen=moved.updated_at, changed=["goal"])


def test_meaning_taken_back_comes_back_as_it_was(town: Town, viewer: Viewer) -> None:
    goal, asset = make_goal(make_vision(town)), make_asset(town)
    given = make_meaning(viewer, goal, asset)
    token = actions.take_back_meaning(viewer, given)
    assert AssetMeaning.objects.count() == 0
    back = actions.bring_back_meaning(viewer, AssetMeaning, token)
    assert (back.goal, back.means_id, back.words, back.given_on) == (
        goal, asset.pk, given.words, given.given_on,
    )  # fmt: skip
    with pytest.raises(DomainError, match="もうつないで"):
        actions.bring_back_meaning(viewer, AssetMeaning, token)


def test_meaning_does_not_come_back_under_a_closed_goal(town: Town, viewer: Viewer) -> None:
    given = make_meaning(viewer, make_goal(make_vision(town)), make_asset(town))
    token = actions.take_back_meaning(viewer, given)
    Goal.objects.update(state=Goal.State.REACHED, closed_on=viewer.today)
    with pytest.raises(DomainError, match="目指している目標"):
        actions.bring_back_meaning(viewer, AssetMeaning, token)


def test_meaning_taken_back_meanwhile_is_let_be(town: Town, viewer: Viewer) -> None:
    given = make_meaning(viewer, make_goal(make_vision(town)), make_asset(town))
    AssetMeaning.objects.all().delete()
    with pytest.raises(DomainError, match="たったいま外されました"):
        actions.take_back_meaning(viewer, given)


def test_receipt_of_nothing_brings_nothing_back(town: Town, viewer: Viewer) -> None:
    with pytest.raises(DomainError, match="元に戻せません"):
        actions.bring_back_meaning(viewer, AssetMeaning, "made-up")


def test_receipt_of_another_kind_brings_nothing_back(town: Town, viewer: Viewer) -> None:
    given = make_meaning(viewer, make_goal(make_vision(town)), make_asset(town))
    token = actions.take_back_meaning(viewer, given)
    with pytest.raises(DomainError, match="元に戻せません"):
        actions.bring_back_meaning(viewer, InstrumentMeaning, token)


def test_what_is_gone_meanwhile_comes_back_under_no_goal(town: Town, viewer: Viewer) -> None:
    given = make_meaning(viewer, make_goal(make_vision(town)), make_asset(town))
    token = actions.take_back_meaning(viewer, given)
    Goal.objects.all().delete()
    with pytest.raises(DomainError, match="もうありません"):
        actions.bring_back_meaning(viewer, AssetMeaning, token)


def test_receipt_is_of_no_use_elsewhere(town: Town, viewer: Viewer) -> None:
    given = make_meaning(viewer, make_goal(make_vision(town)), make_asset(town))
    token = actions.take_back_meaning(viewer, given)
    elsewhere = town.viewer(Role.COORDINATOR2, area=town.east)
    with pytest.raises(DomainError, match="受け持ちの地区"):
        actions.bring_back_meaning(elsewhere, AssetMeaning, token)


def test_nobody_signed_in_gives_no_meaning(town: Town) -> None:
    with pytest.raises(DomainError, match="サインイン"):
        make_meaning(resident(town.municipality.pk), make_goal(make_vision(town)), make_asset(town))


def test_goals_to_choose_from_are_the_open_ones_of_the_area_and_above(
    town: Town, viewer: Viewer
) -> None:
    here, west = make_vision(town), make_vision(town, area=town.west)
    near = [make_goal(here), make_goal(here, "二", order=1)]
    above = make_goal(west, "圏域の目標")
    make_goal(make_vision(town, area=town.kashiwagi), "となり")
    make_goal(here, "届いた", state=Goal.State.REACHED, closed_on=viewer.today)
    assert [*queries.open_goals(viewer, town.sakuradai)] == [*near, above]
    assert queries.open_goals(viewer).count() == 4
    form = AssetMeaningForm(instance=AssetMeaning(), viewer=viewer, area=town.sakuradai)
    groups = [group for group, _goals in list(form.fields["goal"].choices)[1:]]
    assert groups == ["桜台", "川西"]


def test_meanings_are_read_by_everybody_with_a_posting(town: Town, viewer: Viewer) -> None:
    asset = make_asset(town)
    make_meaning(viewer, make_goal(make_vision(town)), asset)
    reader = town.viewer(Role.COUNCIL_MEMBER)
    assert meanings.of_means(reader, AssetMeaning, asset).count() == 1
    assert meanings.of_model(resident(town.municipality.pk), AssetMeaning).count() == 0


def test_page_of_an_asset_gives_and_takes_back(town: Town) -> None:
    client, goal, asset = (
        town.client(Role.COORDINATOR2),
        make_goal(make_vision(town)),
        make_asset(town),
    )
    part = reverse("visions:meanings", args=["asset", asset.pk])
    assert part in client.get(asset.get_absolute_url()).content.decode()
    give = reverse("visions:give_meaning", args=["asset", asset.pk])
    client.post(give, {"goal": goal.pk, "words": "坂の上にある"})
    given = AssetMeaning.objects.get()
    page = client.get(part, headers={"HX-Request": "true"}).content.decode()
    assert ("坂の上にある" in page, "<html" in page) == (True, False)
    taken = client.post(reverse("visions:take_back_meaning", args=["asset", given.pk]), follow=True)
    (*_given, undo) = [message.extra_tags for message in taken.context["messages"]]
    client.post(undo.removeprefix("undo="))
    assert AssetMeaning.objects.get().words == "坂の上にある"


@pytest.mark.parametrize("kind", ["asset", "instrument", "activity"])
def test_whoever_came_from_a_goal_finds_it_chosen_and_comes_back_to_it(
    town: Town, kind: str
) -> None:
    client, goal = town.client(Role.COORDINATOR2), make_goal(make_vision(town))
    means: Model = {
        "asset": lambda: make_asset(town),
        "instrument": lambda: term(town.municipality, Kind.INSTRUMENT, "grant"),
        "activity": lambda: ActivityFactory(area=town.sakuradai),
    }[kind]()
    give = (
        reverse("activities:give_meaning", args=[means.pk])
        if kind == "activity"
        else reverse("visions:give_meaning", args=[kind, means.pk])
    )
    page = client.get(f"{give}?goal={goal.pk}").content.decode()
    assert (f'<option value="{goal.pk}" selected>' in page, goal.get_absolute_url() in page) == (
        True, True,
    )  # fmt: skip
    answer = client.post(f"{give}?goal={goal.pk}", {"goal": goal.pk, "words": "坂の上にある"})
    assert answer.url == goal.get_absolute_url()
    assert client.get(f"{give}?goal=nonsense").status_code == 200


def test_form_says_when_a_goal_is_missing_or_served_twice(town: Town, viewer: Viewer) -> None:
    client, goal, asset = (
        town.client(Role.COORDINATOR2),
        make_goal(make_vision(town)),
        make_asset(town),
    )
    give = reverse("visions:give_meaning", args=["asset", asset.pk])
    assert client.post(give, {"goal": uuid4(), "words": "近い"}).status_code == 422
    make_meaning(viewer, goal, asset)
    answer = client.post(give, {"goal": goal.pk, "words": "近い"})
    assert (answer.status_code, "もうつないで" in answer.content.decode()) == (422, True)


def test_page_puts_a_meaning_right(town: Town, viewer: Viewer) -> None:
    given = make_meaning(viewer, make_goal(make_vision(town)), make_asset(town))
    client = town.client(Role.COORDINATOR2)
    url = reverse("visions:change_meaning", args=["asset", given.pk])
    seen = given.updated_at.isoformat()
    client.post(url, {"goal": given.goal_id, "words": "雨の日も", "seen": seen})
    assert AssetMeaning.objects.get().words == "雨の日も"
    answer = client.post(url, {"goal": given.goal_id, "words": "雪の日も", "seen": seen})
    assert (answer.status_code, "雪の日も" in answer.content.decode()) == (422, True)


def test_list_of_meanings_asks_as_often_for_one_as_for_three(
    town: Town, viewer: Viewer, django_assert_max_num_queries
) -> None:
    vision, asset, client = make_vision(town), make_asset(town), town.client(Role.COORDINATOR2)
    url = reverse("visions:meanings", args=["asset", asset.pk])
    client.get(url)
    counts = []
    for number in range(3):
        make_meaning(viewer, make_goal(vision, f"目標{number}"), asset)
        with django_assert_max_num_queries(30) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_fifty_of_a_kind_serve_one_goal(town: Town, viewer: Viewer) -> None:
    vision = make_vision(town)
    goal, other = make_goal(vision), make_goal(vision, "行きたい店まで行ける")
    assets = [make_asset(town) for _number in range(51)]
    *given, last = [
        make_meaning(viewer, goal if number < 50 else other, asset)
        for number, asset in enumerate(assets)
    ]
    actions.change_meaning(viewer, given[0], seen=given[0].updated_at, changed=["words"])
    last.goal = goal
    full = "つなげるのは50件まで"
    with pytest.raises(DomainError, match=full):
        actions.change_meaning(viewer, last, seen=last.updated_at, changed=["goal"])
    token = actions.take_back_meaning(viewer, given[0])
    make_meaning(viewer, goal, assets[50])
    with pytest.raises(DomainError, match=full):
        actions.bring_back_meaning(viewer, AssetMeaning, token)

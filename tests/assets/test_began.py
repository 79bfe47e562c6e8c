"""An asset that begins with a voice: the words beside the form and on its page, for those who may read them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import actions
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.people import writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
WORDS = "うちの蔵、だれか使ってくれないかね"
ADD = reverse("assets:add")


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


@pytest.fixture
def voice(town: Town) -> Voice:
    place = term(town.municipality, Kind.SUPPORT_CATEGORY, "salon", label="集える場")
    voice = make_voice(town, WORDS, called="蔵の主", told_by="お孫さん", reply_to="042-000-7777")
    voice.categories.set([place])
    return voice


def written(town: Town, **more: object) -> dict[str, object]:
    """Return what one types of a storehouse in 桜台."""
    least = {"name": "桜台の蔵", "kind": "place", "area": town.sakuradai.pk}
    return least | {"visibility": "staff", "origin": "existing"} | more


def from_voice(voice: Voice) -> str:
    return f"{ADD}?voice={voice.pk}"


def begun(town: Town, voice: Voice, **values: object) -> Asset:
    """Return an asset that began with this voice."""
    asset: Asset = AssetFactory(area=town.sakuradai, name="桜台の蔵", source_voice=voice, **values)
    return asset


def test_form_shows_the_words_and_is_filled_in_with_where_and_what(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    response = coordinator.get(from_voice(voice))
    form, page = response.context["form"], response.content.decode()
    assert WORDS in page
    assert (form["area"].value(), form["categories"].value()) == (
        town.sakuradai.pk,
        [term.pk for term in voice.categories.all()],
    )
    assert Entry.objects.get(verb="voices.look").subjects == [str(voice.pk)]


def test_form_is_filled_in_with_nothing_of_whose_it_is(coordinator: Client, voice: Voice) -> None:
    page = coordinator.get(from_voice(voice)).content.decode()
    assert [words in page for words in ("蔵の主", "お孫さん", "042-000-7777")] == [False] * 3


def test_form_opens_what_it_was_filled_in_with(coordinator: Client, voice: Voice) -> None:
    def opened(address: str) -> list[bool]:
        return [one["open"] for one in coordinator.get(address).context["form"].grouped()]

    assert (any(opened(ADD)), sum(opened(from_voice(voice)))) == (False, 2)


def test_saved_asset_and_its_voice_know_each_other(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    response = coordinator.post(from_voice(voice), written(town))
    asset = Asset.objects.get()
    voice.refresh_from_db()
    assert (response.status_code, asset.source_voice) == (302, voice)
    assert (voice.destination, voice.destination_url) == ("asset", asset.get_absolute_url())
    assert Entry.objects.get(verb="voices.send").subjects == [str(voice.pk)]


def test_asset_of_the_same_name_keeps_its_voice_when_asked_for_once_more(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    AssetFactory(area=town.sakuradai, name="桜台の蔵")
    page = coordinator.post(from_voice(voice), written(town))
    assert (page.status_code, WORDS in page.content.decode()) == (422, True)
    assert Asset.objects.count() == 1
    coordinator.post(from_voice(voice), written(town, anyway="on"))
    assert Asset.objects.filter(source_voice=voice).count() == 1


@pytest.mark.parametrize("number", ["xyz", "00000000-0000-0000-0000-000000000000"])
def test_voice_that_is_not_there_has_no_form(coordinator: Client, number: str) -> None:
    assert coordinator.get(f"{ADD}?voice={number}").status_code == 404


def test_withdrawn_voice_and_one_of_another_body_have_no_form(
    coordinator: Client, town: Town
) -> None:
    gone = make_voice(town, withdrawn_on=timezone.localdate())
    others = make_voice(town, employer=town.council, reach=Reach.PUBLIC, consent="oral")
    answers = [coordinator.get(from_voice(one)).status_code for one in (gone, others)]
    assert answers == [404, 404]


def test_voice_that_went_elsewhere_leads_to_where_it_went(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    voices.send(town.viewer(Role.COORDINATOR2), voice, destination="need", url="/needs/1/")
    response = coordinator.get(from_voice(voice), follow=True)
    assert response.redirect_chain == [(voice.get_absolute_url(), 302)]
    assert "もう行き先が決まっています" in response.content.decode()


@pytest.mark.parametrize("lost", ["withdrawn", "sent"])
def test_what_was_typed_is_kept_where_the_voice_is_lost_meanwhile(
    coordinator: Client, town: Town, voice: Voice, lost: str
) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    if lost == "sent":
        voices.send(viewer, voice, destination="need", url="/needs/1/")
    else:
        voices.withdraw(viewer, voice)
    response = coordinator.post(from_voice(voice), written(town, notes="鍵は会長宅"))
    page = response.content.decode()
    said = ("声とつながずに残せます", "鍵は会長宅", f'action="{ADD}"')
    assert (response.status_code, [one in page for one in said]) == (422, [True] * 3)
    assert (WORDS in page, Asset.objects.count()) == (False, 0)
    coordinator.post(ADD, written(town))
    assert Asset.objects.get().source_voice is None


def test_voice_that_another_takes_up_at_the_same_moment_is_let_be(town: Town, voice: Voice) -> None:
    viewer, stale = town.viewer(Role.COORDINATOR2), Voice.objects.get(pk=voice.pk)
    voices.send(viewer, voice, destination="need", url="/needs/1/")
    new = Asset(name="蔵", kind="place", area=town.sakuradai)
    with pytest.raises(DomainError, match="ほかの行き先が決まりました"):
        actions.add(viewer, new, voice=stale)
    assert Asset.objects.count() == 0


def test_answered_voice_can_still_go_on(coordinator: Client, town: Town) -> None:
    answered = make_voice(town, WORDS, destination="answered", answered_on=timezone.localdate())
    assert coordinator.post(from_voice(answered), written(town)).status_code == 302
    answered.refresh_from_db()
    assert answered.destination == "asset"


def test_page_shows_the_words_to_those_who_may_read_them_and_records_it(
    town: Town, coordinator: Client, voice: Voice
) -> None:
    asset = begun(town, voice)
    assert WORDS in coordinator.get(asset.get_absolute_url()).content.decode()
    assert Entry.objects.get(verb="voices.look").subjects == [str(voice.pk)]


def test_asset_that_everybody_sees_shows_the_words_to_nobody_else(town: Town, voice: Voice) -> None:
    asset = begun(town, voice, visibility=Visibility.PUBLIC)
    pages = [
        town.client(role).get(asset.get_absolute_url())
        for role in (Role.COORDINATOR1, Role.OFFICER, Role.COUNCIL_MEMBER, Role.VIEWER)
    ]
    assert [page.status_code for page in pages] == [200] * 4
    assert [WORDS in page.content.decode() for page in pages] == [False] * 4


def test_withdrawn_words_leave_the_page_and_come_back(
    town: Town, coordinator: Client, voice: Voice
) -> None:
    asset, viewer = begun(town, voice), town.viewer(Role.COORDINATOR2)

    def shown() -> bool:
        return WORDS in coordinator.get(asset.get_absolute_url()).content.decode()

    voices.withdraw(viewer, voice)
    assert not shown()
    voices.restore(viewer, voice)
    assert shown()


def test_retired_asset_leaves_the_destination_as_it_is(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    coordinator.post(from_voice(voice), written(town))
    asset = Asset.objects.get()
    coordinator.post(reverse("assets:retire", args=[asset.pk]))
    voice.refresh_from_db()
    assert (voice.destination, voice.destination_url) == ("asset", asset.get_absolute_url())


def test_page_of_what_was_said_of_what_is_there_offers_first_to_keep_it(
    coordinator: Client, town: Town
) -> None:
    kinds = {code: term(town.municipality, Kind.VOICE_KIND, code) for code in ("waste", "trouble")}
    first = {}
    for code, kind in kinds.items():
        said = make_voice(town, kind=kind)
        page = coordinator.get(said.get_absolute_url()).content.decode()
        ways = [f"{reverse(name)}?voice={said.pk}" for name in WAYS]
        assert [page.count(way) for way in ways] == [1, 1, 1]
        first[code] = min(WAYS, key=lambda name: page.index(f"{reverse(name)}?voice={said.pk}"))
    assert first == {"waste": "assets:add", "trouble": "needs:take_up"}


WAYS = ("needs:take_up", "assets:add", "activities:add")


def test_page_of_a_voice_that_went_on_shows_only_where(
    coordinator: Client, town: Town, voice: Voice
) -> None:
    coordinator.post(from_voice(voice), written(town))
    page = coordinator.get(voice.get_absolute_url()).content.decode()
    assert Asset.objects.get().get_absolute_url() in page
    assert [f"{reverse(name)}?voice=" in page for name in WAYS] == [False] * 3


def test_page_takes_one_query_for_the_words_however_they_are_read(
    town: Town, coordinator: Client, voice: Voice, django_assert_max_num_queries
) -> None:
    def asked(asset: Asset) -> int:
        with django_assert_max_num_queries(100) as made:
            coordinator.get(asset.get_absolute_url())
        return sum("voices_voice" in query["sql"] and "SELECT" in query["sql"] for query in made)

    assert (asked(AssetFactory(area=town.sakuradai)), asked(begun(town, voice))) == (0, 1)

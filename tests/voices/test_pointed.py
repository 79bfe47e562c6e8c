"""What the words point to, as it comes up while one writes and on the page of a voice."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.models import LONGEST_TEXT
from sasaeai.vocabulary.models import Kind, Term
from sasaeai.voices.models import Voice
from tests.factories.areas import Town, make_town
from tests.factories.people import writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
POINTED = "/voices/pointed/"
WORDS = "五階からゴミを下ろせなくて"


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


@pytest.fixture
def trash(town: Town) -> Term:
    return term(town.municipality, Kind.SUPPORT_CATEGORY, "trash", label="ゴミ出し")


def shown(client: Client, words: str = WORDS, **more: object) -> str:
    response = client.post(POINTED, {"words": words, **more})
    assert response.status_code == 200
    return response.content.decode()


def looks() -> list[list[str]]:
    return list(Entry.objects.filter(verb="voices.look").order_by("pk").values_list("subjects", flat=True))  # fmt: skip


def test_form_asks_with_the_words_in_the_body(coordinator: Client) -> None:
    page = coordinator.get("/voices/hear/").content.decode()
    assert f'hx-post="{POINTED}"' in page
    assert 'hx-include="#id_words, [name=categories]"' in page
    assert coordinator.get(POINTED).status_code == 405


def test_category_comes_up_unticked_with_its_reason(coordinator: Client, trash: Term) -> None:
    page = shown(coordinator)
    assert f'data-category="{trash.pk}">' in page
    assert "「ゴミ」から" in page


def test_ticked_category_stays_whatever_the_words_say(coordinator: Client, trash: Term) -> None:
    assert f'data-category="{trash.pk}" checked>' in shown(coordinator, categories=[str(trash.pk)])
    assert f'data-category="{trash.pk}" checked>' in shown(
        coordinator, "さあねえ", categories=[str(trash.pk)]
    )


@pytest.mark.parametrize("words", ["", "さあねえ"])
def test_words_that_point_to_nothing_show_nothing(
    coordinator: Client, trash: Term, words: str
) -> None:
    assert shown(coordinator, words).strip() == ""


def test_earlier_voice_comes_up_with_what_became_of_it(
    coordinator: Client, town: Town, trash: Term
) -> None:
    answered = make_voice(town, "五階からゴミを運べない", destination="answered")
    page = shown(coordinator)
    assert f'href="{answered.get_absolute_url()}"' in page
    assert "そのままお返事した" in page
    answered.destination = ""
    answered.save()
    assert "行き先はまだありません" in shown(coordinator)


def test_words_of_another_body_do_not_come_up(coordinator: Client, town: Town, trash: Term) -> None:
    hidden = make_voice(town, "五階からゴミを運べない田中", employer=town.council)
    hidden.categories.add(trash)
    page = shown(coordinator)
    assert "これまでの声" not in page
    assert "五階" not in page
    assert "田中" not in page
    assert str(hidden.pk) not in page
    assert looks() == []


def test_voice_that_comes_up_is_noted_once_an_hour(coordinator: Client, town: Town) -> None:
    first = make_voice(town, "五階からゴミを運べない")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        shown(coordinator)
        shown(coordinator, f"{WORDS}ね")
        assert looks() == [[str(first.pk)]]

        second = make_voice(town, "五階からゴミを下ろすのはもう無理")
        shown(coordinator)
        assert looks() == [[str(first.pk)], [str(second.pk)]]

        clock.shift(timedelta(minutes=61))
        coordinator.logout()
        coordinator.force_login(writer(town))
        shown(coordinator)
        assert sorted(looks()[-1]) == sorted([str(first.pk), str(second.pk)])


def test_voice_that_comes_up_is_noted_for_each_person(coordinator: Client, town: Town) -> None:
    make_voice(town, "五階からゴミを運べない")
    shown(coordinator)
    colleague = town.client(Role.COORDINATOR2)
    shown(colleague)
    assert len(looks()) == 2


@pytest.mark.parametrize(
    "said", [{"words": "あ" * (LONGEST_TEXT + 1)}, {"voice": "x"}, {"categories": ["x"]}]
)
def test_what_cannot_be_is_refused(coordinator: Client, said: dict[str, object]) -> None:
    assert coordinator.post(POINTED, said).status_code == 422


def test_voice_that_is_mended_is_not_compared_with_itself(
    coordinator: Client, town: Town, trash: Term
) -> None:
    voice = make_voice(town, WORDS)
    assert voice.get_absolute_url() not in shown(coordinator, voice=str(voice.pk))


def test_page_of_a_voice_proposes_and_one_tap_takes_it(
    coordinator: Client, town: Town, trash: Term
) -> None:
    voice = make_voice(town, WORDS)
    add = f"{voice.get_absolute_url()}categories/{trash.pk}/add/"
    drop = f"{voice.get_absolute_url()}categories/{trash.pk}/drop/"
    page = coordinator.get(voice.get_absolute_url()).content.decode()
    assert f'action="{add}"' in page

    after = coordinator.post(add, follow=True).content.decode()
    assert list(voice.categories.all()) == [trash]
    assert f'action="{add}"' not in after
    assert after.count(f'action="{drop}"') == 2  # taken away, and undone
    assert Entry.objects.get(verb="voices.change").fields == ["categories"]

    coordinator.post(drop)
    assert list(voice.categories.all()) == []


def test_page_of_a_voice_notes_whose_words_show_why(
    coordinator: Client, town: Town, trash: Term
) -> None:
    earlier, voice = make_voice(town, "五階からゴミを運べない"), make_voice(town, WORDS)
    earlier.categories.add(trash)
    page = coordinator.get(voice.get_absolute_url()).content.decode()
    assert earlier.get_absolute_url() in page
    assert looks() == [[str(voice.pk)], [str(earlier.pk)]]


def test_who_may_not_change_a_voice_is_proposed_nothing(town: Town, trash: Term) -> None:
    voice = make_voice(town, WORDS, consent="oral", reach="staff")
    page = town.client(Role.COORDINATOR1).get(voice.get_absolute_url()).content.decode()
    assert WORDS in page
    assert str(trash.pk) not in page


def test_category_of_another_town_cannot_be_taken(coordinator: Client, town: Town) -> None:
    voice = make_voice(town, WORDS)
    foreign = term(make_town("13998", "となり町").municipality, Kind.SUPPORT_CATEGORY, "trash")
    response = coordinator.post(f"{voice.get_absolute_url()}categories/{foreign.pk}/add/")
    assert response.status_code == 404
    assert not Voice.objects.get().categories.exists()


def test_panel_asks_as_much_for_one_voice_as_for_many(
    coordinator: Client, town: Town, trash: Term, django_assert_max_num_queries
) -> None:
    make_voice(town, "五階からゴミを運べない").categories.add(trash)
    with django_assert_max_num_queries(40) as one:
        shown(coordinator)
    for number in range(20):
        make_voice(town, f"五階からゴミを{number}回で運ぶ").categories.add(trash)
    with django_assert_max_num_queries(len(one.captured_queries)):
        shown(coordinator)

"""Writing down what was heard, and the pages that show it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.forms import VoiceForm
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_own_voice, make_voice

pytestmark = pytest.mark.django_db
HEAR = "/voices/hear/"
WORDS = "若い人は頼めばって言うけど、頼むのもねえ"


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def test_words_and_area_are_enough(coordinator: Client, town: Town) -> None:
    response = coordinator.post(HEAR, {"words": WORDS, "near": str(town.sakuradai.pk)})
    voice = Voice.objects.get()
    assert response["Location"] == voice.get_absolute_url()
    assert (voice.words, voice.area, voice.employer) == (WORDS, town.sakuradai, town.centre)
    assert (voice.heard_on, voice.reach, voice.heard_by) == (
        timezone.localdate(),
        Reach.OWN,
        writer(town),
    )
    assert Entry.objects.get(verb="voices.hear").subjects == [str(voice.pk)]


def test_everything_else_is_kept_too(coordinator: Client, town: Town) -> None:
    kind = term(town.municipality, Kind.VOICE_KIND, "trouble")
    means = term(town.municipality, Kind.CONTACT_MEANS, "phone")
    shopping = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")
    tomorrow = timezone.localdate() + timedelta(days=1)
    said = {
        "words": WORDS, "near": "elsewhere", "area": str(town.kashiwagi.pk), "kind": str(kind.pk),
        "categories": [str(shopping.pk)], "called": "赤い帽子の奥さん", "told_by": "娘さん",
        "means": str(means.pk), "place_words": "朝市", "follow_up_on": tomorrow.isoformat(),
        "consent": "oral", "reach": "council",
    }  # fmt: skip
    assert coordinator.post(HEAR, said).status_code == 302
    voice = Voice.objects.get()
    assert (voice.area, voice.kind, voice.means) == (town.kashiwagi, kind, means)
    assert (voice.called, voice.told_by, voice.place_words) == (
        "赤い帽子の奥さん",
        "娘さん",
        "朝市",
    )
    assert (voice.follow_up_on, voice.consent, voice.reach) == (tomorrow, "oral", "council")
    assert list(voice.categories.all()) == [shopping]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"words": ""}, "その人の言葉"),
        ({"near": "elsewhere"}, "地区を選んでください。"),
        ({"heard_on": "2999-01-01"}, "これからの日です。"),
        ({"consent": "", "reach": "staff"}, "ご本人の同意が要ります"),
        ({"near": str(uuid4())}, "どこの声ですか"),
    ],
)
def test_what_is_amiss_is_said_and_nothing_is_lost(
    coordinator: Client, town: Town, said: dict[str, str], sentence: str
) -> None:
    usual = {"words": WORDS, "near": str(town.sakuradai.pk), "called": "赤い帽子の奥さん"}
    response = coordinator.post(HEAR, usual | said)
    page = response.content.decode()
    assert (response.status_code, Voice.objects.count()) == (422, 0)
    assert sentence in page
    assert "赤い帽子の奥さん" in page


def test_area_of_somebody_else_cannot_be_named(coordinator: Client, town: Town) -> None:
    said = {"words": WORDS, "near": "elsewhere", "area": str(town.aoume.pk)}
    assert coordinator.post(HEAR, said).status_code == 422


def test_areas_where_one_heard_last_come_first(coordinator: Client, town: Town) -> None:
    make_voice(town, area=town.kashiwagi)
    page = coordinator.get(HEAR).content.decode()
    assert page.index(f'value="{town.kashiwagi.pk}"') < page.index(f'value="{town.sakuradai.pk}"')


def test_another_body_does_not_learn_whose_words_they_are(town: Town) -> None:
    voice = make_voice(
        town, WORDS, called="赤い帽子の奥さん", told_by="娘さん", consent="oral", reach=Reach.STAFF
    )
    page = town.client(Role.COORDINATOR1).get(voice.get_absolute_url()).content.decode()
    assert WORDS in page
    assert "赤い帽子" not in page
    assert "娘さん" not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["きょう", "きのう", "おととい"]),
        ("?waits=destination", ["おととい", "きょう"]),
        ("?waits=answer", ["おととい"]),
        ("?q=きの", ["きのう"]),
    ],
)
def test_list_shows_the_newest_first_and_what_waits_by_its_age(
    coordinator: Client, town: Town, asked: str, found: list[str]
) -> None:
    today = timezone.localdate()
    make_voice(town, "きょう")
    make_voice(town, "きのう", heard_on=today - timedelta(days=1), destination="answered")
    make_voice(town, "おととい", heard_on=today - timedelta(days=2), follow_up_on=today)
    page = coordinator.get(f"/voices/{asked}").content.decode()
    order = sorted(
        (word for word in ("きょう", "きのう", "おととい") if f">{word}</a>" in page),
        key=lambda word: page.index(f">{word}</a>"),
    )
    assert order == found


def test_of_one_day_what_was_written_down_last_comes_first(coordinator: Client, town: Town) -> None:
    noon = timezone.localtime().replace(hour=12, minute=0)
    for minutes, words in enumerate(("はじめ", "つぎ", "おわり")):
        with time_machine.travel(noon + timedelta(minutes=minutes), tick=False):
            make_voice(town, words, heard_on=noon.date())
    page = coordinator.get("/voices/").content.decode()
    order = sorted(("はじめ", "つぎ", "おわり"), key=lambda word: page.index(f">{word}</a>"))
    assert order == ["おわり", "つぎ", "はじめ"]


def test_list_asks_as_much_of_one_as_of_many(
    coordinator: Client, town: Town, django_assert_max_num_queries
) -> None:
    kind = term(town.municipality, Kind.VOICE_KIND, "trouble")
    make_voice(town, kind=kind)
    with django_assert_max_num_queries(40) as one:
        coordinator.get("/voices/")
    for number in range(30):
        make_voice(town, f"声{number}", kind=kind, area=town.kashiwagi)
    with django_assert_max_num_queries(len(one.captured_queries)):
        coordinator.get("/voices/")


def test_list_goes_on_after_a_page(coordinator: Client, town: Town) -> None:
    for number in range(60):
        make_voice(town, f"声{number:02}です")
    first = coordinator.get("/voices/")
    second = coordinator.get(f"/voices/{first.context['following']}")
    pages = [{voice.pk for voice in page.context["voices"]} for page in (first, second)]
    assert [len(page) for page in pages] == [50, 10]
    assert not pages[0] & pages[1]


def test_answer_is_kept_and_taken_back(coordinator: Client, town: Town) -> None:
    voice = make_voice(town)
    page, today = voice.get_absolute_url(), timezone.localdate()
    coordinator.post(f"{page}answer/", {"words": "電話でお伝えした", "on": today.isoformat()})
    voice.refresh_from_db()
    assert (voice.answers.get().words, voice.answered_on, voice.destination) == (
        "電話でお伝えした",
        today,
        "answered",
    )

    coordinator.post(f"{page}answers/{voice.answers.get().pk}/take-back/")
    voice.refresh_from_db()
    assert (voice.answers.count(), voice.answered_on, voice.destination) == (0, None, "")


def test_answer_of_a_day_to_come_is_refused(coordinator: Client, town: Town) -> None:
    voice = make_voice(town)
    said = {"words": "電話でお伝えした", "on": "2999-01-01"}
    response = coordinator.post(f"{voice.get_absolute_url()}answer/", said)
    assert response.status_code == 422
    assert "これからの日です" in response.content.decode()


def test_withdrawn_voice_is_gone_and_comes_back(coordinator: Client, town: Town) -> None:
    voice = make_voice(town)
    page = voice.get_absolute_url()
    assert coordinator.post(f"{page}withdraw/")["Location"] == "/voices/"
    gone = coordinator.get(page).content.decode()
    assert ("取り下げた声" in gone, voice.words in gone, f"{page}restore/" in gone) == (
        True,
        False,
        True,
    )
    assert coordinator.post(f"{page}restore/")["Location"] == page
    assert voice.words in coordinator.get(page).content.decode()


def test_file_holds_the_words_without_names_and_is_noted(coordinator: Client, town: Town) -> None:
    voice = make_voice(town, WORDS, called="赤い帽子の奥さん")
    response = coordinator.get("/voices/export/?format=csv")
    told = b"".join(response.streaming_content).decode("utf-8-sig")
    assert WORDS in told
    assert "赤い帽子" not in told
    entry = Entry.objects.get(verb="voices.export")
    assert entry.subjects == [str(voice.pk)]


def test_every_look_is_noted(coordinator: Client, town: Town) -> None:
    voice = make_voice(town, called="赤い帽子の奥さん")
    coordinator.get("/voices/")
    coordinator.get(voice.get_absolute_url())
    entries = Entry.objects.filter(verb="voices.look").order_by("at")
    assert [(one.subjects, one.fields) for one in entries] == [
        ([str(voice.pk)], ["words"]),
        ([str(voice.pk)], ["called", "words"]),
    ]


def test_form_left_open_widens_nothing_that_was_narrowed_meanwhile(
    coordinator: Client, town: Town
) -> None:
    voice = make_voice(town, WORDS, reach=Reach.STAFF, consent="oral")
    address = f"/voices/{voice.pk}/change/"
    said = {"words": WORDS, "near": str(town.sakuradai.pk), "consent": "oral"}

    def send(seen: str, reach: str):
        return coordinator.post(address, said | {"seen": seen, "reach": reach})

    def reach() -> str:
        return Voice.objects.get().reach

    opened = voice.updated_at.isoformat()
    assert send(opened, Reach.OWN).status_code == 302
    refused = send(opened, Reach.STAFF)
    page = refused.content.decode()
    assert (refused.status_code, reach()) == (422, Reach.OWN)
    assert "言葉を伝えてよい範囲は、いま「聴いた所属先だけ」です。" in page
    again = re.search(r'name="seen" value="([^"]+)"', page)[1]
    assert (send(again, Reach.STAFF).status_code, reach()) == (302, Reach.STAFF)


@pytest.mark.parametrize("seen", ["", "x", "x" * 41, None])
def test_form_that_does_not_say_what_it_saw_changes_nothing(
    coordinator: Client, town: Town, seen: str | None
) -> None:
    voice = make_voice(town, WORDS)
    said = {"words": "ほかの言葉", "near": str(town.sakuradai.pk)}
    told = said if seen is None else said | {"seen": seen}
    page = coordinator.post(f"/voices/{voice.pk}/change/", told)
    assert (page.status_code, Voice.objects.get().words) == (422, WORDS)
    assert "声が直されています" in page.content.decode()
    again = re.search(r'name="seen" value="([^"]+)"', page.content.decode())[1]
    assert (
        coordinator.post(f"/voices/{voice.pk}/change/", said | {"seen": again}).status_code == 302
    )


def test_change_that_comes_between_is_told_in_the_form(
    coordinator: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = make_voice(town, WORDS)

    def meanwhile(_form: VoiceForm) -> bool:
        valid = is_valid(_form)
        Voice.objects.get().save()
        return valid

    is_valid = VoiceForm.is_valid
    monkeypatch.setattr(VoiceForm, "is_valid", meanwhile)
    said = {"near": str(town.sakuradai.pk), "seen": voice.updated_at.isoformat()}
    page = coordinator.post(f"/voices/{voice.pk}/change/", said | {"words": "ほかの言葉"})
    assert (page.status_code, Voice.objects.get().words) == (422, WORDS)
    assert ["声が直されています" in page.content.decode()] == [True]


def test_words_that_came_by_form_are_read_while_the_rest_is_mended(
    coordinator: Client, town: Town
) -> None:
    voice = make_own_voice(town, WORDS)
    page = coordinator.get(f"/voices/{voice.pk}/change/").content.decode()
    assert (WORDS in page, 'name="words"' in page) == (True, False)


def test_what_was_taken_back_yesterday_stays_taken_back(coordinator: Client, town: Town) -> None:
    day = timezone.localdate() - timedelta(days=1)
    voice = make_voice(town, WORDS, withdrawn_on=day)
    assert coordinator.post(f"/voices/{voice.pk}/restore/").status_code == 404
    assert Voice.objects.get().withdrawn_on == day
    gone = coordinator.get(voice.get_absolute_url()).content.decode()
    assert (f"{day.month}月{day.day}日" in gone, WORDS in gone, "/restore/" in gone) == (
        True,
        False,
        False,
    )


def test_promise_of_a_day_that_is_over_is_refused_and_says_which_to_choose(
    coordinator: Client, town: Town
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    said = {"words": WORDS, "near": str(town.sakuradai.pk), "follow_up_on": yesterday.isoformat()}

    page = coordinator.post(HEAR, said)

    assert (page.status_code, Voice.objects.exists()) == (422, False)
    assert "今日かこれからの日で選んでください" in page.content.decode()


def test_promise_that_was_not_kept_in_time_stays_while_the_rest_is_mended(
    coordinator: Client, town: Town
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    voice = make_voice(town, heard_on=yesterday, follow_up_on=yesterday)
    said = {
        "words": WORDS, "near": str(town.sakuradai.pk), "follow_up_on": yesterday.isoformat(),
        "seen": voice.updated_at.isoformat(),
    }  # fmt: skip

    coordinator.post(f"{voice.get_absolute_url()}change/", said)

    voice.refresh_from_db()
    assert (voice.words, voice.follow_up_on) == (WORDS, yesterday)


@pytest.mark.parametrize(
    ("gone", "main"), [({}, "できることにする"), ({"destination": "need"}, "お返事したと記録する")]
)
def test_page_of_a_voice_has_one_main_action(
    coordinator: Client, town: Town, gone: dict[str, str], main: str
) -> None:
    url = {"destination_url": "/needs/x/"} if gone else {}
    page = coordinator.get(make_voice(town, **gone, **url).get_absolute_url()).content.decode()

    found = re.findall(
        r'class="button(?: is-big)?"[^>]*>([^<]+)<',
        page[page.index("<main") : page.index("</main")],
    )
    assert found == [main]

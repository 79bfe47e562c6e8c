"""声の用紙: numbered, printed, typed back in seconds, and found by telephone."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Posting, Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.calc import slip_numbers
from sasaeai.search import queries as search
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions, numbers
from sasaeai.voices.models import Slip, Voice
from tests.factories.areas import LONG_AGO, Town
from tests.factories.people import writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_own_voice, make_slip, make_voice
from tests.paper import reading

pytestmark = pytest.mark.django_db
SLIPS, TAKE, PRINT = "/voices/slips/", "/voices/slips/take/", "/voices/slips/print/"
WORDS = "ごみ出しの日に腰が痛い"


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def told(client: Client, slip: Slip) -> str:
    """Return what somebody reads who looks up a number, without the readings that only residents see."""
    page = client.get(SLIPS, {"number": str(slip)}).content.decode()
    return re.sub(r"<rt>.*?</rt>|</?ruby>", "", page)


def test_slips_are_printed_two_to_a_sheet_each_with_its_number(
    town: Town, coordinator: Client
) -> None:
    response = coordinator.post(PRINT, {"sheets": "3", "area": str(town.sakuradai.pk)})
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert reading.pages(response.content) == 3
    slips = list(Slip.objects.all())
    assert len({slip.number for slip in slips}) == 6
    assert {(one.employer, one.area, one.printed_by, one.voice) for one in slips} == {
        (town.centre, town.sakuradai, writer(town), None)
    }
    entry = Entry.objects.get(verb="voices.print_slips")
    assert set(entry.subjects) == {str(slip.pk) for slip in slips}


@reading.needs_pdftotext
@pytest.mark.parametrize(
    ("public", "is_open", "is_told"),
    [
        ("https://sasae.example.jp", True, True),
        ("https://sasae.example.jp", False, False),
        ("", True, False),
    ],
)
def test_slip_says_number_area_body_and_telephone_and_the_way_to_the_form_where_it_is_open(
    town: Town, coordinator: Client, tmp_path: Path, settings, public: str, *, is_open: bool, is_told: bool
) -> None:  # fmt: skip
    settings.PUBLIC_URL = public
    town.municipality.portal_open = is_open
    town.municipality.save()
    sheet = coordinator.post(PRINT, {"sheets": "1", "area": str(town.sakuradai.pk)}).content
    told = "".join(reading.words(sheet, tmp_path))
    wanted = [str(slip) for slip in Slip.objects.all()]
    wanted += ["桜台", "ささえ市地域包括支援センターの担当者が読みます", "042-000-1234"]
    assert [words for words in wanted if words not in told] == []
    assert ("スマートフォンからも" in told) is is_told


@reading.needs_pdftotext
def test_slip_speaks_the_language_of_whoever_prints_it(
    town: Town, coordinator: Client, tmp_path: Path
) -> None:
    sheet = coordinator.post(PRINT, {"sheets": "1"}, headers={"accept-language": "en"}).content
    told = "".join(reading.words(sheet, tmp_path)).replace(town.centre.name, "")
    assert "Numberofthevoice" in told
    assert re.findall("[ぁ-ヿ㐀-鿿]+", told) == []


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"sheets": "0"}, "1以上"),
        ({"sheets": "51"}, "50以下"),
        ({"sheets": "たくさん"}, "数字だけで"),
        ({"sheets": ""}, "ここを書いてください"),
    ],
)
def test_odd_number_of_sheets_gets_a_sentence(
    coordinator: Client, asked: dict[str, str], sentence: str
) -> None:
    response = coordinator.post(PRINT, asked)
    assert (response.status_code, Slip.objects.count()) == (422, 0)
    assert sentence in response.content.decode()


def test_slips_are_for_areas_and_bodies_of_ones_own(town: Town) -> None:
    user = town.user(Role.COORDINATOR2)
    Posting.objects.create(
        municipality=town.municipality, user=user, role=Role.COORDINATOR2, area=town.east,
        employer=town.council, since=LONG_AGO,
    )  # fmt: skip
    client = Client()
    client.force_login(user)
    asked = {"sheets": "1", "area": str(town.aoume.pk), "employer": str(town.centre.pk)}
    refused = client.post(PRINT, asked)
    assert refused.status_code == 422
    assert "この所属先で受け持っている地区" in refused.content.decode()
    assert client.post(PRINT, asked | {"employer": str(town.council.pk)}).status_code == 200
    assert {slip.employer for slip in Slip.objects.all()} == {town.council}


@pytest.mark.parametrize("area", ["aoume", None])
def test_action_numbers_no_slip_for_others(town: Town, area: str | None) -> None:
    viewer, of = town.viewer(Role.COORDINATOR2), area and getattr(town, area)
    employer = town.centre if area else town.council
    with pytest.raises(DomainError, match="受け持ちの地区"):
        actions.print_slips(viewer, 2, employer=employer, area=of)
    assert not Slip.objects.exists()


def test_number_that_is_taken_is_drawn_again(town: Town) -> None:
    slip = make_slip(town)
    taken = next(p for p in range(10**6) if slip_numbers.numbered(p) == slip.number)
    drawn = iter([taken, 7, taken, 7, 8])
    found = numbers.unused(town.municipality.pk, 2, draw=lambda _count: next(drawn))
    assert found == [slip_numbers.numbered(7), slip_numbers.numbered(8)]


def test_number_and_words_are_enough(town: Town, coordinator: Client) -> None:
    slip = make_slip(town, area=town.kashiwagi)
    response = coordinator.post(TAKE, {"number": str(slip), "words": WORDS})
    assert response["Location"] == TAKE
    slip.refresh_from_db()
    voice = slip.voice
    assert (voice.words, voice.area, voice.employer) == (WORDS, town.kashiwagi, town.centre)
    assert (voice.came_by, voice.heard_by, voice.heard_on) == ("slip", None, timezone.localdate())
    assert (voice.reach, voice.consent, voice.read_on) == ("own", "", None)
    entry = Entry.objects.get(verb="voices.take_slip")
    assert (entry.actor, entry.subjects) == (writer(town).pk, [str(voice.pk)])
    page = coordinator.get(TAKE).content.decode()
    assert f"{slip}を書き写しました。" in page
    assert WORDS not in page


def test_what_else_stands_on_the_slip_is_kept_too(town: Town, coordinator: Client) -> None:
    slip = make_slip(town, area=town.sakuradai)
    more = {
        "area": str(town.kashiwagi.pk), "called": "柏木の者", "reply_to": "042-555-0100",
        "reach": "council",
    }  # fmt: skip
    coordinator.post(TAKE, {"number": slip.number, "words": WORDS, **more})
    voice = Voice.objects.get()
    assert (voice.area, voice.called, voice.reply_to) == (
        town.kashiwagi,
        "柏木の者",
        "042-555-0100",
    )
    assert (voice.reach, voice.consent) == ("council", "paper")


def other_slips(town: Town, next_town: Town) -> dict[str, str]:
    """Return numbers with which nothing can be typed back, by why."""
    make_own_voice(town, by=Voice.CameBy.SLIP)
    used = Slip.objects.latest("created_at")
    unknown = slip_numbers.numbered(123)
    return {
        "unknown": unknown,
        "another town's": str(make_slip(next_town)),
        "used": str(used),
        "another body's": str(make_slip(town, employer=town.council)),
        "another area's": str(make_slip(town, area=town.aoume)),
        "no area": str(make_slip(town)),
        "mistyped": "1234-5678",
        "too short": "1234",
        "no number": "あいう",
        "empty": "",
    }


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("unknown", "この番号の用紙は、この町にはありません。"),
        ("another town's", "この番号の用紙は、この町にはありません。"),
        ("used", "この番号の声は、もう届いています。"),
        ("another body's", "この用紙はささえ市社会福祉協議会のものです。"),
        ("another area's", "青梅を受け持つ方に渡してください。"),
        ("no area", "どこの声かを選んでください。"),
        ("mistyped", "どこかの数字がちがうようです。"),
        ("too short", "いまは4けたです。"),
        ("no number", "数字8けたで書いてください。"),
        ("empty", "ここを書いてください。"),
    ],
)
def test_number_that_is_amiss_gets_a_sentence_and_nothing_is_lost(
    town: Town, next_town: Town, coordinator: Client, why: str, sentence: str
) -> None:
    number = other_slips(town, next_town)[why]
    before = Voice.objects.count()
    response = coordinator.post(TAKE, {"number": number, "words": WORDS, "called": "柏木の者"})
    page = response.content.decode()
    assert (response.status_code, Voice.objects.count()) == (422, before)
    assert sentence in page
    assert [words in page for words in (WORDS, "柏木の者", number)] == [True] * 3


def test_slip_without_an_area_takes_the_one_that_is_written_there(
    town: Town, coordinator: Client
) -> None:
    slip = make_slip(town)
    coordinator.post(TAKE, {"number": str(slip), "words": WORDS, "area": str(town.sakuradai.pk)})
    assert Voice.objects.get().area == town.sakuradai


def test_second_of_two_who_type_the_same_slip_reads_a_sentence(town: Town) -> None:
    viewer, slip = town.viewer(Role.COORDINATOR2), make_slip(town, area=town.sakuradai)
    stale = Slip.objects.get(pk=slip.pk)
    actions.take_slip(viewer, slip, Voice(words=WORDS, area=town.sakuradai))
    with pytest.raises(DomainError, match="もう届いています"):
        actions.take_slip(viewer, stale, Voice(words="二度め", area=town.sakuradai))
    assert [voice.words for voice in Voice.objects.all()] == [WORDS]


def test_action_types_nothing_for_others(town: Town) -> None:
    slip = make_slip(town, employer=town.council)
    with pytest.raises(DomainError, match="受け持ちの地区と所属先"):
        actions.take_slip(
            town.viewer(Role.COORDINATOR2), slip, Voice(words=WORDS, area=town.sakuradai)
        )
    assert not Voice.objects.exists()


def test_typing_is_undone_and_the_slip_can_be_typed_again(town: Town, coordinator: Client) -> None:
    slip = make_slip(town, area=town.sakuradai)
    coordinator.post(TAKE, {"number": str(slip), "words": "まちがえた言葉"})
    undo = re.search(r'action="(/voices/slips/[^"]+/take-back/)"', coordinator.get(TAKE).content.decode())[1]  # fmt: skip
    coordinator.post(undo)
    found = search.matching("voice", "まちがえた", municipality=town.municipality.pk)
    assert (Voice.objects.count(), found.exists()) == (0, False)
    assert coordinator.post(undo).status_code == 404
    coordinator.post(TAKE, {"number": str(slip), "words": WORDS})
    assert Voice.objects.get().words == WORDS


@pytest.mark.parametrize(
    "since", [{"read_on": LONG_AGO}, {"answered_on": LONG_AGO}, {"destination": "answered"}]
)
def test_what_somebody_has_dealt_with_is_not_thrown_away(
    town: Town, coordinator: Client, since: dict
) -> None:
    voice = make_own_voice(town, by=Voice.CameBy.SLIP, **since)
    response = coordinator.post(f"/voices/slips/{voice.slip.pk}/take-back/", follow=True)
    assert "もうだれかが読んでいます" in response.content.decode()
    assert Voice.objects.filter(pk=voice.pk).exists()


def test_slip_of_another_area_is_thrown_away_by_nobody_of_this(
    town: Town, coordinator: Client
) -> None:
    voice = make_own_voice(town, by=Voice.CameBy.SLIP, area=town.aoume)
    assert coordinator.post(f"/voices/slips/{voice.slip.pk}/take-back/").status_code == 403
    with pytest.raises(DomainError, match="受け持ちの地区と所属先"):
        actions.take_back_slip(town.viewer(Role.COORDINATOR2), voice.slip)
    assert Voice.objects.filter(pk=voice.pk).exists()


def test_slip_is_thrown_away_on_the_day_it_was_typed_alone(town: Town, coordinator: Client) -> None:
    voice = make_own_voice(town, by=Voice.CameBy.SLIP)
    Voice.objects.update(created_at=timezone.now() - timedelta(days=1))
    page = coordinator.post(f"/voices/slips/{voice.slip.pk}/take-back/", follow=True)
    assert "書き写した日をすぎたか" in page.content.decode()
    assert Voice.objects.exists()


def test_what_was_added_to_is_not_thrown_away_and_what_was_seen_is(town: Town) -> None:
    viewer, slips = town.viewer(Role.COORDINATOR2), [make_slip(town) for _slip in range(2)]
    for slip in slips:
        actions.take_slip(viewer, slip, Voice(words=WORDS, area=town.sakuradai))
    seen, filed = (Slip.objects.get(pk=slip.pk) for slip in slips)
    actions.look(viewer, [seen.voice, filed.voice])
    shopping = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")
    actions.categorise(viewer, filed.voice, add=[shopping])
    with pytest.raises(DomainError, match="書きたされています"):
        actions.take_back_slip(viewer, filed)
    actions.take_back_slip(viewer, seen)
    assert [*Voice.objects.all()] == [filed.voice]


def test_photo_goes_with_what_is_thrown_away(
    town: Town, settings, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    settings.MEDIA_ROOT = tmp_path
    voice = make_own_voice(town, by=Voice.CameBy.SLIP)
    voice.photo.save("p.jpg", ContentFile(b"photo"))
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_back_slip(town.viewer(Role.COORDINATOR2), voice.slip)
        assert Path(voice.photo.path).exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_came_by_the_form_is_thrown_away_by_nobody(town: Town) -> None:
    voice = make_own_voice(town)
    with pytest.raises(DomainError, match="もうだれかが読んでいます"):
        actions.take_back_slip(town.viewer(Role.COORDINATOR2), voice.slip)


def test_slip_of_another_body_cannot_be_undone(town: Town, coordinator: Client) -> None:
    voice = make_own_voice(town, by=Voice.CameBy.SLIP, employer=town.council)
    assert coordinator.post(f"/voices/slips/{voice.slip.pk}/take-back/").status_code == 404


def test_number_tells_what_became_of_the_words_and_not_the_words(town: Town) -> None:
    voice = make_own_voice(
        town, WORDS, by=Voice.CameBy.SLIP, answer="木曜に伺います", answered_on=LONG_AGO
    )
    page = told(town.client(Role.OFFICER), voice.slip)
    assert ("お返事しました。" in page, "木曜に伺います" in page) == (True, True)
    assert [words in page for words in (WORDS, voice.get_absolute_url())] == [False, False]
    entry = Entry.objects.get(verb="voices.look_up")
    assert (entry.subjects, entry.fields) == ([str(voice.pk)], ["answer"])


def test_number_leads_those_who_may_read_it_to_the_voice(town: Town, coordinator: Client) -> None:
    voice = make_own_voice(town)
    page = coordinator.get(SLIPS, {"number": str(voice.slip)}).content.decode()
    assert voice.get_absolute_url() in page


def test_number_of_a_voice_that_was_taken_back_tells_just_that(
    town: Town, coordinator: Client
) -> None:
    voice = make_own_voice(
        town, WORDS, by=Voice.CameBy.SLIP, withdrawn_on=LONG_AGO, withdrawn_by_self=True
    )
    page = told(coordinator, voice.slip)
    assert "取り下げました。言葉はだれにも見えません。" in page
    assert [words in page for words in (WORDS, voice.get_absolute_url())] == [False, False]


def test_number_of_a_slip_that_has_not_come_back_leads_to_typing_it(
    town: Town, coordinator: Client
) -> None:
    slip = make_slip(town)
    page = coordinator.get(SLIPS, {"number": str(slip)}).content.decode()
    assert "まだ戻ってきていません" in page
    assert f"{TAKE}?number={slip.number}" in page
    assert not Entry.objects.filter(verb="voices.look_up").exists()
    typing = coordinator.get(TAKE, {"number": slip.number}).content.decode()
    assert f'value="{slip.number}"' in typing


@pytest.mark.parametrize("why", ["unknown", "another town's", "mistyped", "no number", "empty"])
def test_number_that_nobody_has_gets_a_sentence(
    town: Town, next_town: Town, coordinator: Client, why: str
) -> None:
    response = coordinator.get(SLIPS, {"number": other_slips(town, next_town)[why]})
    assert response.status_code == 422
    assert "あと1か所、見直してください" in response.content.decode()


def test_voice_that_was_heard_has_no_number_on_its_page(town: Town, coordinator: Client) -> None:
    pages = [
        coordinator.get(voice.get_absolute_url()).content.decode()
        for voice in (make_voice(town), make_own_voice(town))
    ]
    assert ["声の番号" in page for page in pages] == [False, True]

"""What residents write themselves: to whom it comes, who reads it, what is erased, what is theirs alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.areas.visibility import STAFF
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.search import queries as search
from sasaeai.voices import actions, queries
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import LONG_AGO, Town
from tests.factories.people import writer
from tests.factories.voices import make_own_voice, make_voice

pytestmark = pytest.mark.django_db
CAME = (Voice.CameBy.FORM, Voice.CameBy.SLIP)


def said(town: Town, words: str = "将棋の相手がほしい", **values) -> Voice:
    """Return what a resident of 桜台 says on the town's page, not kept yet."""
    return Voice(words=words, area=values.pop("area", town.sakuradai), **values)


def receive(town: Town, **values) -> Voice:
    voice = said(town, **values)
    actions.receive(resident(town.municipality.pk), voice)
    return voice


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def test_voice_comes_to_the_nearest_second_layer(town: Town) -> None:
    town.user(Role.COORDINATOR1)
    town.user(Role.OFFICER)
    town.user(Role.COORDINATOR2)
    town.user(Role.COORDINATOR2, area=town.root, employer=town.city)
    assert receive(town).employer == town.centre


@pytest.mark.parametrize(
    ("roles", "body"),
    [
        ((Role.OFFICER, Role.COORDINATOR1, Role.WORK_COORDINATOR), "council"),
        ((Role.OFFICER, Role.WORK_COORDINATOR, Role.COUNCIL_MEMBER), "city"),
    ],
)
def test_voice_comes_to_whoever_looks_after_the_whole_town_where_nobody_is_nearer(
    town: Town, roles: tuple[Role, ...], body: str
) -> None:
    for role in roles:
        town.user(role)
    assert receive(town).employer == getattr(town, body)


def test_voice_never_comes_to_those_who_no_longer_work_there(town: Town) -> None:
    town.user(Role.OFFICER)
    town.user(Role.COORDINATOR2, until=LONG_AGO)
    gone = town.user(Role.COORDINATOR2, employer=town.council)
    gone.is_active = False
    gone.save()
    town.user(Role.COORDINATOR2)
    town.centre.until = LONG_AGO
    town.centre.save()
    assert receive(town).employer == town.city


def test_voice_that_nobody_would_read_is_not_taken(town: Town) -> None:
    with pytest.raises(DomainError, match="お電話でお聞かせください"):
        receive(town)
    assert not Voice.objects.exists()


def test_voice_of_another_towns_area_is_not_taken(town: Town, next_town: Town) -> None:
    town.user(Role.OFFICER)
    with pytest.raises(DomainError, match="お住まいの地区"):
        receive(town, area=next_town.sakuradai)


def test_voice_is_kept_as_nobodys_hearing_and_noted_as_a_residents(town: Town) -> None:
    town.user(Role.COORDINATOR2)
    voice = receive(town)
    voice.refresh_from_db()
    kept = (voice.came_by, voice.heard_by, voice.heard_on, voice.reach, voice.consent)
    assert kept == ("form", None, timezone.localdate(), Reach.OWN, "")
    entry = Entry.objects.get(verb="voices.receive")
    assert (entry.actor, entry.municipality) == (None, town.municipality.pk)
    assert entry.subjects == [str(voice.pk)]


def test_ticking_how_far_the_words_go_is_the_consent(town: Town) -> None:
    town.user(Role.COORDINATOR2)
    voice = receive(town, reach=Reach.COUNCIL)
    assert (voice.reach, voice.consent) == (Reach.COUNCIL, Voice.Consent.SCREEN)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["sakuradai", "aoume", "root"]),
            st.sampled_from(["city", "council", "centre"]),
            st.sampled_from(list(Reach)),
            st.sampled_from(CAME),
        ),
        max_size=6,
    ),
    st.sampled_from(list(STAFF)),
)
def test_who_wrote_a_voice_changes_nothing_of_who_reads_it(town: Town, told, role: Role) -> None:
    Voice.objects.all().delete()
    viewer = town.viewer(role)
    (post,) = viewer.posts
    expected, unread = set(), set()
    for number, (area, employer, reach, came_by) in enumerate(told):
        voice = make_voice(
            town, f"声{number}", area=getattr(town, area), employer=getattr(town, employer),
            reach=reach, consent="" if reach == Reach.OWN else "screen", came_by=came_by,
        )  # fmt: skip
        is_own = voice.employer_id == post.employer
        if voice.area.path.startswith(post.path) and (is_own or reach != Reach.OWN):
            expected.add(voice.words)
        if voice.area.path.startswith(post.path) and is_own:
            unread.add(voice.words)
    assert {one.words for one in queries.visible_to(viewer)} == expected
    assert {one.words for one in queries.unread(viewer)} == unread


def test_voice_is_read_once_somebody_of_its_body_opens_it(town: Town, coordinator: Client) -> None:
    voice = make_own_voice(town, reach=Reach.STAFF, consent="screen")
    town.client(Role.OFFICER).get(voice.get_absolute_url())
    voice.refresh_from_db()
    assert voice.read_on is None

    coordinator.get(voice.get_absolute_url())
    voice.refresh_from_db()
    assert voice.read_on == timezone.localdate()


def test_voice_that_somebody_heard_is_never_unread(town: Town, coordinator: Client) -> None:
    voice = make_voice(town)
    assert not queries.unread(town.viewer(Role.COORDINATOR2)).exists()
    coordinator.get(voice.get_absolute_url())
    voice.refresh_from_db()
    assert voice.read_on is None


def test_today_and_list_lead_to_what_nobody_has_read(town: Town, coordinator: Client) -> None:
    read = make_own_voice(town, "読んだ声", read_on=LONG_AGO)
    make_own_voice(town, "読んでいない声")
    make_voice(town, "だれかが聴いた声")
    today = coordinator.get("/today/").content.decode()
    assert "まだ読んでいない声が1件あります" in today
    assert "/voices/?waits=unread" in today

    page = coordinator.get("/voices/?waits=unread").content.decode()
    assert [
        f">{words}<" in page for words in ("読んでいない声", "読んだ声", "だれかが聴いた声")
    ] == [
        True,
        False,
        False,
    ]
    read.refresh_from_db()
    assert read.read_on == LONG_AGO


def test_today_says_nothing_where_all_is_read(town: Town, coordinator: Client) -> None:
    assert "住民の方からの声" not in coordinator.get("/today/").content.decode()


def test_promises_to_residents_come_up_for_everybody_of_the_body(town: Town) -> None:
    today = timezone.localdate()
    make_own_voice(town, "ご自分で書いた約束", follow_up_on=today)
    make_own_voice(
        town,
        "よその約束",
        employer=town.council,
        follow_up_on=today,
        reach="staff",
        consent="screen",
    )
    make_voice(town, "ほかの人が聴いた約束", follow_up_on=today)
    viewer = town.viewer(Role.COORDINATOR2)
    assert [one.words for one in queries.promised(viewer)] == ["ご自分で書いた約束"]


def test_reply_to_is_shown_to_the_body_it_came_to_alone_and_each_look_noted(
    town: Town, coordinator: Client
) -> None:
    voice = make_own_voice(town, reply_to="042-555-0100", reach=Reach.STAFF, consent="screen")
    url = voice.get_absolute_url()
    own, other = (
        client.get(url).content.decode() for client in (coordinator, town.client(Role.OFFICER))
    )
    assert ("042-555-0100" in own, "042-555-0100" in other) == (True, False)
    fields = [one.fields for one in Entry.objects.filter(verb="voices.look").order_by("pk")]
    assert fields == [["reply_to", "words"], ["words"]]


def test_reply_to_is_in_no_list_file_or_index(town: Town, coordinator: Client) -> None:
    make_own_voice(town, reply_to="042-555-0100")
    listed = coordinator.get("/voices/").content.decode()
    file = b"".join(coordinator.get("/voices/export/?format=csv").streaming_content).decode()
    found = search.matching("voice", "042-555-0100", municipality=town.municipality.pk)
    assert ("042-555-0100" in listed, "042-555" in file, found.exists()) == (False,) * 3


def test_reply_to_is_erased_with_the_answer_and_stays_so(town: Town, coordinator: Client) -> None:
    voice = make_own_voice(town, reply_to="042-555-0100")
    url, today = voice.get_absolute_url(), timezone.localdate()
    coordinator.post(f"{url}answer/", {"words": "お電話しました", "on": today.isoformat()})
    voice.refresh_from_db()
    assert (voice.answers.get().words, voice.reply_to) == ("お電話しました", "")
    assert "reply_to" in Entry.objects.get(verb="voices.answer").fields

    coordinator.post(f"{url}answers/{voice.answers.get().pk}/take-back/")
    voice.refresh_from_db()
    assert (voice.answered_on, voice.reply_to) == (None, "")


def test_answer_to_whoever_left_no_number_erases_none(town: Town) -> None:
    voice, viewer = make_own_voice(town), town.viewer(Role.COORDINATOR2)
    actions.answer(viewer, voice, words="お返事", on=viewer.today)
    assert Entry.objects.get(verb="voices.answer").fields == [
        "answer",
        "answered_on",
        "destination",
    ]


@pytest.mark.parametrize("who", ["staff", "self"])
def test_reply_to_is_erased_where_the_words_are_taken_back(town: Town, who: str) -> None:
    viewer = town.viewer(Role.COORDINATOR2) if who == "staff" else resident(town.municipality.pk)
    voice = make_own_voice(town, reply_to="042-555-0100")
    actions.withdraw(viewer, voice)
    voice.refresh_from_db()
    assert (voice.reply_to, voice.withdrawn_by_self) == ("", who == "self")


def test_table_keeps_no_number_of_what_was_taken_back(town: Town) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_own_voice(town, reply_to="042-555-0100", withdrawn_on=LONG_AGO)


def test_number_stays_for_whoever_calls_again_until_it_is_erased(
    town: Town, coordinator: Client
) -> None:
    voice = make_own_voice(town, reply_to="042-555-0100")
    url, today = voice.get_absolute_url(), timezone.localdate().isoformat()
    coordinator.post(f"{url}answer/", {"words": "さがしています", "on": today, "calls_again": "on"})
    assert "042-555-0100" in coordinator.get(url).content.decode()

    for _press in range(2):
        coordinator.post(f"{url}forget-reply-to/")

    voice.refresh_from_db()
    assert (voice.answers.get().words, voice.reply_to) == ("さがしています", "")
    assert [one.fields for one in Entry.objects.filter(verb="voices.forget_reply_to")] == [
        ["reply_to"]
    ]


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ({"reply_to": "042-555-0100"}, False),
        ({"reply_to": "042-555-0100", "destination_url": "/needs/1/"}, True),
        ({}, None),
    ],
)
def test_form_offers_to_keep_a_number_where_there_is_one(
    town: Town, coordinator: Client, values: dict, offered
) -> None:
    form = coordinator.get(make_own_voice(town, **values).get_absolute_url()).context["form"]
    found = form["calls_again"].initial if "calls_again" in form.fields else None
    assert found is offered


@pytest.mark.parametrize(("came_by", "is_heard"), [("heard", False), ("form", True)])
def test_table_knows_who_heard_or_that_nobody_did(
    town: Town, came_by: str, *, is_heard: bool
) -> None:
    voice = make_voice(town)
    voice.came_by, voice.heard_by = came_by, writer(town) if is_heard else None
    with pytest.raises(IntegrityError), transaction.atomic():
        voice.save()


def test_what_somebody_took_back_themselves_nobody_else_gives_back(
    town: Town, coordinator: Client
) -> None:
    voice, viewer = make_own_voice(town), resident(town.municipality.pk)
    actions.withdraw(viewer, voice)
    assert coordinator.post(f"{voice.get_absolute_url()}restore/").status_code == 404
    with pytest.raises(DomainError, match="もう戻せません"):
        actions.restore(town.viewer(Role.COORDINATOR2), voice)

    actions.restore(viewer, voice)
    assert coordinator.get(voice.get_absolute_url()).status_code == 200


def test_nothing_is_added_to_what_was_taken_back_meanwhile(town: Town) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_own_voice(town)
    actions.withdraw(resident(town.municipality.pk), Voice.objects.get(pk=voice.pk))
    with pytest.raises(DomainError, match="取り下げられました"):
        actions.change(viewer, voice, seen=voice.updated_at, changed=["called"])
    voice.refresh_from_db()
    assert voice.withdrawn_on == viewer.today


@pytest.mark.parametrize(
    ("came_by", "fields"),
    [("heard", ["words"]), ("form", ["reply_to"]), ("slip", ["words", "reply_to"])],
)
def test_words_are_mended_only_by_those_who_wrote_them_down(
    town: Town, coordinator: Client, came_by: str, fields: list[str]
) -> None:
    voice = make_voice(town, came_by=came_by)
    page = coordinator.get(f"{voice.get_absolute_url()}change/").content.decode()
    found = [name for name in ("words", "reply_to") if f'name="{name}"' in page]
    assert found == fields


def test_number_to_call_can_be_added_until_it_was_answered(town: Town, coordinator: Client) -> None:
    voice = make_own_voice(town)
    url = f"{voice.get_absolute_url()}change/"
    sent = {"near": str(town.sakuradai.pk), "reply_to": "042-555-0100"}
    sent["seen"] = voice.updated_at.isoformat()
    assert coordinator.post(url, sent).status_code == 302
    voice.refresh_from_db()
    assert (voice.reply_to, voice.words) == ("042-555-0100", "日曜にだれとも話さないことがあります")

    actions.answer(town.viewer(Role.COORDINATOR2), voice, words="済", on=timezone.localdate())
    assert 'name="reply_to"' not in coordinator.get(url).content.decode()


def test_staff_never_say_that_somebody_chose_on_the_screen(town: Town, coordinator: Client) -> None:
    heard, chosen = make_voice(town), make_own_voice(town, reach="staff", consent="screen")
    pages = [
        coordinator.get(f"{voice.get_absolute_url()}change/").content.decode()
        for voice in (heard, chosen)
    ]
    assert ['value="screen"' in page for page in pages] == [False, True]


def test_answer_is_written_to_whoever_reads_it(town: Town, coordinator: Client) -> None:
    pages = [
        coordinator.get(voice.get_absolute_url()).content.decode()
        for voice in (make_voice(town), make_own_voice(town))
    ]
    assert ["ご本人に向けて書いてください" in page for page in pages] == [False, True]


def test_file_says_how_each_voice_came(town: Town, coordinator: Client) -> None:
    make_voice(town, heard_on=timezone.localdate() - timedelta(days=1))
    make_own_voice(town, by=Voice.CameBy.SLIP)
    file = b"".join(coordinator.get("/voices/export/?format=csv").streaming_content)
    _heading, *rows = file.decode("utf-8-sig").splitlines()
    assert ["声の用紙で" in row for row in rows] == [True, False]

"""声をとどける without a sign-in, and the private page of what became of it."""

import io
import logging
import re
import secrets
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sasaeai.areas.models import Municipality, Role
from sasaeai.areas.models.area import Level
from sasaeai.audit.models import Entry
from sasaeai.portal import actions, voice_form
from sasaeai.portal.masking import WithoutTokens
from sasaeai.search import queries as search
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Link, Voice
from tests.factories.areas import LONG_AGO, AreaFactory, Town
from tests.factories.voices import make_own_voice

pytestmark = pytest.mark.django_db
WORDS = "日曜にだれとも話さないことがあります"
TOKEN = "t" * 43
LATE = timedelta(days=200)


@pytest.fixture
def staffed(town: Town) -> Town:
    """Return the town with somebody who reads what comes from 川西."""
    town.user(Role.COORDINATOR2)
    return town


def address(town: Town, *more: str) -> str:
    return "/".join([f"/portal/{town.municipality.code}/voice", *more, ""])


def plain(response) -> str:
    """Return a page's words without ふりがな."""
    return re.sub(r"<rt>.*?</rt>|</?(?:ruby|span)>", "", response.content.decode())


def said(town: Town, **more: str) -> dict[str, str]:
    return {"words": WORDS, "area": str(town.sakuradai.pk), **more}


def test_words_and_district_are_enough_and_lead_to_ones_own_page(
    staffed: Town, client: Client
) -> None:
    response = client.post(address(staffed), said(staffed))
    voice = Voice.objects.get()
    assert (voice.words, voice.area, voice.came_by) == (WORDS, staffed.sakuradai, "form")
    page = client.get(response["Location"])
    told = plain(page)
    ends = timezone.localdate() + timedelta(days=180)
    assert f"http://testserver{response['Location']}" in told
    wanted = [WORDS, str(voice.slip), "042-000-1234", "data:image/svg+xml", f"{ends.day}日"]
    wanted += [
        "ささえ市地域包括支援センター",
        "声をおあずかりしました。",
        "これから担当の者が読みます。",
    ]
    assert [words for words in wanted if words not in told] == []


def test_everything_else_is_kept_too(staffed: Town, client: Client) -> None:
    more = {"called": "赤い帽子の者", "reply_to": "042-555-0100", "reach": "council"}
    client.post(address(staffed), said(staffed, **more))
    voice = Voice.objects.get()
    assert (voice.called, voice.reply_to) == ("赤い帽子の者", "042-555-0100")
    assert (voice.reach, voice.consent) == ("council", "screen")


def test_page_shows_the_way_back_where_residents_reach_it(
    staffed: Town, client: Client, settings
) -> None:
    settings.PUBLIC_URL = "https://sasae.example.jp"
    path = client.post(address(staffed), said(staffed))["Location"]
    assert f"https://sasae.example.jp{path}" in plain(client.get(path))


@pytest.mark.parametrize(
    ("amiss", "sentence"),
    [
        ({"words": ""}, "ひとことでも書いてください。"),
        ({"words": "あ" * 4001}, "お電話でお話しください。"),
        ({"area": ""}, "お住まいの地区をひとつ選んでください。"),
        ({"area": "nonsense"}, "一覧の中から選んでください。"),
        ({"reach": "nonsense"}, "一覧の中から選んでください。"),
        ({"called": "あ" * 41}, "40文字までで書いてください"),
    ],
)
def test_what_is_amiss_is_said_and_nothing_is_lost(
    staffed: Town, client: Client, amiss: dict[str, str], sentence: str
) -> None:
    response = client.post(address(staffed), said(staffed, reply_to="042-555-0100") | amiss)
    page = plain(response)
    assert (response.status_code, Voice.objects.count()) == (422, 0)
    assert (sentence in page, "042-555-0100" in page) == (True, True)
    assert (WORDS in page) is ("words" not in amiss)


def test_words_that_nobody_would_read_stay_in_the_form(town: Town, client: Client) -> None:
    response = client.post(address(town), said(town))
    page = plain(response)
    assert (response.status_code, WORDS in page) == (422, True)
    assert "お電話でお聞かせください" in page


def test_districts_of_this_town_are_offered_each_name_once(
    staffed: Town, next_town: Town, client: Client
) -> None:
    AreaFactory(parent=staffed.east, name="北野")
    AreaFactory(parent=staffed.sakuradai, name="桜台一丁目", level=Level.TOWN)
    page = plain(client.get(address(staffed)))
    tiles = re.findall(r'class="tile".*?<input[^>]*value="([^"]+)".*?>([^<>]+)</label>', page, re.DOTALL)  # fmt: skip
    assert [name.strip() for _value, name in tiles] == [
        "川西のどこか", "桜台", "柏木", "青梅", "北野", "分からない・ここにない",
    ]  # fmt: skip
    assert str(next_town.sakuradai.pk) not in page


def test_whoever_knows_no_district_speaks_of_the_whole_town(town: Town, client: Client) -> None:
    town.user(Role.OFFICER)
    client.post(address(town), said(town, area=str(town.root.pk)))
    assert Voice.objects.get().area == town.root


def test_many_districts_are_a_list(
    staffed: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_form, "MOST_TILES", 3)
    page = plain(client.get(address(staffed)))
    assert ('class="tile"' in page, "<select" in page, ">川西のどこか<" in page) == (
        False,
        True,
        True,
    )
    assert client.post(address(staffed), said(staffed)).status_code == 302


def test_machine_that_sends_too_much_reads_a_sentence_and_keeps_its_words(
    staffed: Town, client: Client
) -> None:
    for _time in range(actions.VOICES_PER_ADDRESS):
        assert client.post(address(staffed), said(staffed)).status_code == 302
    late = client.post(address(staffed), said(staffed))
    assert (late.status_code, WORDS in plain(late)) == (422, True)
    assert "お電話（042-000-1234）でお聞かせください。" in plain(late)
    assert Voice.objects.count() == actions.VOICES_PER_ADDRESS

    other = Client(REMOTE_ADDR="192.0.2.7")
    assert other.post(address(staffed), said(staffed)).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.post(address(staffed), said(staffed)).status_code == 302


def test_town_that_is_flooded_says_so_and_the_next_town_is_not(
    staffed: Town, next_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_town.user(Role.OFFICER)
    monkeypatch.setattr(actions, "VOICES_PER_TOWN", 2)
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(address(staffed), said(staffed)).status_code
        for number in range(3)
    ]
    there = Client().post(address(next_town), said(next_town)).status_code
    assert (answers, there) == ([302, 302, 422], 302)


def test_other_sites_forms_are_not_taken(staffed: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(address(staffed), said(staffed)).status_code == 403
    client.get(address(staffed))
    token = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post(address(staffed), said(staffed) | token).status_code == 302
    make_own_voice(staffed, token=TOKEN)
    assert client.post(address(staffed, TOKEN, "withdraw")).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("more", [(), (TOKEN,), (TOKEN, "withdraw"), (TOKEN, "restore")])
def test_closed_pages_take_and_show_nothing(
    staffed: Town, client: Client, method: str, more: tuple[str, ...]
) -> None:
    make_own_voice(staffed, token=TOKEN)
    Municipality.objects.update(portal_open=False)
    response = getattr(client, method)(address(staffed, *more), said(staffed))
    assert response.status_code in {404, 405}
    assert (Voice.objects.count(), WORDS in response.content.decode()) == (1, False)


def test_page_tells_that_it_was_read_and_what_was_answered(town: Town, client: Client) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_own_voice(town, token=TOKEN)
    voices.read(viewer, voice, fields=["words"])
    assert "担当の者が読みました。" in plain(client.get(address(town, TOKEN)))
    voices.answer(viewer, voice, words="木曜に伺います", on=viewer.today)
    page = plain(client.get(address(town, TOKEN)))
    assert ("お返事しました。" in page, "木曜に伺います" in page) == (True, True)


def test_days_on_the_page_can_be_read_out(town: Town, client: Client) -> None:
    make_own_voice(town, token=TOKEN)
    page = client.get(address(town, TOKEN)).content.decode()
    assert "<ruby>月<rt>がつ</rt></ruby>" in page


def test_page_shows_nothing_that_only_staff_know(town: Town, client: Client) -> None:
    make_own_voice(
        town, token=TOKEN, called="赤い帽子の者", told_by="娘さん", reply_to="042-555-0100",
        place_words="朝市",
    )  # fmt: skip
    page = plain(client.get(address(town, TOKEN)))
    assert [words in page for words in ("赤い帽子", "娘さん", "042-555", "朝市")] == [False] * 4


def test_words_are_taken_back_and_put_back_on_ones_own_page(town: Town, client: Client) -> None:
    voice = make_own_voice(town, WORDS, token=TOKEN)
    page, here = address(town, TOKEN), town.municipality.pk
    assert client.post(address(town, TOKEN, "withdraw"))["Location"] == page
    told = plain(client.get(page))
    assert ("取り下げました。" in told, WORDS in told) == (True, False)
    assert not search.matching("voice", "日曜", municipality=here).exists()
    voice.refresh_from_db()
    assert (voice.withdrawn_on, voice.withdrawn_by_self) == (timezone.localdate(), True)

    assert client.post(address(town, TOKEN, "restore"))["Location"] == page
    told = plain(client.get(page))
    assert ("声を戻しました。" in told, WORDS in told) == (True, True)
    assert search.matching("voice", "日曜", municipality=here).exists()


@pytest.mark.parametrize(("days", "comes_back"), [(0, True), (1, False)])
def test_what_staff_took_back_comes_back_by_the_link_on_the_same_day_alone(
    town: Town, client: Client, days: int, *, comes_back: bool
) -> None:
    voice = make_own_voice(town, WORDS, token=TOKEN)
    voices.withdraw(town.viewer(Role.COORDINATOR2), voice)
    restore = address(town, TOKEN, "restore")
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        # Taking it back once more gives nobody a right to it that staff withdrew.
        client.post(address(town, TOKEN, "withdraw"))
        before = plain(client.get(address(town, TOKEN)))
        after = plain(client.post(restore, follow=True))
    assert (restore in before, "もう一度伝えたいときは" in before) == (comes_back, not comes_back)
    assert ("声を戻しました。" in after, "もう戻せません" in after) == (comes_back, not comes_back)
    voice.refresh_from_db()
    assert (voice.withdrawn_on is None, voice.withdrawn_by_self) == (comes_back, False)


def test_own_withdrawal_is_undone_whenever(town: Town, client: Client) -> None:
    voice = make_own_voice(town, token=TOKEN, withdrawn_on=LONG_AGO, withdrawn_by_self=True)
    client.post(address(town, TOKEN, "restore"))
    voice.refresh_from_db()
    assert voice.withdrawn_on is None


def test_what_is_so_already_changes_nothing_and_is_not_noted(town: Town, client: Client) -> None:
    voice = make_own_voice(town, token=TOKEN)
    for act in ("restore", "withdraw", "withdraw"):
        client.post(address(town, TOKEN, act))
    verbs = Entry.objects.filter(subjects=[str(voice.pk)]).values_list("verb", flat=True)
    assert [*verbs] == ["voices.withdraw"]


def lost(town: Town, next_town: Town) -> dict[str, str]:
    """Return tokens that open nothing here, by why."""
    stopped, expired = make_own_voice(town, token="stopped"), make_own_voice(town, token="expired")
    make_own_voice(next_town, token="elsewhere")
    voices.give_link(town.viewer(Role.COORDINATOR2), stopped)
    Link.objects.filter(voice=expired).update(expires_on=timezone.localdate() - timedelta(days=1))
    return {
        "unknown": "u" * 43,
        "stopped": "stopped",
        "expired": "expired",
        "elsewhere": "elsewhere",
        "wild": "あ%00" + "x" * 2000,
    }


def test_whatever_opens_nothing_is_answered_alike(
    town: Town, next_town: Town, client: Client
) -> None:
    answers = set()
    for token in lost(town, next_town).values():
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address(town, token))
        page = re.sub(r'name="(?:csrfmiddlewaretoken|next)" value="[^"]*"', "", plain(response))
        answers.add((response.status_code, len(asked), page))
    ((status, _queries, page),) = answers
    assert status == 404
    assert ("このページはひらけません" in page, 'href="tel:0420001234"' in page) == (True, True)


@pytest.mark.parametrize("act", ["withdraw", "restore"])
def test_lost_link_changes_nothing(town: Town, next_town: Town, client: Client, act: str) -> None:
    for token in lost(town, next_town).values():
        assert client.post(address(town, token, act)).status_code == 404
    assert not Voice.objects.exclude(withdrawn_on=None).exists()


def test_link_opens_the_page_until_its_day_and_no_longer(staffed: Town, client: Client) -> None:
    path = client.post(address(staffed), said(staffed))["Location"]
    now = timezone.now()
    answers = []
    for days in (180, 181):
        with time_machine.travel(now + timedelta(days=days)):
            answers.append(client.get(path).status_code)
    assert answers == [200, 404]


@pytest.mark.parametrize("token", [TOKEN, "unknown"])
def test_private_page_is_kept_listed_and_passed_on_by_nobody(
    town: Town, client: Client, token: str
) -> None:
    make_own_voice(town, token=TOKEN)
    headers = client.get(address(town, token)).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert headers["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize(
    ("method", "more"),
    [("get", ("withdraw",)), ("post", ()), ("post", ("nowhere",)), ("get", ())],
)
def test_log_of_the_machine_holds_no_token(
    town: Town, client: Client, method: str, more: tuple[str, ...]
) -> None:
    make_own_voice(town, token=TOKEN)
    Municipality.objects.update(portal_open=bool(more) or method == "post")
    (handler,) = (
        one
        for one in logging.getLogger().handlers
        if any(isinstance(part, WithoutTokens) for part in one.filters)
    )
    log = io.StringIO()
    before = handler.setStream(log)
    try:
        getattr(client, method)(address(town, TOKEN, *more))
    finally:
        handler.setStream(before)
    assert ("/voice/…" in log.getvalue(), TOKEN in log.getvalue()) == (True, False)


@pytest.mark.parametrize(
    "path", ["/Voice/{}/", "/%76oice/{}", "/portal/voice%2F{}", "/x?to={}&y=1"]
)
def test_log_holds_no_token_in_an_address_that_is_written_otherwise(path: str) -> None:
    written = path.format(secrets.token_urlsafe(32))
    record = logging.LogRecord("x", logging.INFO, "x", 1, "GET %s", (written,), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == f"GET {path.format('…')}"


def test_log_says_everything_else_as_it_is() -> None:
    record = logging.LogRecord("x", logging.INFO, "x", 1, "%s of %d", ("some", 2), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == "some of 2"


def test_messages_and_cookies_hold_no_token(staffed: Town, client: Client) -> None:
    path = client.post(address(staffed), said(staffed))["Location"]
    token = path.strip("/").rpartition("/")[2]
    told = [client.cookies.output()]
    for act in ("withdraw", "restore"):
        client.post(address(staffed, token, act))
        told.append(client.cookies.output())
    assert "messages" in told[0]
    assert [token in one for one in told] == [False] * 3


def test_pages_of_residents_send_a_form_once(client: Client, staffed: Town) -> None:
    assert "ui/js/once" in client.get(address(staffed)).content.decode()

"""What residents read, ask and tell."""

import base64
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sasaeai.activities.models import Activity, ActivitySuggestion
from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset, Suggestion
from sasaeai.audit.models import Entry
from sasaeai.portal import words
from sasaeai.portal.templatetags import portal as tags
from sasaeai.vocabulary.models import Kind
from tests.english import plain
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_home
from tests.factories.vocabulary import TermFactory
from tests.paper import reading
from tests.portal.conftest import DAILY, EVERY_DAY, Place


def key(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


NONSENSE = [
    "area=nonsense",
    "area=%00",
    "area=00000000-0000-0000-0000-000000000000",
    "category=nonsense",
    "day=xyz",
    "kind=xyz",
    "after=garbage",
    f"after={key('あ')}",
    f"after={key('あ', 'nonsense')}",
    f"after={key(None, None)}",
    f"after={key({}, [])}",
    f"after={key('a' + chr(0), '00000000-0000-0000-0000-000000000000')}",
    f"after={key(chr(0xD800), '00000000-0000-0000-0000-000000000000')}",
    "after=" + "x" * 5000,
]


@pytest.mark.parametrize("page", ["", "activities/", "assets/", "print/"])
@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_is_passed_over(
    query: str, page: str, place: Place, client: Client
) -> None:
    assert client.get(f"{place.url}{page}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["area=nonsense", "day=xyz", "after=garbage"])
def test_nonsense_in_the_address_is_said(query: str, place: Place, client: Client) -> None:
    page = client.get(f"{place.url}activities/?{query}").content.decode()
    assert "<ruby>取<rt>と</rt></ruby>れなかった" in page
    assert "桜台サロン" in page.replace("<ruby>", "").replace("</ruby>", "")


def test_hours_of_the_telephone_are_read_out(place: Place, town: Town, client: Client) -> None:
    town.municipality.hours = "平日 午前8時30分〜午後5時"
    town.municipality.save()

    page = client.get(place.url).content.decode()

    assert "<ruby>平日<rt>へいじつ</rt></ruby>" in page


def test_only_open_portal_is_gone_to_at_once(place: Place, client: Client) -> None:
    assert client.get("/portal/")["Location"] == place.url


def test_several_open_portals_are_chosen_from(
    place: Place, next_town: Town, client: Client
) -> None:
    page = client.get("/portal/").content.decode()
    assert place.url in page
    assert f"/portal/{next_town.municipality.code}/" in page


def test_home_shows_the_week_and_the_telephone(place: Place, client: Client) -> None:
    page = client.get(place.url).content.decode()
    assert f"{place.url}activities/{place.salon.pk}/" in page
    assert 'href="tel:0420001234"' in page


def test_week_leaves_out_what_pauses(place: Place, client: Client) -> None:
    Activity.objects.filter(pk=place.salon.pk).update(state=Activity.State.PAUSED)
    assert str(place.salon.pk) not in client.get(place.url).content.decode()


def test_paused_activity_says_so_kindly(place: Place, client: Client) -> None:
    Activity.objects.filter(pk=place.salon.pk).update(state=Activity.State.PAUSED)
    page = client.get(f"{place.url}activities/{place.salon.pk}/").content.decode()
    assert "いまはお<ruby>休<rt>やす</rt></ruby>みしています" in page


def test_list_is_narrowed_by_area_day_and_category(place: Place, client: Client) -> None:
    term = TermFactory(municipality=place.town.municipality)
    tea = ActivityFactory(area=place.town.aoume, name="青梅のお茶", weekdays="wed")
    tea.categories.add(term)
    wanted = f"area={place.town.east.pk}&day=wed&category={term.pk}"
    page = client.get(f"{place.url}activities/?{wanted}")
    assert [coming.activity for coming in page.context["rows"]] == [tea]


def test_narrowed_to_a_weekday_the_list_says_the_next_such_day(
    place: Place, client: Client
) -> None:
    ActivityFactory(area=place.town.west, times=DAILY, weekdays=EVERY_DAY)
    page = client.get(f"{place.url}activities/?day=wed")
    assert {coming.day.weekday() for coming in page.context["rows"] if coming.day} == {2}


def test_assets_are_narrowed_by_kind(place: Place, client: Client) -> None:
    cart = AssetFactory(area=place.town.west, kind=Asset.Kind.THING, name="リヤカー")
    page = client.get(f"{place.url}assets/?kind=thing")
    assert [row for row, _where, _when in page.context["rows"]] == [cart]


def test_long_list_goes_on_by_key(place: Place, client: Client) -> None:
    ActivityFactory.create_batch(25, area=place.town.west)
    seen, address = [], f"{place.url}activities/"
    while address:
        page = client.get(address)
        seen += [coming.activity.pk for coming in page.context["rows"]]
        following = page.context["following"]
        address = f"{place.url}activities/{following}" if following else ""
    assert len(seen) == len(set(seen)) == 28


@pytest.mark.parametrize("page", ["", "activities/", "assets/"])
def test_page_asks_as_often_for_three_rows_as_for_one(
    page: str, town: Town, client: Client
) -> None:
    url = f"/portal/{town.municipality.code}/{page}"
    counts = []
    for number in (1, 2):
        for _row in range(number):
            hall = AssetFactory(area=town.west)
            hall.categories.add(TermFactory(municipality=town.municipality))
            one = ActivityFactory(area=town.west, place=hall, times=DAILY, weekdays=EVERY_DAY)
            one.categories.add(TermFactory(municipality=town.municipality))
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("room", "model"), [("activities", ActivitySuggestion), ("assets", Suggestion)]
)
def test_told_words_are_kept_until_answered(
    room: str, model: type, place: Place, client: Client
) -> None:
    row = place.salon if room == "activities" else place.hall
    given = {"words": "木曜に変わりました", "contact": "となりの者"}
    response = client.post(f"{place.url}{room}/{row.pk}/tell/", given)
    told = model.objects.get()
    assert response["Location"] == f"{place.url}thanks/"
    assert (told.words, told.contact, told.state) == (*given.values(), "new")
    assert Entry.objects.latest("pk").verb == f"{room}.suggest"


def test_empty_words_are_asked_for(place: Place, client: Client) -> None:
    response = client.post(f"{place.url}assets/{place.hall.pk}/tell/", {"words": " "})
    assert response.status_code == 422
    assert "変わったことを、ひとことでも書いてください。" in response.content.decode()
    assert Suggestion.objects.count() == 0


def test_eleventh_telling_in_a_quarter_of_an_hour_waits(place: Place, client: Client) -> None:
    url = f"{place.url}assets/{place.hall.pk}/tell/"
    for _time in range(10):
        assert client.post(url, {"words": "変わりました"}).status_code == 302
    late = client.post(url, {"words": "変わりました"})
    assert late.status_code == 422
    assert "お電話でお聞かせください" in late.content.decode()
    assert Suggestion.objects.count() == 10
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert other.post(url, {"words": "変わりました"}).status_code == 302


@reading.needs_pdftotext
@pytest.mark.parametrize("public", ["", "https://sasae.example.jp"])
def test_address_is_printed_only_where_it_is_public(
    public: str, place: Place, client: Client, settings: object, tmp_path: Path
) -> None:
    settings.PUBLIC_URL = public
    path = f"{place.url}activities/{place.salon.pk}/"
    # The sheets let a long address break anywhere.
    printed = client.get(f"{path}card/").content
    card = "".join(reading.words(printed, tmp_path)).replace("\u200b", "")
    sheet = client.get(f"{place.url}print/?area={place.town.west.pk}").content
    listed = "".join(reading.words(sheet, tmp_path)).replace("\u200b", "")
    assert (f"https://sasae.example.jp{path}" in card, "https://" in card) == (bool(public),) * 2
    assert ("https://sasae.example.jp" in listed, "https://" in listed) == (bool(public),) * 2


def test_signed_in_staff_read_the_residents_page_as_residents(place: Place) -> None:
    page = place.town.client(Role.OFFICER).get(f"{place.url}assets/").content.decode()
    assert "ひみつのしるし" not in page


def test_names_show_their_reading(place: Place, client: Client) -> None:
    page = client.get(f"{place.url}assets/{place.hall.pk}/").content.decode()
    assert "<ruby>桜台集会所<rt>さくらだいしゅうかいじょ</rt></ruby>" in page


def test_categories_and_facts_show_their_reading(place: Place, client: Client) -> None:
    here = place.town.municipality
    walk = TermFactory(municipality=here, label="体操・運動", kana="たいそう・うんどう")
    TermFactory(
        municipality=here,
        kind=Kind.BARRIER_FREE,
        code="pick_up",
        label="送り迎えがある",
        kana="おくりむかえがある",
    )
    place.salon.categories.add(walk, TermFactory(municipality=here))
    Asset.objects.filter(pk=place.hall.pk).update(barrier_free=["pick_up"])

    chips = client.get(f"{place.url}activities/").content.decode()
    facts = client.get(f"{place.url}assets/{place.hall.pk}/").content.decode()

    assert "<ruby>体操<rt>たいそう</rt></ruby>・<ruby>運動<rt>うんどう</rt></ruby>" in chips
    assert "<ruby>送<rt>おく</rt></ruby>り<ruby>迎<rt>むか</rt></ruby>えがある" in facts


@pytest.mark.parametrize(
    ("on", "marked"),
    [
        (date(2026, 11, 25), "11{月|がつ}25{日|にち}（{水|すい}）"),
        (date(2026, 12, 1), "12{月|がつ}{1日|ついたち}（{火|か}）"),
        (date(2026, 11, 24), "11{月|がつ}24{日|か}（{火|か}）"),
        (date(2026, 11, 2), "11{月|がつ}{2日|ふつか}（{月|げつ}）"),
    ],
)
def test_day_is_read_out_in_japanese_and_plain_in_english(on: date, marked: str) -> None:
    assert words.whole_day(on) == marked
    with translation.override("en"):
        assert "{" not in words.whole_day(on)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("第1月曜", "{第|だい}1{月曜|げつよう}"),
        ("毎日 午前10時", "{毎日|まいにち} {午前|ごぜん}10{時|じ}"),
        ("正午", "{正午|しょうご}"),
        ("午後1時30分", "{午後|ごご}1{時|じ}30{分|ぷん}"),
        ("午後1時45分", "{午後|ごご}1{時|じ}45{分|ふん}"),
        ("月・最終土曜", "{月|げつ}・{最終|さいしゅう}{土曜|どよう}"),
    ],
)
def test_times_get_their_readings(text: str, marked: str) -> None:
    assert words.read(text) == marked


def test_activity_says_its_times_in_english(place: Place, client: Client) -> None:
    response = client.get(
        f"{place.url}activities/{place.salon.pk}/", headers={"accept-language": "en"}
    )
    page = plain(response.content.decode())

    assert '10</span><span class="nowrap">–11:30 am' in page
    assert 'day</span> <span class="nowrap">10</span><span class="nowrap">–11:30 am' in page
    assert "午前" not in page


@pytest.mark.parametrize(
    ("hours", "pieces"),
    [
        ("午後3時30分〜午後5時", ["午後3時30分", "〜午後5時"]),
        ("午前10時〜正午と午後1時〜午後2時", ["午前10時", "〜正午と", "午後1時", "〜午後2時"]),
        (
            "10\u00a0am–noon and 1–2\u00a0pm",
            ["10\u00a0am", "–noon", " ", "and", " ", "1", "–2\u00a0pm"],
        ),
        ("11月25日（水）", ["11月25日（水）"]),
        ("Wed 25 November", ["Wed", " ", "25", " ", "November"]),
        ("火 午前10時、水 正午", ["火", " ", "午前10時、", "水", " ", "正午"]),
        ("<b>", ["&lt;b&gt;"]),
    ],
)
def test_time_is_never_broken_over_two_lines(hours: str, pieces: list[str]) -> None:
    whole = "".join(
        piece if piece == " " else f'<span class="nowrap">{piece}</span>' for piece in pieces
    )
    assert tags.unbroken(hours) == whole


def test_words_too_long_for_a_telephone_may_break() -> None:
    assert tags.unbroken("雨の日と暑い日は中止にします") == (
        '<span class="nowrap">雨の日と</span><span class="nowrap">暑い日は中止にします</span>'
    )
    assert (
        tags.unbroken("おやすみのあいだはかいかんしません") == "おやすみのあいだはかいかんしません"
    )


def test_next_time_in_large_words_is_unbroken(place: Place, client: Client) -> None:
    page = client.get(f"{place.url}activities/{place.salon.pk}/").content.decode()
    half_past = "<ruby>時<rt>じ</rt></ruby>30<ruby>分<rt>ぷん</rt></ruby></span></span></p>"
    assert half_past in page.partition('class="when"')[2]


@reading.needs_pdftotext
def test_list_is_printed_with_english_days(place: Place, client: Client, tmp_path: Path) -> None:
    address = f"{place.url}print/?area={place.town.west.pk}"
    sheet = client.get(address, headers={"accept-language": "en"}).content
    printed = "".join(reading.words(sheet, tmp_path))

    assert ("Everyday10–11:30am" in printed, "令和" in printed) == (True, False)


def test_confidential_place_tells_nobody_what_takes_place_there(town: Town, client: Client) -> None:
    home = make_home(town)
    ActivityFactory(area=town.sakuradai, name="縁側のお茶", place=home)

    page = client.get(f"/portal/{town.municipality.code}/assets/{home.pk}/").content.decode()

    assert ("みんなの縁側" in page, "縁側のお茶" in page) == (True, False)

"""Pages of persons: what they show to whom, and the entry each look leaves."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.people.models import Consent, Gift, Item, Opening, Person
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import make_consent, make_gift, make_opening, make_person
from tests.factories.vocabulary import term

LIST = reverse("people:list")


def text(client: Client, url: str, **data: str) -> str:
    return client.get(url, data).content.decode()


def looks() -> list[tuple[list[str], list[str]]]:
    entries = Entry.objects.filter(verb="people.look").order_by("id")
    return [(sorted(entry.subjects), entry.fields) for entry in entries]


def test_list_groups_by_area_and_kana_and_notes_one_look(town: Town) -> None:
    ai = make_person(town, family_name="会田", family_kana="あいだ")
    goto = make_person(town, family_name="後藤", family_kana="ごとう", area=town.kashiwagi)

    page = text(town.client(Role.COORDINATOR2), LIST)

    order = [
        page.index(words) for words in ("桜台</h2>", "あ行", "会田", "柏木</h2>", "か行", "後藤")
    ]
    assert order == sorted(order)
    assert looks() == [(sorted([str(ai.pk), str(goto.pk)]), ["name", "nickname"])]


def test_list_asks_for_an_area_or_a_whole_name(town: Town) -> None:
    page = text(town.client(Role.COORDINATOR2), LIST)

    assert [part in page for part in ('name="q"', 'name="area"')] == [True, True]


def test_list_of_an_area_shows_nobody_else(town: Town) -> None:
    make_person(town, family_name="佐倉")
    make_person(town, family_name="石田", area=town.kashiwagi)

    page = text(town.client(Role.COORDINATOR2), LIST, area=str(town.kashiwagi.pk))

    assert ("佐倉" in page, "石田" in page) == (False, True)


def test_consent_form_offers_no_empty_means(town: Town) -> None:
    url = reverse("people:give_consent", args=[make_person(town).pk])

    assert 'name="means" value=""' not in text(town.client(Role.COORDINATOR2), url)


def test_list_without_anybody_notes_no_look(town: Town) -> None:
    make_person(town, area=town.aoume)

    page = text(town.client(Role.COORDINATOR2), LIST)

    assert ("まだだれも記録されていません" in page, looks()) == (True, [])


@pytest.mark.parametrize(
    "words", ["佐倉", "花", "さくら", "サクラハナ", "佐倉　花", "ハナちゃん", "0420001111"]
)
def test_person_is_found_by_a_whole_name_or_number(town: Town, words: str) -> None:
    make_person(
        town, family_name="佐倉", given_name="花", family_kana="さくら", given_kana="はな",
        nickname="はなちゃん", phone="042-000-1111",
    )  # fmt: skip

    assert "佐倉 花" in text(town.client(Role.COORDINATOR2), LIST, q=words)


@pytest.mark.parametrize("words", ["佐", "さく", "042-000", "桜台1-2-3", "猫"])
def test_person_is_not_found_by_a_part_or_other_words(town: Town, words: str) -> None:
    make_person(
        town, family_name="佐倉", family_kana="さくら", phone="042-000-1111",
        address="桜台1-2-3", notes="猫",
    )  # fmt: skip

    page = text(town.client(Role.COORDINATOR2), LIST, q=words)

    assert ("あてはまる方は見つかりませんでした" in page, "佐倉" in page) == (True, False)


def test_person_seen_by_consent_is_found_only_by_what_was_consented(town: Town) -> None:
    person = make_person(town, family_name="佐倉", phone="042-000-1111")
    make_consent(town, person, town.council, Item.PHONE)
    client = town.client(Role.COORDINATOR1)

    by_name, by_phone = (
        str(person.pk) in text(client, LIST, q=q) for q in ("佐倉", "042-000-1111")
    )

    assert (by_name, by_phone) == (False, True)


def test_list_pages_by_key(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sasaeai.people.queries.PAGE_SIZE", 2)
    people = [make_person(town, nickname=name) for name in ("あき", "うめ", "きく", "まつ", "ゆり")]
    client, seen, url = town.client(Role.COORDINATOR2), [], LIST
    for _page in range(3):
        page = text(client, url)
        seen += [person.nickname for person in people if f">{person.nickname}</a>" in page]
        url = LIST + "?" + page.partition('href="?')[2].partition('"')[0].replace("&amp;", "&")

    assert seen == ["あき", "うめ", "きく", "まつ", "ゆり"]


@pytest.mark.parametrize(
    "asked", [{"after": "x"}, {"area": "nowhere"}, {"q": "a" * 99}, {"after": "W10="}]
)
def test_list_asked_for_nonsense_answers_with_a_sentence(town: Town, asked: dict[str, str]) -> None:
    make_person(town, family_name="佐倉")

    response = town.client(Role.COORDINATOR2).get(LIST, asked)

    page = response.content.decode()
    assert (
        response.status_code,
        "field-error" in page or "error-summary" in page or "さい。" in page,
    ) == (200, True)


def test_list_makes_the_same_queries_for_one_and_three(town: Town) -> None:
    client, counts = town.client(Role.COORDINATOR2), []
    for more in (1, 2):
        for _person in range(more):
            person = make_person(town)
            make_gift(person)
            make_consent(town, person, town.council)
        counts.append(queries_of(client, LIST))

    assert counts[0] == counts[1]


def test_numbers_make_the_same_queries_for_one_and_three(town: Town) -> None:
    client, counts = town.client(Role.OFFICER), []
    for areas in ([town.sakuradai], [town.aoume, town.kashiwagi]):
        for area in areas:
            make_opening(make_person(town, area=area), town.viewer(Role.OFFICER).user)
        counts.append(queries_of(client, LIST))

    assert counts[0] == counts[1]


def test_card_makes_the_same_queries_for_one_and_three(town: Town) -> None:
    person = make_person(town)
    client, counts = town.client(Role.COORDINATOR2), []
    for codes in (["a"], ["b", "c"]):
        for code in codes:
            make_gift(person, code)
            make_consent(town, person, town.council)
            make_opening(person, town.viewer(Role.OFFICER).user)
        counts.append(queries_of(client, person.get_absolute_url()))

    assert counts[0] == counts[1]


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def test_card_shows_the_record_and_who_looked(town: Town) -> None:
    person = make_person(town, family_name="佐倉", phone="042-000-1111", address="桜台1-2-3")
    make_gift(person, words="味噌づくり")
    client = town.client(Role.COORDINATOR2)

    text(client, person.get_absolute_url())
    page = text(client, person.get_absolute_url())

    shown = [
        words in page for words in ("佐倉", "042-000-1111", "桜台1-2-3", "味噌づくり", "見ました")
    ]
    assert shown == [True] * 5
    look = ([str(person.pk)], ["address", "gifts", "name", "nickname", "phone"])
    assert looks() == [look, look]


def test_card_by_consent_shows_only_the_items(town: Town) -> None:
    person = make_person(
        town, family_name="佐倉", nickname="さくちゃん", phone="042-000-1111", address="桜台1-2-3",
        notes="犬が苦手", email="sakura@example.jp",
    )  # fmt: skip
    make_gift(person, words="味噌づくり")
    make_consent(town, person, town.council, Item.NAME)

    page = text(town.client(Role.COORDINATOR1), person.get_absolute_url())

    words = (
        "佐倉",
        "さくちゃん",
        "042-000-1111",
        "桜台1-2-3",
        "犬が苦手",
        "sakura@",
        "味噌づくり",
        "だれが見たか",
    )
    assert [word in page for word in words] == [True] + [False] * 7


def test_hidden_address_is_on_no_page(town: Town) -> None:
    person = make_person(town, address="桜台1-2-3", hides_address=True)
    client = town.client(Role.COORDINATOR2)

    page = text(client, person.get_absolute_url())
    form = text(client, reverse("people:change", args=[person.pk]))

    assert ("桜台1-2-3" in page + form, "だれにも見せません" in page) == (False, True)


@pytest.mark.parametrize("role", [Role.COORDINATOR1, Role.VIEWER, Role.OFFICER])
def test_hidden_person_answers_404(town: Town, role: Role) -> None:
    person = make_person(town)
    client = town.client(role)

    codes = {
        client.get(reverse(f"people:{name}", args=[pk])).status_code
        for name in ("person", "change", "pause", "add_gift", "give_consent")
        for pk in (person.pk, uuid4())
    }

    assert codes == {404}


def test_council_member_has_no_list(town: Town) -> None:
    assert town.client(Role.COUNCIL_MEMBER).get(LIST).status_code == 403


def test_person_is_written_down_with_a_nickname_and_an_area(town: Town) -> None:
    client = town.client(Role.COORDINATOR2)

    response = client.post(
        reverse("people:add"), {"nickname": "まつさん", "area": town.sakuradai.pk}
    )

    person = Person.objects.get()
    assert response["Location"] == person.get_absolute_url()
    assert (person.nickname, person.employer, person.first_kana) == ("まつさん", town.centre, "ま")


def test_person_of_an_area_of_others_is_refused(town: Town) -> None:
    response = town.client(Role.COORDINATOR2).post(
        reverse("people:add"), {"nickname": "まつさん", "area": town.aoume.pk}
    )

    assert (response.status_code, Person.objects.count()) == (422, 0)
    assert "一覧の中から選んでください。" in response.content.decode()


def test_same_name_is_hinted_before_saving_and_saved_when_sure(town: Town) -> None:
    make_person(town, nickname="まつさん", area=town.kashiwagi)
    client, data = (
        town.client(Role.COORDINATOR2),
        {"nickname": "マツさん", "area": town.sakuradai.pk},
    )

    hinted = client.post(reverse("people:add"), data)
    count = Person.objects.count()
    client.post(reverse("people:add"), data | {"sure": "on"})

    assert (hinted.status_code, "もう記録されています" in hinted.content.decode(), count) == (
        422,
        True,
        1,
    )
    assert Person.objects.count() == 2


def test_same_name_recorded_by_another_body_is_not_hinted(town: Town) -> None:
    make_person(town, nickname="まつさん", employer=town.council)

    town.client(Role.COORDINATOR2).post(
        reverse("people:add"), {"nickname": "まつさん", "area": town.sakuradai.pk}
    )

    assert Person.objects.filter(employer=town.centre).count() == 1


def test_hiding_the_address_drops_it(town: Town) -> None:
    person = make_person(town, address="桜台1-2-3")

    town.client(Role.COORDINATOR2).post(
        reverse("people:change", args=[person.pk]),
        {
            "nickname": "まつさん",
            "area": town.sakuradai.pk,
            "address": "桜台1-2-3",
            "hides_address": "on",
        },
    )

    person.refresh_from_db()
    assert (person.nickname, person.hides_address, person.address) == ("まつさん", True, "")


def test_changed_name_is_found_and_the_old_one_no_more(town: Town) -> None:
    person = make_person(town, nickname="たけさん")
    client = town.client(Role.COORDINATOR2)

    client.post(
        reverse("people:change", args=[person.pk]),
        {"nickname": "まつさん", "area": town.sakuradai.pk},
    )

    assert [str(person.pk) in text(client, LIST, q=q) for q in ("まつさん", "たけさん")] == [
        True,
        False,
    ]


def test_gift_is_taken_back_and_brought_back(town: Town) -> None:
    person = make_person(town)
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")
    client = town.client(Role.COORDINATOR2)
    states = []

    client.post(
        reverse("people:add_gift", args=[person.pk]),
        {"kind": "can", "category": category.pk, "days": ["mon"], "parts": ["morning"]},
    )
    gift = Gift.objects.get()
    states.append((gift.times, gift.ended_on))
    for name in ("end_gift", "bring_back_gift"):
        client.post(reverse(f"people:{name}", args=[gift.pk]))
        gift.refresh_from_db()
        states.append(gift.ended_on)

    assert states == [({"mon": [["09:00", "12:00"]]}, None), timezone.localdate(), None]


def test_consent_lets_the_other_body_see_until_it_is_withdrawn(town: Town) -> None:
    person = make_person(town, family_name="佐倉")
    for item in ("name", "phone"):
        term(town.municipality, Kind.CONSENT_ITEM, item)
    scope = term(town.municipality, Kind.CONSENT_SCOPE, "shakyo")
    ours, theirs = town.client(Role.COORDINATOR2), town.client(Role.COORDINATOR1)
    url, codes = person.get_absolute_url(), []

    ours.post(
        reverse("people:give_consent", args=[person.pk]),
        {
            "items": ["name"], "recipient": scope.pk, "recipient_employer": town.council.pk,
            "purpose": "お手伝い", "means": "voice", "given_on": timezone.localdate().isoformat(),
        },
    )  # fmt: skip
    codes.append(theirs.get(url).status_code)
    for name in ("withdraw_consent", "restore_consent"):
        ours.post(reverse(f"people:{name}", args=[Consent.objects.get().pk]))
        codes.append(theirs.get(url).status_code)

    assert codes == [200, 404, 200]


def test_whoever_sees_by_consent_changes_nothing(town: Town) -> None:
    person = make_person(town)
    consent = make_consent(town, person, town.council)
    client = town.client(Role.COORDINATOR1)

    codes = [
        client.get(reverse("people:change", args=[person.pk])).status_code,
        client.post(reverse("people:withdraw_consent", args=[consent.pk])).status_code,
    ]

    assert codes == [403, 403]


def test_officer_opens_a_record_with_a_reason(town: Town) -> None:
    person = make_person(town, family_name="佐倉")
    client, url = town.client(Role.OFFICER), reverse("people:open", args=[person.pk])
    before = client.get(url)

    refused = client.post(url, {"reason": ""}).status_code
    client.post(url, {"reason": "ご家族からのお問い合わせ"})
    page = text(client, person.get_absolute_url())

    assert ("佐倉" in before.content.decode(), refused) == (False, 422)
    assert ("佐倉" in page, "ご家族からのお問い合わせ" in page, Opening.objects.count()) == (
        True,
        True,
        1,
    )
    assert "ご家族からのお問い合わせ" in text(
        town.client(Role.COORDINATOR2), person.get_absolute_url()
    )
    assert "ご家族からのお問い合わせ" in text(town.client(Role.OFFICER), LIST)


def test_officer_finds_a_door_and_no_name(town: Town) -> None:
    person = make_person(town, family_name="佐倉", nickname="さくちゃん")
    client = town.client(Role.OFFICER)

    page = text(client, LIST, q="佐倉")

    assert (reverse("people:open", args=[person.pk]) in page, "さくちゃん" in page) == (True, False)
    assert "見つかりませんでした" not in page
    assert [entry.subjects for entry in Entry.objects.filter(verb="people.look_up")] == [
        [str(person.pk)]
    ]


@pytest.mark.parametrize("role", [Role.COORDINATOR1, Role.COORDINATOR2, Role.VIEWER])
def test_only_those_with_access_by_reason_open(town: Town, role: Role) -> None:
    person = make_person(town)

    assert town.client(role).get(reverse("people:open", args=[person.pk])).status_code == 404


def test_officer_sees_numbers_from_ten_on(town: Town) -> None:
    for _person in range(10):
        make_person(town)
    for _person in range(11):
        make_person(town, area=town.aoume)
    make_person(town, area=town.kashiwagi)

    page = text(town.client(Role.OFFICER), LIST)

    cells = [part.partition("</td>")[0] for part in page.split('<td class="num">')[1:]]
    # The one of 柏木 is masked, and with it another, so that nobody reckons it back.
    assert (cells.count("—"), "1" in cells, "よびな" in page) == (2, False, False)


def test_person_rests_and_comes_back(town: Town) -> None:
    person, client = make_person(town), town.client(Role.COORDINATOR2)
    states = []

    client.post(
        reverse("people:pause", args=[person.pk]), {"since": timezone.localdate().isoformat()}
    )
    states.append("お休み中" in text(client, LIST))
    client.post(reverse("people:resume", args=[person.pk]))
    states.append("お休み中" in text(client, LIST))

    assert states == [True, False]

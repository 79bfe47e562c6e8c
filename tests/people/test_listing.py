"""The list of persons: whom it shows, who is found, and the entry each look leaves."""

import json
import re
from base64 import urlsafe_b64decode
from urllib.parse import parse_qs, urlsplit

import pytest

from sasaeai.areas.models import Role
from sasaeai.people.models import Item
from tests.factories.areas import Town
from tests.factories.people import make_consent, make_gift, make_person
from tests.people.reading import LIST, looks, queries_of, text


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


def test_list_heads_whoever_shows_only_a_nickname_by_the_nickname(town: Town) -> None:
    person = make_person(town, family_name="佐倉", family_kana="さくら", nickname="はなちゃん")
    make_consent(town, person, town.council, Item.NICKNAME)

    page = text(town.client(Role.COORDINATOR1), LIST)

    assert [head in page for head in ("は行", "さ行")] == [True, False]


def test_list_heads_whoever_shows_only_a_name_by_nothing_hidden(town: Town) -> None:
    person = make_person(town, family_name="佐倉", nickname="はなちゃん")
    make_consent(town, person, town.council, Item.NAME)

    page = text(town.client(Role.COORDINATOR1), LIST)

    assert [head in page for head in ("ふりがななし", "は行")] == [True, False]


@pytest.mark.parametrize(
    ("items", "heads"),
    [
        ([Item.NAME], ["さ", "は"]),
        ([Item.NICKNAME], ["", ""]),
        ([Item.PHONE], ["", ""]),
        ([Item.NAME, Item.NICKNAME], ["さ", "は"]),
    ],
)
def test_key_of_the_next_page_holds_only_the_kana_that_was_consented_to(
    town: Town, monkeypatch: pytest.MonkeyPatch, items: list[Item], heads: list[str]
) -> None:
    monkeypatch.setattr("sasaeai.people.queries.PAGE_SIZE", 1)
    for kana in ("さくら", "はやし", "わだ"):
        person = make_person(town, family_name="某", family_kana=kana, nickname="あき")
        make_consent(town, person, town.council, *items)
    client, keys, url = town.client(Role.COORDINATOR1), [], LIST
    for _page in range(2):
        page = text(client, url)
        url = LIST + "?" + page.partition('href="?')[2].partition('"')[0].replace("&amp;", "&")
        keys.append(json.loads(urlsafe_b64decode(parse_qs(urlsplit(url).query)["after"][0])))

    assert [kana for _path, kana, _id in keys] == heads


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


def test_list_in_english_joins_what_is_given_in_english(town: Town) -> None:
    person = make_person(town)
    for code in ("shopping", "cleaning"):
        make_gift(person, code)

    page = town.client(Role.COORDINATOR2).get(LIST, headers={"Accept-Language": "en"})

    (line,) = re.findall(r'<p class="small soft">([^<]+)</p>', page.content.decode())
    assert (line.count(": "), line.count(", "), "：" in line, "、" in line) == (2, 1, False, False)


def test_council_member_has_no_list(town: Town) -> None:
    assert town.client(Role.COUNCIL_MEMBER).get(LIST).status_code == 403

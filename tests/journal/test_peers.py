"""Nobody alone: shown to the 第1層 as somebody to call; who works on what is alike, with why."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import viewer_of
from sasaeai.journal import peers
from sasaeai.journal.models import Entry
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.journal import make_entry
from tests.factories.people import writer
from tests.factories.vocabulary import term
from tests.journal.ways import client_of, viewer

pytestmark = pytest.mark.django_db
PEERS = "/journal/peers/"


def ago(weeks: int):
    return timezone.localdate() - timedelta(weeks=weeks)


def test_who_met_no_peer_for_weeks_is_somebody_to_call(town: Town) -> None:
    first, lonely, busy = (
        town.user(Role.COORDINATOR1), writer(town), town.user(Role.COORDINATOR2),
    )  # fmt: skip
    make_entry(town, peers=[busy], on=ago(5))
    make_entry(town, posting=busy.postings.get(), peers=[first], on=ago(1))
    town.user(Role.COORDINATOR2, since=ago(1))
    seen = viewer_of(first, timezone.localdate())
    assert [(one.user, one.last) for one in peers.to_call(seen)] == [(lonely, ago(5))]
    page = town.client(Role.COORDINATOR1).get(PEERS).content.decode()
    assert lonely.name in page
    assert "is-late" not in page.partition("<main")[2].partition("</main>")[0]


def test_first_layer_is_told_on_the_list_and_records_the_call_at_once(town: Town) -> None:
    lonely, client = writer(town), town.client(Role.COORDINATOR1)
    told = "なかまといっしょの記録がない方が、1人います。"
    assert told in client.get("/journal/").content.decode()
    assert told not in client_of(town).get("/journal/").content.decode()
    address = f"/journal/log/?peer={lonely.pk}"
    assert address in client.get(PEERS).content.decode()
    form = client.get(address).context["form"]
    assert form["peers"].initial == [lonely.pk]
    assert {group["title"]: group["open"] for group in form.grouped()}["名前で書く"] is True


def test_one_tap_calls_and_one_notes_the_call(town: Town) -> None:
    lonely, client = writer(town), town.client(Role.COORDINATOR1)
    for kind, code in peers.CALLED.values():
        term(town.municipality, kind, code)
    page = client.get(PEERS)
    assert "所属先の電話番号がまだありません。" in page.content.decode()
    town.centre.phone = "042-000-0021"
    town.centre.save()
    page = client.get(PEERS)
    assert 'href="tel:0420000021"' in page.content.decode()
    noted = page.context["call_noted"] | {"peers": lonely.pk, "back": "peers"}
    after = client.post("/journal/log/", noted, follow=True)
    assert (after.redirect_chain[-1][0], after.context["to_call"]) == (PEERS, [])
    entry = Entry.objects.get()
    assert (entry.means.code, [*entry.peers.all()]) == ("phone", [lonely])


def test_who_keeps_the_town_is_led_to_where_a_number_is_written(town: Town) -> None:
    officer, other = town.user(Role.OFFICER), town.user(Role.COORDINATOR2, area=town.east)
    for user in (officer, other):
        make_entry(town, posting=user.postings.get(), types=["startup"])
    client = Client()
    client.force_login(officer)
    page = client.get(PEERS).content.decode()
    assert f"/areas/employers/{other.postings.get().employer_id}/" in page


def test_contact_counts_whoever_of_both_wrote_it(town: Town) -> None:
    first = town.user(Role.COORDINATOR1)
    make_entry(town, posting=first.postings.get(), peers=[writer(town)], on=ago(1))
    assert peers.to_call(viewer_of(first, timezone.localdate())) == []


@pytest.mark.parametrize("role", [Role.COORDINATOR2, Role.OFFICER])
def test_nobody_else_is_shown_who_is_alone(town: Town, role: Role) -> None:
    writer(town)
    assert peers.to_call(town.viewer(role)) == []
    assert "声をかけてみませんか" not in town.client(role).get(PEERS).content.decode()


def test_who_works_on_what_is_alike_is_named_with_why(town: Town) -> None:
    term(town.municipality, Kind.SC_ACTIVITY_TYPE, "startup", label="立ち上げ支援")
    other = town.user(Role.COORDINATOR2, area=town.east)
    make_entry(town, types=["startup", "admin"])
    make_entry(town, posting=other.postings.get(), area=town.aoume, types=["startup", "admin"])
    office = town.user(Role.COORDINATOR2)
    make_entry(town, posting=office.postings.get(), types=["admin"])
    assert peers.kindred(viewer(town)) == [
        peers.Kindred(other, town.east.name, town.centre, "立ち上げ支援")
    ]


def test_who_writes_nothing_is_like_nobody(town: Town) -> None:
    assert peers.kindred(town.viewer(Role.VIEWER)) == []
    assert peers.kindred(town.viewer(Role.COORDINATOR2)) == []


def test_page_asks_as_much_of_three_as_of_one(town: Town) -> None:
    client, asked = town.client(Role.COORDINATOR1), []
    for number in (1, 2):
        for _ in range(number):
            user = town.user(Role.COORDINATOR2)
            make_entry(town, posting=user.postings.get(), types=["startup"], on=ago(6))
        client.get(PEERS)
        with CaptureQueriesContext(connection) as queried:
            client.get(PEERS)
        asked.append(len(queried))
    assert asked[0] == asked[1]


def test_town_says_how_long_is_long_from_a_day_on(town: Town) -> None:
    first = town.user(Role.COORDINATOR1)
    make_entry(town, posting=first.postings.get(), peers=[writer(town)], on=ago(5))
    seen = viewer_of(first, timezone.localdate())
    assert [one.user for one in peers.to_call(seen)] == [writer(town)]
    town.client(Role.OFFICER).post(f"{PEERS}calling/", {"weeks": "8"})
    assert (peers.weeks(seen), peers.to_call(seen)) == (8, [])


@pytest.mark.parametrize("weeks", ["0", "27", "x", ""])
def test_interval_that_is_none_is_answered_in_words(town: Town, weeks: str) -> None:
    client = town.client(Role.OFFICER)
    page = client.post(f"{PEERS}calling/", {"weeks": weeks}, follow=True)
    assert (page.status_code, peers.weeks(town.viewer(Role.OFFICER))) == (200, 4)

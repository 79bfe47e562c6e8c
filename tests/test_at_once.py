"""Two people send the same at the same moment: the second reads a sentence, never a fault."""

from collections.abc import Callable
from threading import Thread
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.accounts import actions as accounts
from sasaeai.accounts.models import User
from sasaeai.areas import actions as areas
from sasaeai.areas.models import AccessRule, AreaPart, Employer, LevelName, Role
from sasaeai.areas.models.access import Access
from sasaeai.areas.viewer import viewer_of
from sasaeai.audit.models import Entry
from sasaeai.base.errors import once
from sasaeai.organisations import actions as organisations
from sasaeai.organisations.models import Tie
from sasaeai.people import actions as people
from sasaeai.people.models import Gift
from sasaeai.vocabulary import actions as vocabulary
from sasaeai.vocabulary.models import Kind, Term
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Link, Voice
from tests.factories.areas import Town
from tests.factories.organisations import make_organisation
from tests.factories.people import make_person, writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_own_voice, make_slip
from tests.meanwhile import Try, meanwhile, said

EMPLOYER = "同じ名前の所属先がもうあります。ほかの名前を書くか、そちらを直してください。"
STAFF_ID = "この職員番号はもう使われています。別の番号を入れてください。"
EMAIL = "このメールアドレスはもう使われています。別のものを入れてください。"
ACCESS = "この役割には、その日かその後に始まる決まりがもうあります。その決まりが始まる日より後の日にしてください。"
GIFT = "同じことがもう書いてあります。そちらを直すか、別のことを選んでください。"
TIE = (
    "この二つの団体のつながりは、もう書いてあります。変えるときは、いちど外してから書いてください。"
)
SLIP = "この番号の声は、もう届いています。番号を見くらべてみてください。"


def test_employer_of_a_name_that_came_first_is_refused(town: Town) -> None:
    viewer = town.viewer(Role.OFFICER)
    first, second = (Employer(municipality=town.municipality, name="若葉会") for _row in range(2))
    other = Employer(municipality=town.municipality, name="青葉会")

    answers = [
        said(lambda one=one: areas.add_employer(viewer, one)) for one in (first, second, other)
    ]
    other.name = "若葉会"
    answers.append(said(lambda: areas.change_employer(viewer, other, changed=["name"])))

    assert answers == ["", EMPLOYER, "", EMPLOYER]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [({"staff_id": "77"}, STAFF_ID), ({"staff_id": "78", "email": "a@example.jp"}, EMAIL)],
)
def test_account_of_a_number_or_address_that_came_first_is_refused(
    town: Town, facts: dict[str, str], sentence: str
) -> None:
    actor = town.viewer(Role.OFFICER).actor
    first = User(realm_id=town.municipality.pk, name="一", staff_id="77", email="a@example.jp")
    second = User(realm_id=town.municipality.pk, name="二", **facts)
    third = User(realm_id=town.municipality.pk, name="三", staff_id="79")

    answers = [
        said(lambda one=one: accounts.open_account(actor, one)) for one in (first, second, third)
    ]
    for name, value in facts.items():
        setattr(third, name, value)
    answers.append(said(lambda: accounts.change_account(actor, third, changed=[*facts])))

    assert answers == ["", sentence, "", sentence]


def test_fault_that_is_no_second_row_stays_a_fault(town: Town) -> None:
    part = AreaPart(area=town.sakuradai, piece=town.sakuradai, weight=1)

    with pytest.raises(IntegrityError), once(EMPLOYER):
        part.save()


def access_rule(town: Town) -> Try:
    viewer, today = town.viewer(Role.OFFICER), timezone.localdate()
    AccessRule.objects.filter(role=Role.VIEWER).delete()
    return lambda: areas.set_access(
        viewer, AccessRule(role=Role.VIEWER, access=Access.NONE, since=today)
    )


def level_name(town: Town) -> Try:
    viewer = town.viewer(Role.OFFICER)
    return lambda: areas.name_levels(viewer, {"district": "学区"})


def part(town: Town) -> Try:
    viewer, held = town.viewer(Role.OFFICER), {"area": town.sakuradai, "piece": town.aoume}
    return lambda: areas.add_part(viewer, AreaPart(since=timezone.localdate(), weight=1, **held))


def gift(town: Town) -> Try:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    shopping = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")
    return lambda: people.add_gift(
        viewer, Gift(person=person, kind=Gift.Kind.WANTS, category=shopping)
    )


def tie(town: Town) -> Try:
    viewer, ends = town.viewer(Role.OFFICER), [make_organisation(town), make_organisation(town)]

    def try_it() -> None:
        ends.reverse()  # either way round it is one tie
        organisations.tie(viewer, Tie(one=ends[0], other=ends[1], words="夏まつり"))

    return try_it


def own_term(town: Town) -> Try:
    viewer = town.viewer(Role.OFFICER)
    shopping = term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping")
    return lambda: vocabulary.add(
        viewer, Term(kind=Kind.SUPPORT_CATEGORY, parent=shopping, label="灯油の買いもの")
    )


def slip(town: Town) -> Try:
    viewer, slip = town.viewer(Role.COORDINATOR2), make_slip(town)
    return lambda: voices.take_slip(viewer, slip, Voice(words="声", area=town.sakuradai))


def link(town: Town) -> Try:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_own_voice(town, token="lost")
    return lambda: voices.give_link(viewer, voice)


def posted_meanwhile(try_it: Try, client: Client, url: str, **sent: str) -> HttpResponse:
    """Return what somebody reads who sends a form while another does something."""
    pages = []

    def second_person() -> None:
        pages.append(client.post(url, sent))
        connection.close()

    meanwhile(try_it, Thread(target=second_person))
    return pages[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("what", "sentence", "written"),
    [
        (access_rule, ACCESS, 1),
        (level_name, "", 1),
        (part, "", 1),
        (gift, GIFT, 1),
        (tie, TIE, 1),
        (own_term, "", 2),
        (slip, SLIP, 1),
        (link, "", 1),
    ],
)
def test_second_of_two_at_once_waits_and_then_reads_what_the_first_wrote(
    town: Town, what: Callable[[Town], Try], sentence: str, written: int
) -> None:
    try_it, answers = what(town), []
    tables = {
        access_rule: AccessRule.objects.filter(role=Role.VIEWER),
        level_name: LevelName.objects.all(),
        part: AreaPart.objects.all(),
        gift: Gift.objects.all(),
        tie: Tie.objects.all(),
        own_term: Term.objects.filter(label="灯油の買いもの"),
        slip: Voice.objects.all(),
        link: Link.objects.filter(stopped_at=None),
    }

    def second_person() -> None:
        answers.append(said(try_it))
        connection.close()

    meanwhile(try_it, Thread(target=second_person))

    assert (answers, tables[what].count()) == ([sentence], written)


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="on SQLite nobody looks while another writes"
)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["areas:add_employer", "areas:change_employer"])
def test_name_of_an_employer_taken_meanwhile_is_said_on_the_screen(town: Town, place: str) -> None:
    viewer, client = town.viewer(Role.OFFICER), town.client(Role.OFFICER)
    first = Employer(municipality=town.municipality, name="若葉会")
    url = reverse(place, args=[town.centre.pk] if "change" in place else [])

    page = posted_meanwhile(lambda: areas.add_employer(viewer, first), client, url, name="若葉会")

    assert (page.status_code, EMPLOYER in page.content.decode()) == (422, True)


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="on SQLite nobody looks while another writes"
)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["areas:add_member", "areas:change_member"])
def test_number_of_an_account_taken_meanwhile_is_said_on_the_screen(town: Town, place: str) -> None:
    viewer, client = town.viewer(Role.OFFICER), town.client(Role.OFFICER)
    first = User(realm_id=town.municipality.pk, name="一", staff_id="77")
    url = reverse(place, args=[town.user(Role.VIEWER).pk] if "change" in place else [])

    page = posted_meanwhile(
        lambda: accounts.open_account(viewer.actor, first), client, url, name="二", staff_id="77"
    )

    assert (page.status_code, STAFF_ID in page.content.decode()) == (422, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("words", "status"), [("味噌なら作るよ", 302), ("味噌なら、いくらでも作るよ", 409)]
)
def test_voice_that_arrives_twice_at_once_is_written_down_once(
    town: Town, words: str, status: int
) -> None:
    user, number, client = writer(town), uuid4(), Client()
    client.force_login(user)
    viewer = viewer_of(user, timezone.localdate())
    first = Voice(
        area=town.sakuradai, employer=town.centre, words="味噌なら作るよ", client_id=number,
        heard_on=viewer.today,
    )  # fmt: skip

    page = posted_meanwhile(
        lambda: voices.hear(viewer, first), client, reverse("voices:hear"),
        words=words, near=str(town.sakuradai.pk), client_id=str(number),
    )  # fmt: skip

    assert (page.status_code, Voice.objects.get().words) == (status, "味噌なら作るよ")
    assert Entry.objects.filter(verb="voices.hear").count() == 1


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="on SQLite nobody looks while another writes"
)
@pytest.mark.django_db(transaction=True)
def test_slip_typed_meanwhile_is_said_on_the_screen_and_the_words_stay(town: Town) -> None:
    viewer, client, slip = (
        town.viewer(Role.COORDINATOR2),
        town.client(Role.COORDINATOR2),
        make_slip(town, area=town.sakuradai),
    )

    page = posted_meanwhile(
        lambda: voices.take_slip(viewer, slip, Voice(words="声", area=town.sakuradai)),
        client, reverse("voices:take_slip"), number=slip.number, words="写した言葉",
    )  # fmt: skip

    told = page.content.decode()
    assert (page.status_code, SLIP in told, "写した言葉" in told) == (422, True, True)

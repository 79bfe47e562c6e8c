"""What somebody might give, asked one thing at a time; and what others should know before they meet."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.people import actions, queries
from sasaeai.people.models import Answer, Gift, Person
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import make_gift, make_person, writer
from tests.factories.vocabulary import make_rule, term

pytestmark = pytest.mark.django_db


def category(town: Town, code: str = "trash", **values):
    return term(town.municipality, Kind.SUPPORT_CATEGORY, code, **values)


@pytest.mark.parametrize(
    ("said", "gives"), [("yes", ["can"]), ("wants", ["wants"]), ("no", []), ("later", [])]
)
def test_yes_is_a_gift_and_no_is_remembered(town: Town, said: str, gives: list[str]) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    for _twice in range(2):
        actions.hear_answer(viewer, person, category=category(town), said=said)
    assert list(person.gifts.values_list("kind", flat=True)) == gives
    assert Answer.objects.get(person=person).said == said
    assert Person.objects.get(pk=person.pk).asked_to_give_on == viewer.today


def test_question_of_another_town_is_refused(town: Town, next_town: Town) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    with pytest.raises(DomainError, match="同じ市町村"):
        actions.hear_answer(viewer, person, category=category(next_town), said="yes")


def test_what_was_left_comes_again_another_day_and_what_is_settled_does_not(town: Town) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    later, no = category(town, "later"), category(town, "no")
    open_one, given = category(town, "open"), category(town, "given")
    category(town, "medication", policy="refer")
    make_gift(person, "given")
    actions.hear_answer(viewer, person, category=no, said="no")
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=False):
        before = town.viewer(Role.COORDINATOR2)
        actions.hear_answer(before, person, category=later, said="later")
    left = {*queries.questions_left(viewer, person)}
    assert (left & {later, no, open_one, given}, len(left)) == ({later, open_one}, 2)
    actions.hear_answer(viewer, person, category=later, said="later")
    assert queries.questions_left(viewer, person) == [open_one]


def test_nobody_is_asked_for_what_is_left_to_professionals_today(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    today, tomorrow = category(town, "today"), category(town, "tomorrow")
    no_more = category(town, "no_more", policy="refer")
    make_rule(today, "refer")
    make_rule(tomorrow, "refer", in_days=1)
    make_rule(no_more, "train", in_days=-1)
    assert {*queries.questions(viewer)} == {tomorrow, no_more}


def test_whoever_was_asked_is_not_asked_again_by_habit(town: Town) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    actions.ask_to_give(viewer, person)
    assert Person.objects.get().asked_to_give_on == viewer.today
    assert Entry.objects.get(verb="people.ask_to_give").subjects == [str(person.pk)]


def test_what_others_should_know_is_kept(town: Town) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    dog, smoke = (term(town.municipality, Kind.TRAIT, code) for code in ("dog", "smoke"))
    person.trust, person.with_companion = Person.Trust.MET, False
    actions.change_meeting(
        viewer, person, seen=person.updated_at, changed=["trust"], has=[dog], avoids=[smoke]
    )
    known = Person.objects.get()
    assert (known.trust, known.with_companion) == (Person.Trust.MET, False)
    assert ([*known.has.all()], [*known.avoids.all()]) == ([dog], [smoke])


def test_questions_follow_one_another_on_the_page(town: Town) -> None:
    person, trash = make_person(town), category(town, label="ゴミ出し")
    client = Client()
    client.force_login(writer(town))
    assert "「ゴミ出し」を頼まれたら" in client.get(f"/people/{person.pk}/ask/").content.decode()
    client.post(f"/people/{person.pk}/answer/", {"category": str(trash.pk), "said": "yes"})
    assert Gift.objects.get().category == trash
    assert (
        "いま聞くことは、もうありません" in client.get(f"/people/{person.pk}/ask/").content.decode()
    )


def test_what_most_people_of_the_town_give_is_asked_first(town: Town, next_town: Town) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    rare, usual, never = (category(town, code) for code in ("rare", "usual", "never"))
    for code in ("rare", "usual", "usual"):
        make_gift(make_person(town), code)
    make_gift(make_person(town), "never", ended_on=viewer.today)
    for _neighbour in range(3):
        make_gift(make_person(next_town), "rare")
    assert queries.questions_left(viewer, person) == [usual, rare, never]


@pytest.mark.parametrize(
    ("first", "then", "gives"),
    [
        ("yes", "no", []),
        ("yes", "later", []),
        ("yes", "wants", ["wants"]),
        ("wants", "yes", ["can"]),
        ("no", "yes", ["can"]),
    ],
)
def test_changed_answer_changes_what_is_given(
    town: Town, first: str, then: str, gives: list[str]
) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    for said in (first, then):
        actions.hear_answer(viewer, person, category=category(town), said=said)
    assert [*person.gifts.filter(ended_on=None).values_list("kind", flat=True)] == gives


def test_yes_that_was_a_no_for_a_moment_keeps_its_times(town: Town) -> None:
    person, snow = make_person(town), term(town.municipality, Kind.SUPPORT_CATEGORY, "snow")
    viewer, times = town.viewer(Role.COORDINATOR2), {"tue": [["06:00", "07:00"]]}
    actions.hear_answer(viewer, person, category=snow, said="yes")
    Gift.objects.update(times=times)
    for said in ("no", "yes"):
        actions.hear_answer(viewer, person, category=snow, said=said)
    assert [one.times for one in Gift.objects.filter(ended_on=None)] == [times]


def test_one_steps_back_to_each_question_of_today_and_changes_its_answer(town: Town) -> None:
    viewer, person = town.viewer(Role.COORDINATOR2), make_person(town)
    first, second, third = (category(town, code) for code in ("trash", "talk", "garden"))
    url = reverse("people:ask", args=[person.pk])
    client = town.client(Role.COORDINATOR2)
    assert client.get(url).context["before"] is None
    for one, said in ((first, "no"), (second, "yes")):
        actions.hear_answer(viewer, person, category=one, said=said)

    def at(address: str):
        page = client.get(address)
        shown = page.context
        assert "いくつでも、どこでもやめられます。" in page.content.decode()
        return shown["category"], shown["again"] and shown["again"].said, shown["before"]

    assert [part and getattr(part, "category", part) for part in at(url)] == [third, None, second]
    assert at(f"{url}?again={second.pk}")[:2] == (second, "yes")
    assert at(f"{url}?again={first.pk}") == (first, "no", None)
    client.post(reverse("people:answer", args=[person.pk]), {"category": first.pk, "said": "wants"})
    assert [gift.category for gift in person.gifts.filter(kind="wants")] == [first]


def test_question_of_another_day_or_of_nobody_is_not_stepped_back_to(town: Town) -> None:
    person = make_person(town)
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=False):
        before = town.viewer(Role.COORDINATOR2)
        actions.hear_answer(before, person, category=category(town), said="no")
    other = category(town, "talk")
    page = town.client(Role.COORDINATOR2).get(
        reverse("people:ask", args=[person.pk]), {"again": category(town).pk}
    )
    assert (page.context["category"], page.context["before"]) == (other, None)


def test_nobody_is_said_to_want_company_before_they_were_asked(town: Town) -> None:
    client, said = town.client(Role.COORDINATOR2), []
    client.post("/people/new/", {"nickname": "まつさん", "area": town.sakuradai.pk})
    person = Person.objects.get()
    address = reverse("people:meeting", args=[person.pk])
    for answer in ("", "True", "False"):
        seen = Person.objects.get().updated_at.isoformat()
        client.post(address, {"seen": seen, "trust": "0", "with_companion": answer})
        page = client.get(person.get_absolute_url()).content.decode()
        said.append((Person.objects.get().with_companion, "付き添いがほしい" in page))
    assert said == [(None, False), (True, True), (False, False)]

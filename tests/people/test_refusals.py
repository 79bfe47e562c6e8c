"""What is refused when persons are written down, with a sentence that says what to do instead."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.base.errors import DomainError
from sasaeai.people import actions
from sasaeai.people.models import Consent, Gift, Opening, Person
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import make_consent, make_gift, make_person
from tests.factories.vocabulary import term

DAY = timedelta(days=1)
OTHER_TOWN = "同じ市町村のものを、一覧の中から選んでください。"


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


def refused(action: Callable[[], object]) -> str:
    """Return the sentence with which an action is refused."""
    with pytest.raises(DomainError) as refusal:
        action()
    return str(refusal.value)


def consent(town: Town, person: Person, **facts: object) -> Consent:
    usual = {
        "items": ["name"], "given_on": timezone.localdate(), "means": "voice", "purpose": "見守り",
        "recipient": term(town.municipality, Kind.CONSENT_SCOPE, "shakyo"),
    }  # fmt: skip
    return Consent(person=person, **usual | facts)


@pytest.mark.parametrize(
    ("area", "body"), [("aoume", "centre"), ("sakuradai", "council")], ids=["area", "body"]
)
def test_person_of_others_is_not_written_down(
    town: Town, viewer: Viewer, area: str, body: str
) -> None:
    person = Person(nickname="まつさん", area=getattr(town, area), employer=getattr(town, body))

    said = refused(lambda: actions.add(viewer, person))

    assert said == "ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"
    assert Person.objects.count() == 0


def test_person_is_not_moved_out_of_the_own_area(town: Town, viewer: Viewer) -> None:
    person = make_person(town)
    person.area = town.aoume

    refused(lambda: actions.change(viewer, person, seen=person.updated_at, changed=["area"]))

    person.refresh_from_db()
    assert person.area == town.sakuradai


def test_person_without_any_name_is_not_written_down(town: Town, viewer: Viewer) -> None:
    person = Person(given_name="花", area=town.sakuradai, employer=town.centre)

    assert refused(lambda: actions.add(viewer, person)) == (
        "呼び名か姓のどちらかを書いてください。"
    )


def test_nobody_signed_in_writes_nobody_down(town: Town) -> None:
    person = Person(nickname="まつさん", area=town.sakuradai, employer=town.centre)

    assert refused(lambda: actions.add(resident(town.municipality.pk), person)) == (
        "サインインしてから、もう一度おためしください。"
    )


def test_rest_that_ends_before_it_begins_is_refused(town: Town, viewer: Viewer) -> None:
    person = make_person(town)

    said = refused(
        lambda: actions.pause(
            viewer, person, since=timezone.localdate(), until=timezone.localdate() - DAY
        )
    )

    person.refresh_from_db()
    assert (said, person.paused_from) == (
        "おわりの日は、はじまりの日か、それより後にしてください。",
        None,
    )


def test_record_is_not_opened_by_whoever_sees_by_body(town: Town, viewer: Viewer) -> None:
    person = make_person(town, employer=town.council)

    said = refused(lambda: actions.open_with_reason(viewer, person, reason="知りたいから"))

    assert (
        said == "この方の記録は、その区域を受け持つ人だけが開けます。受け持つ人に頼んでください。"
    )
    assert Opening.objects.count() == 0


def test_gift_of_a_category_next_door_is_refused(
    town: Town, next_town: Town, viewer: Viewer
) -> None:
    theirs = term(next_town.municipality, Kind.SUPPORT_CATEGORY, "shopping")

    said = refused(
        lambda: actions.add_gift(viewer, Gift(person=make_person(town), category=theirs))
    )

    assert (said, Gift.objects.count()) == (OTHER_TOWN, 0)


def test_gift_that_was_taken_back_does_not_come_back_twice(town: Town, viewer: Viewer) -> None:
    person = make_person(town)
    old = make_gift(person, ended_on=timezone.localdate())
    make_gift(person)

    said = refused(lambda: actions.bring_back_gift(viewer, old))

    old.refresh_from_db()
    assert (said, old.ended_on) == (
        "同じことがもう書いてあります。そちらを直すか、別のことを選んでください。",
        timezone.localdate(),
    )


@pytest.mark.parametrize("items", [[], ["name", "shoe_size"]], ids=["none", "unknown"])
def test_consent_names_items_of_the_list(town: Town, viewer: Viewer, items: list[str]) -> None:
    asked = consent(town, make_person(town), items=items)

    said = refused(lambda: actions.give_consent(viewer, asked))

    assert said == "同意した項目を、一覧の中から一つ以上選んでください。"
    assert Consent.objects.count() == 0


@pytest.mark.parametrize(
    ("fact", "away", "sentence"),
    [
        ("given_on", DAY, "同意の日は、今日か、それより前の日にしてください。"),
        ("until", -DAY, "おわりの日は、同意の日か、それより後にしてください。"),
    ],
)
def test_consent_has_days_that_can_be(
    town: Town, viewer: Viewer, fact: str, away: timedelta, sentence: str
) -> None:
    asked = consent(town, make_person(town), **{fact: timezone.localdate() + away})

    assert refused(lambda: actions.give_consent(viewer, asked)) == sentence
    assert Consent.objects.count() == 0


@pytest.mark.parametrize("fact", ["recipient", "recipient_employer"])
def test_consent_to_somebody_next_door_is_refused(
    town: Town, next_town: Town, viewer: Viewer, fact: str
) -> None:
    theirs = {
        "recipient": term(next_town.municipality, Kind.CONSENT_SCOPE, "shakyo"),
        "recipient_employer": next_town.council,
    }
    asked = consent(town, make_person(town), **{fact: theirs[fact]})

    assert refused(lambda: actions.give_consent(viewer, asked)) == OTHER_TOWN


@pytest.mark.parametrize(
    ("code", "kinds", "differs"),
    [
        ("shakyo", ["shakyo", "hokatsu"], False),
        ("hokatsu", ["shakyo", "hokatsu"], False),
        ("city", ["shakyo", "hokatsu"], True),
        ("city", [], False),
        ("minsei", [], True),
        ("public", ["city"], True),
    ],
)
def test_consent_names_one_recipient(
    town: Town, viewer: Viewer, code: str, kinds: list[str], *, differs: bool
) -> None:
    town.council.kinds = kinds
    named = term(town.municipality, Kind.CONSENT_SCOPE, code)
    ours = term(town.municipality, Kind.CONSENT_SCOPE, "ours", national_label="", parent=named)
    others = term(town.municipality, Kind.CONSENT_SCOPE, "friends", national_label="")
    person, said = make_person(town), []

    for recipient in (named, ours, others):
        asked = consent(town, person, recipient=recipient, recipient_employer=town.council)
        try:
            actions.give_consent(viewer, asked)
        except DomainError as error:
            said.append(str(error))

    assert said == [str(actions.RECIPIENTS_DIFFER)] * 2 * differs


@pytest.mark.parametrize(
    ("facts", "is_refused"),
    [
        ({}, True),
        ({"items": ["name", "phone"]}, False),
        ({"until": "tomorrow"}, True),
        ({"recipient_employer": "council"}, False),
    ],
    ids=["alike", "more", "shorter", "another body"],
)
def test_consent_that_stands_already_is_not_written_twice(
    town: Town, viewer: Viewer, facts: dict[str, object], *, is_refused: bool
) -> None:
    person = make_person(town)
    actions.give_consent(viewer, consent(town, person))
    meant = {"council": town.council, "tomorrow": timezone.localdate() + DAY}
    facts = {name: meant.get(str(value), value) for name, value in facts.items()}

    if is_refused:
        again = consent(town, person, **facts)
        assert "もう記録してあります" in refused(lambda: actions.give_consent(viewer, again))
    else:
        actions.give_consent(viewer, consent(town, person, **facts))

    assert Consent.objects.count() == 2 - is_refused


def test_consent_that_was_withdrawn_is_given_again(town: Town, viewer: Viewer) -> None:
    person = make_person(town)
    first = actions.give_consent(viewer, consent(town, person))
    actions.withdraw_consent(viewer, first)

    actions.give_consent(viewer, consent(town, person))

    assert Consent.objects.filter(withdrawn_on=None).count() == 1


def test_consent_to_somebody_who_employs_no_staff_is_kept(town: Town, viewer: Viewer) -> None:
    given = actions.give_consent(viewer, consent(town, make_person(town)))

    kept = Consent.objects.get()
    assert (kept, kept.recipient_employer, kept.recorded_by_id) == (given, None, viewer.user)


def test_consent_withdrawn_before_keeps_its_day(town: Town, viewer: Viewer) -> None:
    consent = make_consent(
        town, make_person(town), town.council, withdrawn_on=timezone.localdate() - DAY
    )

    said = refused(lambda: actions.withdraw_consent(viewer, consent))

    consent.refresh_from_db()
    assert said == "この同意は、もう取りやめてあります。そのままで大丈夫です。"
    assert consent.withdrawn_on == timezone.localdate() - DAY


def test_consent_is_not_restored_on_a_later_day(town: Town, viewer: Viewer) -> None:
    consent = make_consent(
        town, make_person(town), town.council, withdrawn_on=timezone.localdate() - DAY
    )

    said = refused(lambda: actions.restore_consent(viewer, consent))

    consent.refresh_from_db()
    assert said == (
        "元に戻せるのは、取りやめたその日だけです。"
        "ご本人にもう一度たしかめて、新しい同意として記録してください。"
    )
    assert consent.withdrawn_on == timezone.localdate() - DAY


def test_gift_taken_back_before_keeps_its_day(town: Town, viewer: Viewer) -> None:
    gift = make_gift(make_person(town), ended_on=timezone.localdate() - DAY)

    actions.end_gift(viewer, gift)

    gift.refresh_from_db()
    assert gift.ended_on == timezone.localdate() - DAY


def test_gift_is_not_brought_back_on_a_later_day(town: Town, viewer: Viewer) -> None:
    gift = make_gift(make_person(town), ended_on=timezone.localdate() - DAY)

    said = refused(lambda: actions.bring_back_gift(viewer, gift))

    gift.refresh_from_db()
    assert said == "元に戻せるのは、取り下げたその日だけです。あらためて書き足してください。"
    assert gift.ended_on == timezone.localdate() - DAY

"""Neither telephone nor paper where nobody may be asked now; what leaves the house is recorded."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.matching import actions
from sasaeai.needs.models import Need
from sasaeai.organisations.models import Organisation
from sasaeai.people.models import Person
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.needs import make_helper, make_need
from tests.factories.organisations import make_organisation
from tests.factories.vocabulary import make_rule, term

pytestmark = pytest.mark.django_db
WHERE = ("people/{helper}/", "organisations/{body}/", "slip/")


@pytest.fixture
def need(town: Town) -> Need:
    return make_need(town)


@pytest.fixture
def helper(town: Town) -> Person:
    return make_helper(town, phone="042-000-0101")


@pytest.fixture
def body(town: Town, need: Need) -> Organisation:
    made = make_organisation(town, name="桜台の会", contact_phone="090-0000-2222")
    made.categories.add(need.category)
    return made


def no_consent(need: Need) -> None:
    Need.objects.filter(pk=need.pk).update(consent="")


def referred(need: Need) -> None:
    make_rule(need.category, "refer")


def alarming(need: Need) -> None:
    abuse = term(need.municipality, Kind.ALARM_WORD, "abuse", label="虐待")
    Need.objects.filter(pk=need.pk).update(what=f"{abuse.label}かもしれない")


def closed(need: Need) -> None:
    Need.objects.filter(pk=need.pk).update(state="done", closed_on=timezone.localdate())


barred = pytest.mark.parametrize(
    ("bar", "sentence"),
    [
        (no_consent, "お手伝いの方に伝えてよいか"),
        (referred, "専門のところへつなぐことです"),
        (alarming, "専門のところへつなぐことです"),
        (closed, "頼む前に「もう一度ひらく」"),
    ],
)


@barred
@pytest.mark.parametrize("where", WHERE)
def test_need_that_asks_nobody_opens_neither_telephone_nor_paper(
    coordinator: Client,
    need: Need,
    helper: Person,
    body: Organisation,
    where: str,
    bar: Callable[[Need], None],
    sentence: str,
) -> None:
    bar(need)
    url = f"/matching/needs/{need.pk}/{where.format(helper=helper.pk, body=body.pk)}"

    response = coordinator.get(url)
    looks = Entry.objects.filter(verb__in=["people.look", "organisations.look"]).count()
    page = coordinator.get(url, follow=True).content.decode()

    assert (response.status_code, response["Location"]) == (302, need.get_absolute_url())
    assert (sentence in page, looks) == (True, 0)
    assert not Entry.objects.filter(verb="matching.print_slip").exists()


def test_script_records_whose_telephone_it_showed(
    coordinator: Client, need: Need, helper: Person
) -> None:
    page = coordinator.get(f"/matching/needs/{need.pk}/people/{helper.pk}/").content.decode()

    look = Entry.objects.get(verb="people.look")
    assert ("042-000-0101" in page, look.subjects) == (True, [str(helper.pk)])
    assert "phone" in look.fields


def test_paper_that_leaves_the_house_is_recorded(coordinator: Client, need: Need) -> None:
    sheet = coordinator.get(f"/matching/needs/{need.pk}/slip/")

    entry = Entry.objects.get(verb="matching.print_slip")
    assert sheet["Content-Type"] == "application/pdf"
    assert (entry.kind, entry.subjects) == ("need", [str(need.pk)])
    assert {"what", "area", "times", "place_words", "has"} <= set(entry.fields)


def test_paper_of_a_need_that_asks_nobody_is_refused(town: Town, need: Need) -> None:
    no_consent(need)

    with pytest.raises(DomainError, match="お手伝いの方に伝えてよいか"):
        actions.print_slip(town.viewer(Role.COORDINATOR2), need)

    assert not Entry.objects.filter(verb="matching.print_slip").exists()

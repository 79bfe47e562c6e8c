"""A category of which nobody said anything follows the one above it."""

import pytest
from django.test import Client

from sasaeai.accounts.models import User
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.vocabulary import queries
from sasaeai.vocabulary.models import Kind, Policy, Term
from tests.factories.areas import Town
from tests.factories.vocabulary import make_rule, term

pytestmark = pytest.mark.django_db
ALLOW, TRAIN, REFER = Policy.ALLOW, Policy.TRAIN, Policy.REFER


@pytest.fixture
def officer(town: Town) -> Viewer:
    return town.viewer(Role.OFFICER)


@pytest.fixture
def line(town: Town) -> list[Term]:
    """Return a group, a national category below it, and the town's own below that."""
    made: list[Term] = []
    for code in ("care", "care_bath", "own_foot_bath"):
        above = made[-1] if made else None
        made.append(term(town.municipality, Kind.SUPPORT_CATEGORY, code, label=code, parent=above))
    return made


@pytest.mark.parametrize(
    ("said", "policy", "above"),
    [
        ({}, ALLOW, None),
        ({0: REFER}, REFER, 0),
        ({1: REFER}, REFER, 1),
        ({0: REFER, 1: TRAIN}, TRAIN, 1),
        ({0: REFER, 2: ALLOW}, ALLOW, None),
    ],
)
@pytest.mark.parametrize("by", ["rule", "start"])
def test_category_of_which_nothing_is_said_follows_the_one_above(
    line: list[Term], officer: Viewer, said: dict[int, Policy], policy: Policy, above, by: str
) -> None:
    for place, one in said.items():
        if by == "rule":
            make_rule(line[place], one)
        else:
            line[place].policy = one
            line[place].save()

    found = queries.standing(line[2], officer.today)
    left = queries.referred(Term.objects.all(), officer.today)

    assert (found.policy, found.above) == (policy, None if above is None else line[above])
    assert left.filter(pk=line[2].pk).exists() == (policy == REFER)


def test_what_comes_above_is_told_below_where_that_decides(
    line: list[Term], officer: Viewer
) -> None:
    make_rule(line[0], REFER)
    make_rule(line[0], TRAIN, in_days=10)
    assert str(queries.standing(line[2], officer.today).coming) == "学んだ人が手伝う"
    make_rule(line[2], ALLOW)
    assert queries.standing(line[2], officer.today).coming is None


def test_list_says_whose_policy_it_is(line: list[Term], officer: Viewer, client: Client) -> None:
    make_rule(line[0], REFER)
    client.force_login(User.objects.get(pk=officer.user))
    page = client.get(line[2].get_absolute_url()).content.decode()
    assert page.count("「care」と同じ") == 2

"""Who reads which words: the body that heard them, and others as far as was agreed."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.areas.visibility import STAFF
from sasaeai.base.errors import DomainError
from sasaeai.search import queries as search
from sasaeai.voices import actions, queries
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import LONG_AGO, Town
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
ORAL = Voice.Consent.ORAL


def words(viewer) -> set[str]:
    return set(queries.visible_to(viewer).values_list("words", flat=True))


def test_body_that_heard_it_reads_it_in_its_areas(town: Town) -> None:
    make_voice(town, "桜台の声")
    make_voice(town, "青梅の声", area=town.aoume)
    make_voice(town, "社協が聴いた声", employer=town.council)
    assert words(town.viewer(Role.COORDINATOR2)) == {"桜台の声"}


@pytest.mark.parametrize("reach", [Reach.STAFF, Reach.COUNCIL, Reach.PUBLIC])
def test_others_who_work_here_read_it_where_that_was_agreed(town: Town, reach: Reach) -> None:
    make_voice(town, "伝えてよい声", employer=town.council, consent=ORAL, reach=reach)
    assert words(town.viewer(Role.COORDINATOR2)) == {"伝えてよい声"}
    assert words(town.viewer(Role.OFFICER)) == {"伝えてよい声"}


def test_neither_council_nor_those_who_only_look_nor_residents_read_any(town: Town) -> None:
    make_voice(town, consent=ORAL, reach=Reach.PUBLIC)
    viewers = [town.viewer(Role.COUNCIL_MEMBER), town.viewer(Role.VIEWER)]
    assert [words(one) for one in (*viewers, resident(town.municipality.pk))] == [set()] * 3


def test_words_go_no_further_without_consent(town: Town) -> None:
    voice = make_voice(town)
    voice.reach = Reach.COUNCIL
    with pytest.raises(DomainError, match="同意"):
        actions.change(
            town.viewer(Role.COORDINATOR2), voice, seen=voice.updated_at, changed=["reach"]
        )


def test_what_was_withdrawn_is_read_by_nobody_and_found_nowhere(town: Town) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town, "柿の木の声")
    actions.withdraw(viewer, voice)
    found = search.matching("voice", "柿の木", municipality=town.municipality.pk)
    assert (words(viewer), found.exists()) == (set(), False)

    actions.restore(viewer, queries.withdrawn(viewer).get())
    assert list(queries.narrowed(queries.visible_to(viewer), viewer=viewer, words="柿の木")) == [
        voice
    ]


def test_another_body_gives_no_voice_back(town: Town) -> None:
    make_voice(town, withdrawn_on=LONG_AGO)
    assert not queries.withdrawn(town.viewer(Role.COORDINATOR1)).exists()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["sakuradai", "aoume", "root"]),
            st.sampled_from(["city", "council", "centre"]),
            st.sampled_from(list(Reach)),
            st.booleans(),
        ),
        max_size=6,
    ),
    st.sampled_from(list(STAFF)),
)
def test_the_query_says_what_the_rule_says_of_each(town: Town, told, role: Role) -> None:
    Voice.objects.all().delete()
    viewer = town.viewer(role)
    (post,) = viewer.posts
    expected = set()
    for number, (area, employer, reach, is_gone) in enumerate(told):
        voice = make_voice(
            town, f"声{number}", area=getattr(town, area), employer=getattr(town, employer),
            consent=ORAL, reach=reach, withdrawn_on=LONG_AGO if is_gone else None,
        )  # fmt: skip
        is_here = voice.area.path.startswith(post.path)
        if is_here and not is_gone and (voice.employer_id == post.employer or reach != Reach.OWN):
            expected.add(voice.words)
    assert words(viewer) == expected


def test_promises_of_an_answer_come_up_a_week_before(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    mine = {"heard_by_id": viewer.user}
    for days in (-1, 7, 8):
        make_voice(town, f"{days}日", follow_up_on=viewer.today + timedelta(days=days), **mine)
    make_voice(town, "ほかの人の約束", follow_up_on=viewer.today)
    answered = make_voice(town, "すんだ約束", follow_up_on=viewer.today, **mine)
    actions.answer(viewer, answered, words="電話した", on=viewer.today)
    assert [one.words for one in queries.promised(viewer)] == ["-1日", "7日"]

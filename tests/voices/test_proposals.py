"""What words point to, learned from what the town confirmed; whose words show why."""

from datetime import timedelta

import pytest

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.vocabulary.models import Kind, Term
from sasaeai.voices import actions, proposals
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import LONG_AGO, Town, make_town
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
WORDS = "五階からだと下ろせなくて"


@pytest.fixture
def viewer(town: Town) -> Viewer:
    """Somebody of the 包括, in a town whose list has three national categories."""
    for code in ("trash", "snow", "salon"):
        category(town, code)
    return town.viewer(Role.COORDINATOR2)


def category(town: Town, code: str, **values: object) -> Term:
    return term(town.municipality, Kind.SUPPORT_CATEGORY, code, **values)


def filed(town: Town, words: str, *codes: str, **values: object) -> Voice:
    voice = make_voice(town, words, **values)
    voice.categories.set([category(town, code) for code in codes])
    return voice


def told(viewer: Viewer, words: str = WORDS, **more: object) -> list[tuple[str, str]]:
    found = proposals.of_words(viewer, words, **more)
    return [(one.term.code, one.reason) for one in found.likely]


def test_new_town_begins_with_typical_words(viewer: Viewer) -> None:
    assert told(viewer, "ゴミ出しがつらい") == [("trash", "「ゴミ出し」から")]
    assert told(viewer) == []


def test_town_teaches_what_it_confirmed(viewer: Viewer, town: Town) -> None:
    voice = filed(town, "五階から袋を下ろせない", "trash")
    found = proposals.of_words(viewer, WORDS)
    assert [(one.term.code, one.earlier, one.voice) for one in found.likely] == [
        ("trash", 1, voice)
    ]
    assert found.likely[0].reason == "「五階」・「下」と、これまでの声1件から"


def test_what_somebody_puts_right_is_learned_at_once(viewer: Viewer, town: Town) -> None:
    voice = filed(town, "五階から袋を下ろせない", "snow")
    assert [code for code, _why in told(viewer)] == ["snow"]
    actions.categorise(viewer, voice, add=[category(town, "trash")], drop=[category(town, "snow")])
    assert [code for code, _why in told(viewer)] == ["trash"]


@pytest.mark.parametrize(
    ("because", "earlier", "reason"),
    [
        (("ゴミ",), 0, "「ゴミ」から"),
        (("ゴミ", "五階"), 2, "「ゴミ」・「五階」と、これまでの声2件から"),
        ((), 1, "これまでの声1件から"),
        ((), 0, "これまでの声から"),
    ],
)
def test_reason_is_said_in_a_sentence(because: tuple[str, ...], earlier: int, reason: str) -> None:
    assert proposals.Likely(Term(), because, earlier, None).reason == reason


def test_voice_without_a_category_teaches_none(viewer: Viewer, town: Town) -> None:
    voice = filed(town, "五階から袋を下ろせない")
    assert told(viewer) == []
    assert proposals.of_words(viewer, WORDS).alike == [voice]


def test_what_was_taken_back_teaches_nothing_any_more(viewer: Viewer, town: Town) -> None:
    voice = filed(town, "五階から袋を下ろせない", "trash")
    assert told(viewer) != []
    actions.withdraw(viewer, voice)
    assert proposals.of_words(viewer, WORDS) == ([], [])
    actions.restore(viewer, voice)
    assert [code for code, _why in told(viewer)] == ["trash"]


def test_next_town_teaches_nothing(viewer: Viewer) -> None:
    filed(make_town("13998", "となり町"), "五階から袋を下ろせない", "trash")
    assert proposals.of_words(viewer, WORDS) == ([], [])


def test_what_one_hidden_voice_says_is_found_out_by_nobody(viewer: Viewer, town: Town) -> None:
    for _voice in range(4):
        filed(town, "五階から袋を下ろせない", "trash", employer=town.council)
    assert proposals.of_words(viewer, WORDS) == ([], [])
    assert told(viewer, "ゴミを五階から下ろせない") == [("trash", "「ゴミ」から")]


def test_what_many_hidden_voices_say_weighs_and_they_stay_hidden(
    viewer: Viewer, town: Town
) -> None:
    for name in ("佐藤", "田中", "鈴木", "高橋", "伊藤"):
        filed(town, f"{name}です、五階から袋を下ろせない", "trash", employer=town.council)
    found = proposals.of_words(viewer, f"田中、{WORDS}")
    (one,) = found.likely
    assert (one.term.code, one.earlier, one.voice) == ("trash", 0, None)
    assert "五階" in one.because
    assert not [stretch for stretch in one.because if "田" in stretch or "中" in stretch]
    assert (found.alike, found.shown) == ([], [])


def test_reason_names_the_first_that_may_be_read(viewer: Viewer, town: Town) -> None:
    filed(town, WORDS, "trash", employer=town.council)
    agreed = filed(
        town, "五階から袋を下ろせない", "trash", employer=town.council, consent="oral", reach=Reach.STAFF
    )  # fmt: skip
    found = proposals.of_words(viewer, WORDS)
    assert [(one.earlier, one.voice) for one in found.likely] == [(1, agreed)]
    assert (found.alike, found.shown) == ([agreed], [agreed])


def test_most_alike_come_first_and_few(viewer: Viewer, town: Town) -> None:
    make_voice(town, "坂の上の畑のはなし")
    for number in range(4):
        make_voice(town, f"五階から{number}段ずつ下ろして、休んで、また下ろしている")
    nearest = make_voice(town, "五階からだと下ろせなくてね")
    alike = proposals.of_words(viewer, WORDS).alike
    assert (alike[0], len(alike)) == (nearest, 3)
    assert all("五階" in voice.words for voice in alike)


def test_voice_is_not_like_itself(viewer: Viewer, town: Town) -> None:
    voice = filed(town, WORDS, "trash")
    assert proposals.of_words(viewer, WORDS, besides=voice.pk) == ([], [])


def test_own_category_of_the_town_is_proposed_by_its_name(viewer: Viewer, town: Town) -> None:
    category(town, "boat", label="渡し船", national_label="")
    assert told(viewer, "渡し船がなくなった") == [("boat", "「渡し船」から")]


def test_category_that_ended_is_not_proposed(viewer: Viewer, town: Town) -> None:
    filed(town, "五階から袋を下ろせない", "trash")
    Term.objects.filter(code="trash").update(until=LONG_AGO)
    assert told(viewer, f"ゴミを{WORDS}") == []


def test_only_the_newest_voices_teach(viewer: Viewer, town: Town, monkeypatch) -> None:
    monkeypatch.setattr(proposals, "NEWEST", 2)
    filed(town, "五階から袋を下ろせない", "trash", heard_on=viewer.today - timedelta(days=9))
    assert [code for code, _why in told(viewer)] == ["trash"]
    for _number in range(2):
        filed(town, "雪かきを頼みたい", "snow")
    assert told(viewer) == []


def test_learning_is_kept_for_some_towns_only(viewer: Viewer, monkeypatch) -> None:
    monkeypatch.setattr(proposals, "TOWNS", 1)
    other = make_town("13998", "となり町")
    told(viewer)
    told(other.viewer(Role.COORDINATOR2))
    assert list(proposals._kept) == [other.municipality.pk]


def test_no_words_ask_for_nothing(viewer: Viewer, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert proposals.of_words(viewer, " \n") == ([], [])


def test_many_voices_are_asked_for_as_one_is(
    viewer: Viewer, town: Town, django_assert_num_queries
) -> None:
    filed(town, "五階から袋を下ろせない", "trash")
    with django_assert_num_queries(6):
        proposals.of_words(viewer, WORDS)
    for number in range(30):
        filed(town, f"五階から{number}回も下ろせない", "trash", "snow")
    with django_assert_num_queries(6):
        proposals.of_words(viewer, WORDS)
    with django_assert_num_queries(4):
        proposals.of_words(viewer, WORDS)

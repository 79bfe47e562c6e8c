from uuid import UUID, uuid4

import pytest
from django.db import connection, models
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from sasaeai.search import actions, index, queries

pytestmark = pytest.mark.django_db
TOWN = UUID(int=1)


class Place(models.Model):  # noqa: DJ008 -- stands for a room's table
    id = models.UUIDField(primary_key=True, default=uuid4)
    is_open = models.BooleanField()

    class Meta:
        app_label = "search_tests"


@pytest.fixture(autouse=True)
def _room(db):
    index.sampled.cache_clear()
    with connection.cursor() as cursor:
        uuid = "uuid" if connection.vendor == "postgresql" else "char(32)"
        cursor.execute(
            f"CREATE TEMP TABLE search_tests_place (id {uuid} PRIMARY KEY, is_open bool)"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_tests_place")


def put(*words, is_open=True, kind="asset", municipality=TOWN):
    place = Place.objects.create(is_open=is_open)
    actions.put(
        kind, place.pk, municipality=municipality, area=None, visibility="public", words=words
    )
    return place.pk


def first(words, **options):
    visible = options.pop("among", Place.objects.filter(is_open=True))
    return queries.first("asset", words, municipality=TOWN, among=visible, **options)


def pages(words, *, limit):
    """Return the subjects of one page after another."""
    page = first(words, limit=limit)
    shown = page.subjects
    while page.after is not None:
        page = first(words, limit=limit, after=page.after)
        shown = shown + page.subjects
    return shown


def test_first_words_in_the_title_come_before_newer_texts():
    old_title, body, new_title = put("体操の会"), put("茶話会", "体操もします"), put("朝の体操")
    assert first("体操").subjects == [new_title, old_title, body]


def test_first_rows_that_are_not_visible_are_left_out_before_the_page_is_cut():
    seen = [put("体操") for _ in range(3)]
    for _ in range(5):
        put("体操", is_open=False)
    assert first("体操", limit=2).subjects == [seen[2], seen[1]]


def test_first_no_visible_row_finds_nothing():
    put("体操", is_open=False)
    assert first("体操") == queries.Hits([], None)


def test_first_among_none_finds_nothing():
    put("体操")
    assert first("体操", among=Place.objects.none()) == queries.Hits([], None)


@pytest.mark.parametrize("words", ["", "　", "\x00"])
def test_first_without_words_asks_nothing(words, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert first(words) == queries.Hits([], None)


def test_first_pairs_of_the_word_apart_finds_nothing():
    put("体操と操体")
    assert first("体操体") == queries.Hits([], None)


def test_first_another_kind_or_town_is_left_out():
    put("体操", kind="activity")
    put("体操", municipality=UUID(int=2))
    assert first("体操") == queries.Hits([], None)


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_first_pages_one_after_another_show_each_row_once(limit):
    bodies = [put("茶話会", "体操") for _ in range(4)]
    titles = [put("体操") for _ in range(3)]
    assert pages("体操", limit=limit) == titles[::-1] + bodies[::-1]


def test_first_last_page_that_is_full_says_so():
    put("体操")
    assert first("体操", limit=1).after is None


@pytest.mark.parametrize("limit", [3, 1000])
@pytest.mark.parametrize("words", ["体", "体操", "体操 茶", "%", "_", "'", "NEAR", "配"])
def test_first_common_and_rare_words_find_the_same_rows_as_like(words, limit):
    put("配食%_' NEAR", "体操と茶")
    for number in range(queries.PEEK + 5):
        put("茶話会" if number % 2 else "体操", "体操" if number % 5 else "%_'near")
    subjects = pages(words, limit=limit)
    assert len(subjects) == len(set(subjects)) > 0
    assert set(subjects) == set(queries.matching("asset", words, municipality=TOWN))


@pytest.mark.parametrize(
    ("word", "count"), [("体", 1), ("体操", 1), ("体操会", 2), ("こども食", 2), ("男の料理教", 3)]
)
def test_sought_tokens_are_as_few_as_cover_the_word(word, count):
    assert len(index.sought("asset", TOWN, [word])) == count


def through_the_index(words):
    with CaptureQueriesContext(connection) as asked:
        first(words, limit=1)
    return "search_index" in asked[-1]["sql"]


def test_first_reads_the_texts_where_the_index_would_collect_many_hits():
    put("配食")
    for _ in range(30):
        put("体操")
    reads_hits_one_by_one = connection.vendor == "sqlite"
    assert through_the_index("配食")
    assert through_the_index("体操") == reads_hits_one_by_one


def test_sampled_newest_texts_tell_about_how_many_a_town_has():
    for _ in range(40):
        put("体操")
        put("体操", "配食", municipality=UUID(int=2))
    town, other, nowhere = (
        index.sampled("asset", UUID(int=number), size=10, age=0) for number in (1, 2, 3)
    )
    assert (town.words, other.words) == ([("体操", "体操")] * 10, [("体操", "体操\n配食")] * 10)
    assert (town.texts, other.texts) == (pytest.approx(40, abs=3), pytest.approx(40, abs=3))
    assert nowhere == ([], 0)


def test_sampled_texts_are_asked_for_once_at_an_age(django_assert_num_queries):
    put("体操")
    young = index.sampled("asset", TOWN, size=10, age=0)
    put("配食")
    with django_assert_num_queries(0):
        assert index.sampled("asset", TOWN, size=10, age=0) == young
    assert len(index.sampled("asset", TOWN, size=10, age=1).words) == 2


def test_first_finds_what_came_after_the_sample():
    for _ in range(60):
        put("体操")
    assert len(first("体操").subjects) == queries.PAGE
    newest = put("体操と配食")
    assert first("体操").subjects[0] == first("配食").subjects[0] == newest


def test_first_among_rows_of_a_joined_and_ordered_query_finds_them():
    subject = put("体操")
    among = Place.objects.filter(Q(is_open=True) | Q(is_open=False)).order_by("is_open")
    assert first("体操", among=among).subjects == [subject]


@pytest.mark.parametrize("count", [1, 3, 60])
def test_first_any_number_of_rows_takes_a_constant_number_of_queries(
    count, django_assert_max_num_queries
):
    for _ in range(count):
        put("茶話会", "体操")
    with django_assert_max_num_queries(2 if connection.vendor == "sqlite" else 3):
        assert len(first("体操").subjects) == min(count, queries.PAGE)

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.calc.text import fold
from sasaeai.search import actions, queries
from sasaeai.search.actions import Wording
from sasaeai.search.models import Text

pytestmark = pytest.mark.django_db
TOWN, OTHER_TOWN = UUID(int=1), UUID(int=2)


def put(*words, kind="asset", municipality=TOWN, visibility="public", subject=None):
    subject = subject or uuid4()
    actions.put(
        kind, subject, municipality=municipality, area=None, visibility=visibility, words=words
    )
    return subject


def found(words, *, kind="asset", municipality=TOWN):
    return set(queries.matching(kind, words, municipality=municipality))


def like(words, *, kind="asset", municipality=TOWN):
    texts = Text.objects.filter(kind=kind, municipality=municipality)
    folded = [word for word in map(fold, words.split()) if word]
    for word in folded:
        texts = texts.filter(folded__contains=word)
    return set(texts.values_list("subject", flat=True)) if folded else set()


@pytest.mark.parametrize(
    "words", ["体", "体操", "ﾀｲｿｳ", "タイソウ", "いきいき体操", "体操 毎週", "操　い"]
)
def test_matching_words_of_any_length_and_spelling_finds_the_row(words):
    subject = put("いきいき体操(たいそう)", "毎週月曜日")
    assert found(words) == {subject}


@pytest.mark.parametrize(
    "words", ["", " ", "　", "・", "\x00", "体操 配食", "操体", "操毎", "日い"]
)
def test_matching_words_not_in_the_text_finds_nothing(words):
    put("いきいき体操", "毎週月曜日")
    assert found(words) == set()


def test_matching_pairs_of_the_word_apart_finds_nothing():
    put("体操と操体")
    assert found("体操体") == set()


def test_matching_other_town_or_kind_finds_nothing():
    put("体操")
    assert found("体操", municipality=OTHER_TOWN) == set()
    assert found("体操", kind="activity") == set()


NASTY = [
    "%",
    "_",
    "\\",
    "'",
    '"',
    "--",
    "NEAR",
    "AND",
    "OR",
    "NOT",
    "*",
    "^",
    ":",
    "tokens:",
    "(",
    ")",
]
NASTY += [
    "!",
    "&",
    "|",
    "<->",
    ":*",
    "{a}",
    "+",
    "'; DROP TABLE search_text; --",
    "\ud800",
    "\x00",
    "👨‍👩‍👧",
]
NASTY += ["か\u3099", "e\u0301", "辻\U000e0100", "ﷺ", "𠮷", "\ufdfa", "ｶﾞ", "ー", "・"]
words_or_text = st.lists(
    st.one_of(
        st.sampled_from(NASTY), st.text("体操会さろんサロン%_ab ", max_size=6), st.text(max_size=4)
    ),
    max_size=4,
).map("".join)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(words_or_text, words_or_text), max_size=4), st.data())
def test_matching_anything_finds_the_same_ids_as_like(texts, data):
    with transaction.atomic():
        for text in texts:
            put(*text)
        piece = st.sampled_from([part for text in texts for part in text] or [""])
        cut = st.tuples(piece, st.integers(0, 8), st.integers(0, 8)).map(
            lambda cut: cut[0][cut[1] :][: cut[2]]
        )
        words = data.draw(st.one_of(words_or_text, cut))
        assert found(words) == like(words)
        transaction.set_rollback(True)


@pytest.mark.parametrize("nasty", NASTY)
def test_matching_signs_of_query_languages_are_plain_text(nasty):
    subject = put(f"前{nasty}後")
    put("べつの文")
    expected = {subject} if fold(nasty) else set()
    assert found(nasty) == expected


def test_matching_inside_a_query_is_one_query(django_assert_num_queries):
    subject = put("体操")
    hits = queries.matching("asset", "体操", municipality=TOWN)
    with django_assert_num_queries(1):
        assert [text.subject for text in Text.objects.filter(subject__in=hits)] == [subject]


def test_put_again_finds_only_the_new_words():
    subject = put("体操")
    put("配食", subject=subject)
    assert found("体操") == set()
    assert found("体") == set()
    assert found("配食") == {subject}


def test_put_again_in_another_town_is_found_only_there():
    subject = put("体操")
    put("体操", subject=subject, municipality=OTHER_TOWN)
    assert found("体操") == set()
    assert found("体操", municipality=OTHER_TOWN) == {subject}


def test_put_again_with_the_same_words_keeps_the_new_visibility():
    subject = put("体操")
    put("体操", subject=subject, visibility="staff")
    assert found("体操") == {subject}
    assert Text.objects.get().visibility == "staff"


def test_put_many_twice_the_same_row_the_last_counts():
    subject = uuid4()
    wordings = [
        Wording("asset", subject, TOWN, None, "public", [name]) for name in ("体操", "配食")
    ]
    actions.put_many(wordings)
    assert (found("体操"), found("配食")) == (set(), {subject})


@pytest.mark.parametrize("count", [1, 3, 50])
def test_put_many_rows_take_a_constant_number_of_queries(count, django_assert_max_num_queries):
    wordings = [
        Wording("asset", uuid4(), TOWN, None, "public", ["体操", str(number)])
        for number in range(count)
    ]
    actions.put_many(wordings)
    # Of renamed assets one query more asks which activities name them.
    with django_assert_max_num_queries(7):
        actions.put_many([wording._replace(words=["配食"]) for wording in wordings])
    assert len(found("配食")) == count


def test_room_that_follows_is_told_of_rows_with_another_title_or_visibility():
    told: list[set[UUID]] = []
    actions.follow("followed", lambda subjects: told.append(set(subjects)))
    renamed, hidden, same = (
        Wording("followed", uuid4(), TOWN, None, "public", ["体操", "月曜"]) for _row in range(3)
    )
    actions.put_many([renamed, hidden, same])

    actions.put_many(
        [
            renamed._replace(words=["配食", "月曜"]),
            hidden._replace(visibility="staff"),
            same._replace(words=["体操", "火曜"]),
        ]
    )

    assert told == [{renamed.subject, hidden.subject}]


def test_put_in_a_transaction_taken_back_changes_nothing():
    subject = put("体操")
    with transaction.atomic():
        put("配食", subject=subject)
        transaction.set_rollback(True)
    assert (found("体操"), found("配食")) == ({subject}, set())


def test_put_a_person_is_refused():
    with pytest.raises(ValueError, match="never in the text index"):
        put("山田花子", kind="person")
    assert Text.objects.count() == 0


def test_text_of_a_person_is_refused_by_the_table():
    with pytest.raises(IntegrityError), transaction.atomic():
        Text.objects.create(
            kind="person",
            subject=uuid4(),
            municipality=TOWN,
            visibility="staff",
            title="",
            folded="",
        )


def test_drop_rows_are_found_no_more_and_others_are():
    gone, kept = put("体操"), put("体操")
    actions.drop("asset", [gone, uuid4()])
    assert found("体操") == {kept}
    assert Text.objects.count() == 1


def test_drop_of_another_kind_leaves_the_row():
    subject = put("体操")
    actions.drop("activity", [subject])
    assert found("体操") == {subject}


def test_drop_all_leaves_nothing_to_be_found_of_any_kind():
    for kind in ("asset", "activity"):
        put("体操", kind=kind)
    actions.drop_all()
    assert (found("体操"), found("体操", kind="activity"), Text.objects.count()) == (
        set(),
        set(),
        0,
    )


def test_put_after_drop_is_found_again():
    subject = put("体操")
    actions.drop("asset", [subject])
    put("体操の会", subject=subject)
    assert found("体操") == {subject}


def test_index_after_many_changes_is_sound():
    for name in ("体操", "配食", "将棋"):
        put(name, subject=UUID(int=9))
    actions.drop("asset", [UUID(int=9)])
    with connection.cursor() as cursor:
        table = "search_index"
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
            cursor.execute(
                "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search_index, row)"
            )
            table = "temp.terms"
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 -- one of two names above
        assert cursor.fetchone() == (0,)


@pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite keeps no tokens beside its index"
)
def test_row_of_the_index_keeps_its_tokens_elsewhere():
    subject = put("".join(chr(0x4E00 + number) for number in range(30)))
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT pg_column_size(search_index.filler), pg_column_size(search_index.tokens),
                pg_relation_size(reltoastrelid) FROM search_index
                JOIN search_text USING (id), pg_class
                WHERE subject = %s AND pg_class.relname = 'search_index'""",
            [subject],
        )
        filler, tokens, elsewhere = cursor.fetchone()
    assert filler < 100 < 1_000 < tokens < 2_000 < elsewhere

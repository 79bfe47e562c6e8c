"""Search against LIKE without a text index, in one run on the database of DATABASE_URL.

    python benchmarks/search.py [--texts 100000] [--municipalities 1] [--runs 5] [--verbose]

A test database gets invented texts from a fixed seed in `search_text`, and their rows in a table
that stands for a room. The user has one area of one municipality: visible are the town's public
rows, and in that area those for professionals and staff. Each of 30 fixed words asks for the first
50 visible hits, those in the title first, then the newest, and for the ids of all texts.

LIKE answers the same in one query. Beside it stands what a careful hand can do without a text
index: two queries, the title's first, that may stop early when a word is common. With 20
municipalities LIKE reads only the 5,000 texts of one, by a plain index on the municipality.
"""

import argparse
import statistics
import sys
from functools import partial
from uuid import UUID

import ground
import invented
from django.db import connection, models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from sasaeai.calc.text import fold
from sasaeai.search import actions, queries
from sasaeai.search.models import Text

WORDS = [
    "の",
    "さ",
    "会",
    "体",
    "食",
    "山",
    "茶",
    "犬",
    "鍬",
    "梟",
    "体操",
    "配食",
    "囲碁",
    "送迎",
    "編み",
    "俳句",
    "松原",
    "鍬や",
    "手話",
    "薙刀",
    "ラジオ体操",
    "こども食堂",
    "男の料理教",
    "傾聴ボラン",
    "健康マージ",
    "松原公民館",
    "草むしり隊",
    "フードバン",
    "車いすの貸",
    "こども将棋",
]

TOWN, AREA = UUID(int=1), UUID(int=1)
AREAS = 10


class Row(models.Model):  # noqa: DJ008 -- stands for a room's table
    id = models.UUIDField(primary_key=True)
    municipality = models.UUIDField(db_index=True)
    area = models.UUIDField()
    visibility = models.CharField(max_length=40)

    class Meta:
        app_label = "benchmark"


def wordings(count: int, *, municipalities: int) -> list[actions.Wording]:
    dice = invented.dice()
    return [
        actions.Wording(
            "asset",
            UUID(int=dice.getrandbits(128)),
            UUID(int=number % municipalities + 1),
            UUID(int=dice.randint(1, AREAS)),
            dice.choices(["public", "professionals", "staff"], [5, 3, 2])[0],
            invented.words_of(dice),
        )
        for number in range(count)
    ]


def fill(texts: list[actions.Wording]) -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    actions.put_many(texts)
    rows = [
        Row(id=text.subject, municipality=text.municipality, area=text.area, visibility=text.visibility)
        for text in texts
    ]  # fmt: skip
    Row.objects.bulk_create(rows, batch_size=5000)
    ground.settle()


def visible() -> QuerySet[Row]:
    in_my_area = Q(visibility__in=["professionals", "staff"], area=AREA)
    return Row.objects.filter(Q(visibility="public") | in_my_area, municipality=TOWN)


def searched(word: str) -> list[UUID]:
    return queries.first("asset", word, municipality=TOWN, among=visible()).subjects


def texts() -> QuerySet[Text]:
    return Text.objects.filter(kind="asset", municipality=TOWN)


def visible_texts() -> QuerySet[Text]:
    return texts().filter(Exists(visible().filter(pk=OuterRef("subject"))))


def like(word: str) -> list[UUID]:
    title_first = Case(When(title__contains=fold(word), then=0), default=1)
    found = visible_texts().filter(folded__contains=fold(word)).order_by(title_first, "-pk")
    return list(found.values_list("subject", flat=True)[: queries.PAGE])


def careful_like(word: str) -> list[UUID]:
    newest = visible_texts().order_by("-pk").values_list("subject", flat=True)
    found = list(newest.filter(title__contains=fold(word))[: queries.PAGE])
    if len(found) == queries.PAGE:
        return found
    others = newest.filter(folded__contains=fold(word)).exclude(title__contains=fold(word))
    return found + list(others[: queries.PAGE - len(found)])


def check(word: str) -> int:
    """Stops unless the ids are the same; returns how many texts hold the word."""
    every = set(queries.matching("asset", word, municipality=TOWN))
    if every != set(texts().filter(folded__contains=fold(word)).values_list("subject", flat=True)):
        sys.exit(f"{word}: other texts than LIKE")
    if not searched(word) == like(word) == careful_like(word):
        sys.exit(f"{word}: another first page than LIKE")
    return len(every)


def report(name: str, ratios: dict[str, float]) -> None:
    for length in sorted({len(word) for word in ratios}):
        some = [ratio for word, ratio in ratios.items() if len(word) == length]
        print(
            f"  {name}, {length} characters: median {statistics.median(some):.1f} ×, least {min(some):.1f} ×"
        )
    median, slower = statistics.median(ratios.values()), sum(ratio < 1 for ratio in ratios.values())
    print(
        f"  {name}, {len(ratios)} words: median {median:.1f} ×, least {min(ratios.values()):.1f} ×, {slower} slower"
    )


def compare(given: argparse.Namespace) -> None:
    plain, careful = {}, {}
    for word in WORDS:
        held = check(word)
        ways = [partial(answer, word) for answer in (searched, like, careful_like)]
        spent = ground.milliseconds(ways, runs=given.runs)
        ours, one, two = map(statistics.median, spent)
        plain[word], careful[word] = one / ours, two / ours
        if given.verbose:
            print(
                f"{word}\tin {held} texts\t{ours:.2f} ms\tLIKE {one:.2f} ms, careful {two:.2f} ms"
            )
    print(f"{len(WORDS)} words in {given.municipalities} municipalities, the same ids as LIKE")
    report("LIKE", plain)
    report("careful LIKE", careful)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--texts", type=int, default=100_000)
    options.add_argument("--municipalities", type=int, default=1)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--verbose", action="store_true")
    given = options.parse_args()
    with ground.database():
        fill(wordings(given.texts, municipalities=given.municipalities))
        compare(given)


if __name__ == "__main__":
    main()

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
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasaeai.settings")
django.setup()

from django.db import connection, models  # noqa: E402 -- needs the settings
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When  # noqa: E402 -- as above

from sasaeai.calc.text import fold  # noqa: E402 -- as above
from sasaeai.search import actions, queries  # noqa: E402 -- as above
from sasaeai.search.models import Text  # noqa: E402 -- as above

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
HEADS = "青赤朝旭市上大岡沖小川北木桐櫻下白新杉関高竹谷寺富中長西野萩浜東平藤古星松三緑南宮向村森八柳山横吉若".strip()
TAILS = "井内浦江岡沖ケ丘川木口窪倉坂崎里沢島瀬園田台谷津寺富中沼根野橋畑原町見森谷山"
HOUSES = [
    "会館",
    "集会所",
    "公民館",
    "地区センター",
    "自治会館",
    "公園",
    "広場",
    "カフェ",
    "神社",
    "団地",
    "小学校",
    "郵便局",
]
DOINGS = [
    "いきいき体操",
    "ラジオ体操",
    "囲碁",
    "将棋",
    "健康マージャン",
    "茶話会",
    "ふれあい喫茶",
    "男の料理教室",
    "編み物",
    "園芸",
    "配食",
    "見守り",
    "買い物送迎",
    "こども食堂",
    "傾聴ボランティア",
    "防災訓練",
    "草むしり隊",
    "俳句",
    "コーラス",
    "スマホ相談",
    "太極拳",
    "散歩",
    "手話",
    "点字",
    "薙刀",
    "書道",
    "絵手紙",
    "陶芸",
    "折り紙",
    "ハーモニカ",
    "民謡",
    "盆踊り",
    "グラウンドゴルフ",
    "卓球",
    "ヨガ",
    "脳トレ",
    "認知症カフェ",
    "介護者のつどい",
    "フードバンク",
    "おもちゃの病院",
    "包丁とぎ",
    "車いすの貸出",
    "庭木の手入れ",
    "電球の交換",
    "ごみ出し",
    "通院の付き添い",
    "話し相手",
    "読み聞かせ",
    "昔あそび",
]
KINDS = ["の会", "サロン", "クラブ", "教室", "の集い", "ひろば", "同好会", "隊", "の家"]
LINES = [
    "どなたでもお気軽にお越しください。",
    "毎週{day}曜日の午前中に集まっています。",
    "お茶を飲みながら近況を話します。",
    "参加費は一回{fee}円です。",
    "車での送迎ができる日もあります。",
    "道具はお貸しします。",
    "椅子に座ったままできます。",
    "第{week}{day}曜日に{place}{house}で開いています。",
    "{doing}のあと、みんなで昼食をとります。",
    "初めての方は電話でお尋ねください。",
    "{place}の方が多く、{doing}が好きな人が集まります。",
    "雨の日はお休みです。",
]
RARE = [
    "犬の散歩のついでに寄る人もいます。",
    "畑で使う鍬や鎌をお貸しします。",
    "梟の声が聞こえる林のそばです。",
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


def place(dice: random.Random) -> str:
    return dice.choice(HEADS) + dice.choice(TAILS)


def often_the_first(dice: random.Random, words: list[str]) -> str:
    return words[int(len(words) * dice.random() ** 2)]


def words_of(dice: random.Random) -> list[str]:
    doing = often_the_first(dice, DOINGS)
    house = dice.choice(["", dice.choice(HOUSES)])
    lines = dice.sample(LINES, dice.randint(1, 4)) + [dice.choice(RARE)] * (dice.random() < 0.02)
    body = "".join(lines).format(
        day=dice.choice("月火水木金土"),
        week=dice.randint(1, 4),
        fee=dice.choice([100, 200, 300]),
        place=place(dice),
        house=dice.choice(HOUSES),
        doing=often_the_first(dice, DOINGS),
    )
    return [f"{place(dice)}{house}{doing}{dice.choice(KINDS)}", body]


def invented(count: int, *, municipalities: int) -> list[actions.Wording]:
    dice = random.Random(20261123)  # noqa: S311 -- the same invented texts every time
    return [
        actions.Wording(
            "asset",
            UUID(int=dice.getrandbits(128)),
            UUID(int=number % municipalities + 1),
            UUID(int=dice.randint(1, AREAS)),
            dice.choices(["public", "professionals", "staff"], [5, 3, 2])[0],
            words_of(dice),
        )
        for number in range(count)
    ]


def fill(wordings: list[actions.Wording]) -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    start = time.perf_counter()
    actions.put_many(wordings)
    print(f"{connection.vendor}: {len(wordings)} texts put in {time.perf_counter() - start:.0f} s")
    rows = [
        Row(id=w.subject, municipality=w.municipality, area=w.area, visibility=w.visibility)
        for w in wordings
    ]
    Row.objects.bulk_create(rows, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


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


def milliseconds(answer: Callable[[str], list[UUID]], word: str, *, runs: int) -> float:
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        answer(word)
        spent.append(time.perf_counter() - start)
    return statistics.median(spent) * 1000


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
        ours, one, two = (
            milliseconds(answer, word, runs=given.runs) for answer in (searched, like, careful_like)
        )
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
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        fill(invented(given.texts, municipalities=given.municipalities))
        compare(given)
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    main()

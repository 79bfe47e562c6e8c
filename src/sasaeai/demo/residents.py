"""Residents who gave the coordinators a name or nickname: gifts, consents, breaks."""

import random
from dataclasses import dataclass

from sasaeai.demo import people_names
from sasaeai.demo.chance import stream, weighted
from sasaeai.demo.geography import Area, Geography
from sasaeai.demo.patterns import short
from sasaeai.demo.people_names import Name
from sasaeai.demo.population import homes
from sasaeai.demo.rhythm import Weekly, times

COUNTS = {"sasae": 220, "tonari": 14}
THIS_YEAR = 2026
FIRST_PHONE = 7001
NICKNAME_ONLY = 0.34
WITH_PHONE = 0.8
ON_BREAK = 0.09
RECORDED_BY = {
    "kawanishi-area": "swc-kawasemi", "kitano-area": "swc-kawasemi", "honmachi-area": "shakyo",
    "minamidai-area": "shakyo", "tonari-area": "t-shakyo",
}  # fmt: skip
RECIPIENTS = ("city", "shakyo", "hokatsu", "minsei", "neighbourhood", "helper")
ITEMS = ("name", "area", "phone", "gift")
MEANS = {"oral": 0.6, "paper": 0.4}

# words|categories|kind (can / wish)|times|minutes on foot|most per week
GIFTS = """
電球替えや高い所のもの取り|minor_repair|can|月木 9-12|15|2
朝の散歩のついでにゴミ出し|trash|can|火金 6:30-8|10|2
ボタン付けとすそ上げ|sewing|can|木 13-15|15|1
話し相手になること|talk|can|火金 14-15|20|2
話を聞いてくれる人がほしい|talk|wish||10|1
将棋の相手をすること|role,men|can|土 13-17|15|1
将棋を教わりたい|role|wish|土 13-17|15|1
漬物と梅干しを教えること|meal_prep,role|can|水 10-13|20|1
庭木の剪定|garden|can|土 8-11|20|1
剪定を教わりたい|garden|wish|土 9-11|15|1
草取り|garden|can|水土 7-9|15|2
買い物に一緒に行くこと|shopping_accompany|can|火木 10-12|15|1
病院の帰りの荷物持ち|clinic,accompany|can|月水 9-12|20|1
スマホの使い方を教えること|digital|can|水 13-15|25|1
スマホで孫と話したい|digital|wish|水 13-15|15|1
歌の集まりでピアノを弾くこと|role,salon|can|火 10-12|25|1
また踊りたい|role,exercise|wish|月 13-15|15|1
体操の声かけ|exercise|can|月 10-11|15|1
お茶の会の受付といすならべ|salon|can|水 9:30-12|15|1
手紙や書類の代筆|paperwork|can|火 13-15|20|1
子どもの見守りに立つこと|multi_gen,watch|can|月火水木金 7:30-8|10|5
昔あそびを教えること|multi_gen,role|can|水 15-16:30|15|1
畑仕事を一緒に|garden,role|can|火土 7-10|25|2
布団干しの手伝い|bedding|can|月 9-11|10|1
犬の散歩|pet|can|火木土 16-17|15|3
猫の留守番|pet|can|月火水木金土日 9-17|10|2
包丁とぎ|minor_repair,men|can|土 9-11|20|1
写真を撮って届けること|role|can|土日 10-15|30|1
町の昔話をすること|role,multi_gen|can|土 10-12|20|1
誰かの役に立つことを探したい|role,work|wish||15|2
少し働いて、謝礼で孫に何か買いたい|work|wish|火木 9-12|30|2
男どうしで料理を習いたい|men,meal_prep|wish|土 10-13|20|1
"""

# family given|kana|nickname|町丁目|born|gifts in the words above|recorded days ago
STORIES = """
佐藤 ハル|さとう はる||sakuradai-3|1944|漬物と梅干しを教えること|420
高橋 進|たかはし すすむ||sakuradai-2|1955|朝の散歩のついでにゴミ出し/電球替えや高い所のもの取り|230
中村 陸|なかむら りく||sakuradai-3|2009|朝の散歩のついでにゴミ出し|90
中村 勇|なかむら いさむ||kawabata-1|1947|将棋の相手をすること|60
||柏木のキヨさん|kashiwagi-1|1942|お茶の会の受付といすならべ|438
||柏木の房江さん|kashiwagi-1|1948|ボタン付けとすそ上げ|424
||柏木のタケさん|kashiwagi-2|1950|庭木の剪定|140
||桜を植えた年から知る方|sakuradai-4|1940|町の昔話をすること|61
"""


@dataclass(frozen=True)
class Gift:
    """What someone can do (can) or would like (wish), when, how far on foot, how often at most."""

    kind: str
    words: str
    categories: tuple[str, ...]
    times: tuple[Weekly, ...]
    reach_minutes: int
    most_per_week: int


@dataclass(frozen=True)
class Consent:
    """What may be told to whom: given so many days ago; withdrawn is days ago or None."""

    recipient: str
    items: tuple[str, ...]
    means: str
    given_days_ago: int
    withdrawn_days_ago: int | None


@dataclass(frozen=True)
class Resident:
    """One resident's card: a nickname, a name, or both; break_from and break_until are days from today."""

    key: str
    municipality: str
    nickname: str
    name: Name | None
    area: str
    birth_year: int | None
    phone: str
    gifts: tuple[Gift, ...]
    consents: tuple[Consent, ...]
    recorded_by: str
    recorded_days_ago: int
    break_from: int | None
    break_until: int | None


def residents(seed: int, land: Geography) -> tuple[Resident, ...]:
    """Return the residents of both municipalities."""
    rng = stream(seed, "residents")
    told = [line.split("|") for line in STORIES.strip().splitlines()]
    towns = [town for town, count in COUNTS.items() for _ in range(count)][len(told) :]
    return (
        *(_told(rng, words, number=n, land=land) for n, words in enumerate(told, 1)),
        *(_resident(rng, t, number=n, land=land) for n, t in enumerate(towns, len(told) + 1)),
    )


def _told(rng: random.Random, words: list[str], *, number: int, land: Geography) -> Resident:
    name, kana, nickname, block, born, gifts, recorded = words
    can = [line.split("|") for line in GIFTS.strip().splitlines()]
    return Resident(
        key=f"sasae-resident-{number}", municipality="sasae", nickname=nickname,
        name=Name(*name.split(), *kana.split()) if name else None, area=block,
        birth_year=int(born), phone=f"042-000-{FIRST_PHONE + number:04d}",
        gifts=tuple(_gift(line) for line in can if line[0] in gifts.split("/")),
        consents=(_consent(rng, "helper"),), recorded_by=_recorder(land.area(block), land),
        recorded_days_ago=int(recorded), break_from=None, break_until=None,
    )  # fmt: skip


def _resident(rng: random.Random, town: str, *, number: int, land: Geography) -> Resident:
    blocks = land.blocks_of(town)
    block = rng.choices(blocks, weights=[homes(b) * b.slope for b in blocks])[0]
    sex, age = rng.choice("fffmm"), min(97, max(16, round(rng.gauss(74, 11))))
    unnamed = rng.random() < NICKNAME_ONLY
    away = (
        (-rng.randint(1, 40), rng.choice((None, 12, 38, 90)))
        if rng.random() < ON_BREAK
        else (None, None)
    )
    return Resident(
        key=f"{town}-resident-{number}", municipality=town,
        nickname=people_names.nickname(rng, sex=sex, place=short(block.name)) if unnamed else "",
        name=None if unnamed else people_names.name(rng, sex=sex, age=age),
        area=block.key, birth_year=None if unnamed and rng.random() < 0.7 else THIS_YEAR - age,
        phone=f"042-000-{FIRST_PHONE + number:04d}" if rng.random() < WITH_PHONE else "",
        gifts=_gifts(rng), consents=_consents(rng), recorded_by=_recorder(block, land),
        recorded_days_ago=rng.randint(60, 1100), break_from=away[0], break_until=away[1],
    )  # fmt: skip


def _recorder(block: Area, land: Geography) -> str:
    return RECORDED_BY[land.above(block.key)[2].key]


def _gifts(rng: random.Random) -> tuple[Gift, ...]:
    lines = rng.sample(GIFTS.strip().splitlines(), rng.choice((0, 1, 1, 1, 2, 2, 3)))
    return tuple(_gift(line.split("|")) for line in lines)


def _gift(words: list[str]) -> Gift:
    what, categories, kind, when, reach, most = words
    return Gift(kind, what, tuple(categories.split(",")), times(when), int(reach), int(most))


def _consents(rng: random.Random) -> tuple[Consent, ...]:
    chosen = rng.sample(RECIPIENTS, rng.choice((0, 1, 1, 2, 3)))
    return tuple(_consent(rng, recipient) for recipient in chosen)


def _consent(rng: random.Random, recipient: str) -> Consent:
    items = tuple(item for item in ITEMS if item == "area" or rng.random() < 0.6)
    given = rng.randint(5, 700)
    withdrawn = rng.randint(1, given) if rng.random() < 0.07 else None
    means = weighted(rng, MEANS)
    return Consent(recipient, items, means, given, withdrawn)

"""Invented words of the field, always the same for the same dice: names of places and what happens there."""

import random

HEADS = "青赤朝旭市上大岡沖小川北木桐櫻下白新杉関高竹谷寺富中長西野萩浜東平藤古星松三緑南宮向村森八柳山横吉若"
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


def dice() -> random.Random:
    """Return dice that fall the same in every run."""
    return random.Random(20261123)  # noqa: S311 -- the same invented words every time


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

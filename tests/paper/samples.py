"""Invented sheets for looking at and for the tests of the room."""

from math import cos, pi, sin
from typing import Literal

from sasaeai.paper.content import (
    AreaSheet,
    CardSheet,
    Entry,
    Group,
    Kind,
    ListSheet,
    Map,
    MapPage,
    PackSheet,
    RoundSheet,
    Shape,
    SlipSheet,
    Spot,
    VoiceSheet,
    WalkSheet,
)

SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "triangle", "hexagon")
LEGEND: list[Kind] = [
    {"shape": shape, "label": label}
    for shape, label in zip(SHAPES, ("活動", "場所", "モノ", "情報", "人"), strict=True)
]
NAMES = (
    "桜台ふれあいサロン",
    "喫茶ひだまり（手しごと便）",
    "青果やまだ 配達",
    "柳町の掲示板",
    "将棋を教えてくれる人",
    "柏木団地 集会所 だれでも将棋の会",
    "川端ラジオ体操",
)
WHENS = ("第2・4水曜 午前10時", "木曜 午後1時半", "火・金の午後", "いつでも", "土曜 午後2時〜4時")
CALL = {"label": "困ったとき・気づいたとき", "number": "042-000-1234"}


def shape_of(number: int) -> Shape:
    return SHAPES[(number - 1) % 5]


def area_map(*, spots: int = 8, width: float = 160, height: float = 115) -> Map:
    across, down = width / 2, height / 2
    ring = [
        (
            across + across * 0.82 * cos(turn) * (1 - 0.1 * (step % 3)),
            down + down * 0.85 * sin(turn),
        )
        for step, turn in enumerate(2 * pi * step / 14 for step in range(14))
    ]
    return {
        "width": width,
        "height": height,
        "alt": "川西地区の地図。番号は一覧と同じです。",
        "outline": [ring],
        "inner": [[(across, down * 0.2), (across * 1.05, down), (across * 0.9, down * 1.8)]],
        "landmarks": "ささえ川、ささえ線、川西駅",
        "green": [[(0, 0), (across * 0.5, 0), (0, down * 0.5)]],
        "water": [[(width, 0), (width, down * 0.3), (width * 0.8, 0)]],
        "rivers": [[(0, down * 1.4), (across, down * 1.55), (width, down * 1.3)]],
        "railways": [[(0, down * 1.85), (across, down * 1.75), (width, down * 1.9)]],
        "roads": [[(0, down), (width, down * 0.9)], [(across * 0.7, 0), (across * 0.75, height)]],
        "marks": [
            {"x": across * part, "y": down * 1.78, "sign": sign}
            for part, sign in ((1, "station"), (0.4, "hill"), (1.6, "green"))
        ],
        "names": [{"x": across, "y": down * 1.62, "text": "川西駅"}],
        "labels": [{"x": across * 0.6, "y": down * 0.5, "text": "桜台"}],
        "spots": [spot(number, across=across, down=down) for number in range(1, spots + 1)],
        "scale": {"length": 28.0, "label": "500 m（歩いて約8分）"},
    }


def spot(number: int, *, across: float, down: float) -> Spot:
    turn, reach = number * 2.4, 0.18 + 0.5 * ((number * 7) % 10) / 10
    return {
        "x": across + across * reach * cos(turn),
        "y": down + down * reach * sin(turn),
        "number": number,
        "shape": shape_of(number),
    }


def entry(number: int) -> Entry:
    return {
        "number": number,
        "shape": shape_of(number),
        "name": NAMES[number % len(NAMES)],
        "when": WHENS[number % len(WHENS)],
        "place": "桜台集会所" if number % 2 else "",
        "telephone": f"042-000-{number:04d}" if number % 3 else "",
        "fee": "100円" if number % 2 else "無料",
    }


def list_sheet(*, entries: int = 8, groups: int = 1) -> ListSheet:
    numbered = [entry(number) for number in range(1, entries + 1)]
    headings = ("体を動かす", "お茶とおしゃべり", "買い物・食事", "趣味・学び")
    split: list[Group] = [
        {"heading": headings[part % 4] if groups > 1 else "", "entries": numbered[part::groups]}
        for part in range(groups)
    ]
    return {
        "town": "ささえ市",
        "title": "川西 支え合い地図",
        "date": "令和8年11月",
        "note": "番号は地図と一覧で同じです",
        "telephone": CALL,
        "link": "https://sasae.example.jp/kawanishi/",
        "groups": split,
        "reply": "切って、集会所の箱へ。",
        "map": area_map(spots=min(entries, 24)),
        "legend": LEGEND,
    }


def walk_sheet(*, known: int = 6, blank_rows: int = 14) -> WalkSheet:
    return {
        "town": "ささえ市",
        "title": "川西の宝探し",
        "date": "令和8年11月23日（月）",
        "note": "歩いて、聞いて、書きこんでください",
        "telephone": CALL,
        "sheet": "12-034",
        "map": area_map(spots=known, width=160, height=200),
        "legend": LEGEND,
        "kinds": "種類には、場所、モノ、人、金、情報、集まり・活動のどれかを書きます。",
        "states": ["あった", "変わった", "なかった"],
        "known": [
            {
                "number": number,
                "shape": shape_of(number),
                "name": NAMES[number % len(NAMES)],
                "whose": "桜台自治会",
                "when": WHENS[number % len(WHENS)],
                "kind": "場所",
            }
            for number in range(1, known + 1)
        ],
        "blank_rows": blank_rows,
    }


def round_sheet(*, stops: int = 5) -> RoundSheet:
    return {
        "town": "ささえ市",
        "title": "今日たしかめる",
        "date": "令和8年11月23日（月）",
        "note": "川西・歩いて約50分（2.1 km）",
        "telephone": {"label": "出先からの連絡", "number": "042-000-1234"},
        "map": area_map(spots=stops),
        "stops": [
            {
                "number": number,
                "shape": shape_of(number),
                "name": NAMES[number % len(NAMES)],
                "address": f"ささえ市桜台1-{number}-3",
                "telephone": f"042-000-{number:04d}",
                "ask": [
                    {
                        "field": "開いている曜日・時間",
                        "now": WHENS[number % 5],
                        "age": "7か月前に確認",
                    },
                    {"field": "電話", "now": f"042-000-{number:04d}", "age": "1年2か月前に確認"},
                ][: 1 + number % 2],
            }
            for number in range(1, stops + 1)
        ],
    }


def slip_sheet() -> SlipSheet:
    return {
        "town": "ささえ市",
        "title": "はじめてのサインイン",
        "date": "令和8年11月23日（月）発行",
        "telephone": {"label": "うまくいかないとき", "number": "042-000-1234"},
        "name": "青木 春子",
        "staff_id": "kawanishi-07",
        "code": ["7KQ4", "M2XD", "9RTB"],
        "address": "https://sasaeai.city.sasae.example.jp/hajimete/",
        "expires": "令和8年11月30日（月）午後5時まで",
        "steps": [
            "上のアドレスを開き、職員番号と合言葉を入れます。",
            "新しいパスワードを決めて、2回入れます。",
            "スマートフォンの認証アプリで画面のQRコードを読みます。",
        ],
    }


def card_sheet() -> CardSheet:
    return {
        "town": "ささえ市",
        "title": "桜台ふれあいサロン",
        "date": "令和8年11月23日（月）現在",
        "telephone": {"label": "聞いてみる", "number": "042-000-1234"},
        "link": "https://sasae.example.jp/a/7f3c/",
        "kind": "お茶とおしゃべり",
        "words": "手ぶらでどうぞ。はじめての方は、玄関で声をかけてください。",
        "rows": [
            {"label": "いつ", "value": "毎月 第2・第4水曜日\n午前10時〜11時半"},
            {"label": "どこで", "value": "桜台集会所（桜台1-2-3）"},
            {"label": "だれが", "value": "どなたでも"},
            {"label": "お金", "value": "100円（お茶代）"},
        ],
    }


def voice_sheet(*, slips: int = 3) -> VoiceSheet:
    return {
        "town": "ささえ市",
        "title": "声をお聞かせください",
        "date": "令和8年11月23日",
        "telephone": {"label": "お電話でもどうぞ", "number": "042-000-1234"},
        "link": "https://sasae.example.jp/portal/139998/voice/",
        "numbers": [f"1234-567{number}" for number in range(slips)],
        "body": "ささえ市地域包括支援センター",
        "area": "桜台",
        "reaches": ["町の支え合いの担当者みんな", "どなたにでも（名前は出しません）"],
    }


def area_sheet(
    *, paper: Literal["a4", "a3"] = "a3", entries: int = 40, columns: int = 3, pages: int = 1
) -> AreaSheet:
    """A sheet whose map has so many of its columns; on A4 three are the whole of one that lies."""
    known = {("a4", 2): (180, 150), ("a4", 3): (267, 100), ("a3", 3): (291, 190)}
    width, height = known.get((paper, columns), (90, 190))
    numbered = [entry(number) for number in range(1, entries + 1)]
    unnumbered = {key: value for key, value in entry(3).items() if key != "number"}
    page: MapPage = {
        "title": "川西 支え合い地図",
        "part": "川西",
        "lies": paper == "a3" or columns == 3,
        "columns": 4 if paper == "a3" else columns,
        "map_columns": columns,
        "groups": [
            {"heading": "桜台", "entries": [*numbered[:-1], unnumbered]},
            {"heading": "柏木", "entries": numbered[-1:]},
        ],
        "notes": ["番号のないものは、場所を地図にのせていません。"],
        "map": area_map(spots=entries, width=width, height=height),
    }
    return {
        "town": "ささえ市",
        "title": "川西 支え合い地図",
        "date": "令和8年11月",
        "note": "番号は地図と一覧で同じです",
        "telephone": CALL,
        "link": "https://sasae.example.jp/kawanishi/",
        "paper": paper,
        "pages": [page] * pages,
        "legend": LEGEND,
        "source": "地図の出典：市の境界",
        "stamp": "職員用",
    }


def pack_sheet() -> PackSheet:
    return {
        "town": "ささえ市",
        "title": "ボタンひとつから",
        "date": "桜台、令和8年12月1日",
        "note": "令和8年12月1日に印刷",
        "sections": [
            {"heading": "それまでは", "words": "ボタンが取れただけで、着られない服になっていた"},
            {"heading": "そのときの声", "quotes": ["針に糸が通らなくてねえ"]},
            {"heading": "約束", "rows": [{"label": "12月8日（火）", "value": "鍵を借りにいく"}]},
        ],
    }

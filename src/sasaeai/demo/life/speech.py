"""How people of the demo town speak: lines of words, said in turn, filled with place, day and family."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sasaeai.demo.geography import Area
from sasaeai.demo.patterns import short
from sasaeai.demo.people_names import FAMILY

CHOICE = re.compile(r"\[([^\[\]]+)\]")
DIGITS = "〇一二三四五六七八九"
SHOPS = {
    "kawanishi-area": ("青果やまだ", "川西駅前のスーパー"),
    "kitano-area": ("農協の直売所", "天神のスーパー"),
    "honmachi-area": ("本町の商店街", "若葉町のスーパー"),
    "minamidai-area": ("みなみマート", "団地の真ん中のスーパー"),
    "tonari-area": ("街道の直売所", "中宿の店"),
}
DOCTORS = ("あおぞら内科", "駅前の整形", "かかりつけの医院")
FAR_TOWNS = ("大阪", "名古屋", "仙台", "札幌", "福岡", "広島", "新潟")
FRIENDS = ("お隣の奥さん", "向かいのご主人", "体操の仲間", "俳句の友だち", "床屋の大将")
OPENERS = {
    "f": ("あのね、笑わないでよ。", "ちょっと聞いてくださる？", "{町}に来て{年}年、初めて言うわ。", "きのうの晩、思ったんだけど。", "{友}とも話したんだけどね。", "忘れないうちに言うわね。", "たいしたことじゃないのよ。", "{曜}に言いそびれたんだけど。"),
    "m": ("まあ、聞いてくれ。", "たいした話じゃないんだが。", "{町}に住んで{年}年、こんなことを言うのは初めてだ。", "きのう、床の中で考えたんだが。", "ここだけの話だぞ。", "{友}も同じことを言っとった。", "{曜}に言おうと思って忘れた。"),
    "d": ("仕事の合間ですみません。", "{曜}に実家へ寄ったのですが。", "急ぎではないのですが。", "{遠}に住んでおります。", "ひとつ、うかがわせてください。"),
    "s": ("突然すみません。", "先週、帰省したときのことです。", "親のことで、ひとつ。", "お忙しいところ、すみません。", "近所の方に、ここへ聞けと言われました。"),
    "c": ("気になる方がいましてね。", "{曜}に{町}をまわっていて。", "お耳に入れておきたくて。", "お名前は伏せますけれど。"),
    "n": ("お節介かもしれないけど。", "うちの者とも話したんだけどね。", "心配で、つい。", "{曜}の朝に気がついたんだけど。"),
    "y": ("はじめまして。", "掲示板を見ました。", "{町}に来て{短}年です。", "ここで言っていいのか分からないんですけど。"),
    "w": ("いつもお世話になります。", "先日は言いそびれました。", "{町}で{年}年になります。"),
}  # fmt: skip
# What one says besides, face to face and on the telephone.
FACE_TO_FACE = {
    "f": ("ここで会えてよかったわ。", "ちょうど、あなたのことを考えてたの。"),
    "m": ("ちょうどよかった。", "まあ、すわってくれ。"),
    "c": ("訪問の帰りに寄りました。",), "n": ("回覧板のついでに。",),
    "w": ("{曜}に来てくださったら言おうと思って。",),
}  # fmt: skip
ON_THE_PHONE = {
    "f": ("朝からごめんなさいね。", "切らないでね、すぐ終わるから。"),
    "m": ("電話は苦手なんだが。", "いま、いいか。"), "d": ("はじめてお電話します。",),
    "s": ("{遠}からかけています。",),
}  # fmt: skip
MET = ("visit", "event", "walk", "came", "meeting")
CLOSERS = {
    "f": ("それだけなの。ごめんなさいね。", "急がなくていいのよ。", "聞いてくれるだけでもいいの。", "ほかの人を先にしてちょうだいね。"),
    "m": ("それだけだ。", "急がんよ。", "まあ、頭のすみに置いといてくれ。", "ほかの人を先にしてくれ。"),
    "d": ("よろしくお願いします。", "長くなって、すみません。", "母にも父にも、わたしが電話したことは内緒で。"),
    "s": ("よろしくお願いします。", "どこに言えばいいのか分からず、すみません。"),
    "c": ("急ぎではありません。でも、早いほうが。", "またわたしも寄ってみます。"),
    "n": ("わたしが言ったことは内緒でね。", "うちでできることなら、するから。"),
}  # fmt: skip
EITHER = "e"
OPENED, CLOSED = 0.42, 0.22
FIRST_TIME, TURN = 80, 60  # days: as if said so long ago; how far chance upsets the turns


@dataclass(frozen=True)
class Line:
    """One thing that may be said: by whom about whom, in which months, in which categories."""

    teller: str
    whose: str
    months: tuple[int, ...]
    categories: tuple[str, ...]
    words: str
    rest: tuple[str, ...]


def lines(text: str) -> tuple[Line, ...]:
    """Return the lines written in the words of one module."""
    return tuple(_line(line.split("|")) for line in text.strip().splitlines())


def said_by(line: Line, sex: str) -> Line:
    """Return a line that either may say as this person says it."""
    teller, whose = (sex if who == EITHER else who for who in (line.teller, line.whose))
    return replace(line, teller=teller, whose=whose)


def _line(cells: list[str]) -> Line:
    who, months, categories, words, *rest = cells
    return Line(
        teller=who[0], whose=who[-1], months=_months(months),
        categories=tuple(categories.split(",")), words=words, rest=tuple(rest),
    )  # fmt: skip


def _months(words: str) -> tuple[int, ...]:
    """Return the months of 「12-2」, December to February; none of a line for all the year."""
    if not words:
        return ()
    first, last = map(int, words.split("-"))
    return tuple((first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1))


class Rota:
    """Lines that take turns: what was said long ago or never comes before what was said just now."""

    def __init__(self, rng: random.Random, known: tuple[Line, ...]) -> None:
        self.rng = rng
        self.known = known
        self.said: dict[int, int] = {}

    def next(self, on: date, fits: Callable[[Line], bool]) -> Line | None:
        """Return a line that fits and may be said on this day, and remember it; None where none is."""
        day, month = on.toordinal(), on.month
        turns = [
            (self._waited(place, day), place)
            for place, line in enumerate(self.known)
            if (not line.months or month in line.months) and fits(line)
        ]
        if not turns:
            return None
        _waited, place = max(turns)
        self.said[place] = day
        return self.known[place]

    def _waited(self, place: int, day: int) -> float:
        said = self.said.get(place)
        chance = self.rng.random()
        return FIRST_TIME + 2 * TURN * chance if said is None else abs(day - said) + TURN * chance


def slots(rng: random.Random, block: Area, living_area: str) -> dict[str, str]:
    """Return what the slots of a line stand for where it is said."""
    return {
        "町": short(block.name), "曜": rng.choice("月火水木金") + "曜",
        "店": rng.choice(SHOPS[living_area]), "医": rng.choice(DOCTORS),
        "遠": rng.choice(FAR_TOWNS), "年": kanji(rng.randint(12, 58)), "短": rng.choice("二三四五"),
        "友": rng.choice((*FRIENDS, rng.choice(FAMILY)[0] + "さん")),
    }  # fmt: skip


def filled(rng: random.Random, words: str, known: dict[str, str]) -> str:
    """Return the words with one of each 「[a/b]」 and the slots filled."""
    return CHOICE.sub(lambda found: rng.choice(found[1].split("/")), words).format(**known)


def spoken(rng: random.Random, line: Line, known: dict[str, str], *, means: str, asks: bool) -> str:
    """Return what is said, now and then after a greeting and, by who asks, before a farewell."""
    opener = rng.choice(_openers(line.teller, means)) if rng.random() < OPENED else ""
    closers = CLOSERS.get(line.teller, ()) if asks and rng.random() < CLOSED else ()
    return filled(rng, opener + line.words + (rng.choice(closers) if closers else ""), known)


def _openers(teller: str, means: str) -> tuple[str, ...]:
    here = FACE_TO_FACE if means in MET else ON_THE_PHONE if means == "phone" else {}
    return (*OPENERS[teller], *here.get(teller, ()))


def kanji(number: int) -> str:
    """Return a number below a hundred as one says it: 四十二."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones else "")


def said_already(words: str, categories: tuple[str, ...]) -> Line:
    """Return a line for words that are told as they stand."""
    return Line("f", "f", (), categories, words, ())

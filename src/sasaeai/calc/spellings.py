"""Every way a word may be spelt: as it is written, as it is read, and some of its kanji in kana.

Spellings are compared bare: nothing between the letters, nothing drawn out and no small kana tell two apart.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from sasaeai.calc.text import fold

# What is no letter and no digit; letters by name that cannot be seen; and what draws a sound out.
BETWEEN = re.compile(r"[\W_ー\u115f\u1160\u3164\uffa0]+")
LARGE = dict(zip("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", strict=True))
SMALL = re.compile("[ぁぃぅぇぉっゃゅょゎ]")
RUN = re.compile(r"[ぁ-ゖ]+|[^ぁ-ゖ]+")
KANA = re.compile(r"[ぁ-ゖ]")
# So many ways to lay a reading under a word, where its kana leave several.
WAYS = 8
NOTHING = r"(?!)"
# How a kanji is read: one sound or two; with a small kana (large in a bare text) it is one sound.
SOUND = "(?:[きしちにひみりぎじぢびぴ][やゆよ]|[ぁ-ゖ])"
# One kana beside a kanji stands in too many other words: 「同じ殺虫剤」.
LEAST_KANA = 2
# A reading in brackets behind its kanji, as some write it inside a word: 虐(ぎゃく)待.
READING = re.compile(
    r"(?<=[\u3400-\u9fff々])\s*[(（\[［〔《][ぁ-ゖァ-ヺｦ-ﾟー・\s]{1,20}[)）\]］〕》]"
)
Laid = tuple[tuple[str, str], ...]


def bare(text: str) -> str:
    """Return only the letters and digits of a text, folded, each kana large and none drawn out."""
    return SMALL.sub(lambda sign: LARGE[sign[0]], BETWEEN.sub("", fold(text)))


def listened_to(text: str) -> str:
    """Return a text bare, and where readings stand in brackets inside it once more without them."""
    plain = READING.sub("", text)
    return bare(text) if plain == text else f"{bare(text)}\n{bare(plain)}"


def laid_under(written: str, read: str) -> list[Laid]:
    """Return the ways in which a reading lies under a bare word: each run of the word, and how it is read.

    Runs of kana are read as they are written, so that they tell where the others end. Nothing where
    the reading does not fit; of very many ways the first few.
    """
    runs = RUN.findall(written)
    if not runs:
        return []
    return list(islice(_lay(runs, 0, read, set()), WAYS))


def _lay(runs: list[str], start: int, read: str, dead: set[tuple[int, int]]) -> Iterator[Laid]:
    """Yield the ways for the runs from `start` on; `dead` keeps where none was found, to look but once."""
    if start == len(runs):
        if not read:
            yield ()
        return
    if (start, len(read)) in dead:
        return
    run, found = runs[start], False
    ends = [len(run)] if KANA.match(run) else range(1, len(read) + 1)
    for end in ends:
        if KANA.match(run) and not read.startswith(run):
            break
        for rest in _lay(runs, start + 1, read[end:], dead):
            found = True
            yield ((run, read[:end]), *rest)
    if not found:
        dead.add((start, len(read)))


def spelt(written: str, read: str) -> list[str]:
    """Return the expressions for every spelling of a word in a bare text; none where the word is empty.

    Each begins with a letter, so that many of them are searched for at once and fast.
    """
    label, kana = bare(written), bare(read)
    ways = [
        re.escape(head) + "".join(_either(run, sound) for run, sound in rest)
        for first, *rest in laid_under(label, kana)
        for head in _written(*first)
    ]
    return ways or [re.escape(one) for one in dict.fromkeys((label, kana)) if one]


def _either(run: str, sound: str) -> str:
    return f"(?:{'|'.join(map(re.escape, _written(run, sound)))})"


def _written(run: str, sound: str) -> list[str]:
    """Return how a run may be written: as it is, as it is read, or one end of its kanji in kana."""
    return list(dict.fromkeys((run, sound, *_half_in_kana(run, sound))))


def _half_in_kana(run: str, sound: str) -> Iterator[str]:
    """Yield a run of several kanji with its first or its last ones in kana: ゆくえ不明, 虐たい."""
    for kept in range(1, len(run)):
        for cut in range(1, len(sound)):
            if _reads(run[:kept], sound[:cut]) and _reads(run[kept:], sound[cut:]):
                if cut >= LEAST_KANA:
                    yield sound[:cut] + run[kept:]
                if len(sound) - cut >= LEAST_KANA:
                    yield run[:kept] + sound[cut:]


def _reads(kanji: str, sound: str) -> bool:
    """Return whether so many kanji may be read so, each with one sound or two."""
    return re.fullmatch(f"{SOUND}{{{len(kanji)},{2 * len(kanji)}}}", sound) is not None


@lru_cache(maxsize=1024)
def spelling_of(written: str, read: str) -> re.Pattern[str]:
    """Return the pattern that finds a word in a bare text, however it is spelt there."""
    return _compiled(spelt(written, read))


@lru_cache(maxsize=64)
def spelling_of_any(words: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Return the pattern that finds any of these words, each as it is written and read."""
    return _compiled(one for written, read in words for one in spelt(written, read))


def _compiled(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(expressions) or NOTHING)

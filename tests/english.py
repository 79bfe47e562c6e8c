"""English catalogues of a test's own, so that what is tested does not hang on the translators."""

import re
import struct
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path

MAGIC, HEADER = 0x950412DE, 28
NO_BREAK = "\u00a0"
CONTEXT = "\x04"
"""Stands between the context and the word, as the catalogue keeps pgettext's."""


def plain(words: str) -> str:
    """Return words with common spaces, as one types them."""
    return words.replace(NO_BREAK, " ")


def write(folder: Path, words: Mapping[str, str]) -> None:
    """Write Japanese → English as a compiled catalogue (GNU gettext's .mo) below a folder."""
    told = {"": "Content-Type: text/plain; charset=UTF-8\n", **words}
    pairs = sorted((source.encode(), target.encode()) for source, target in told.items())
    texts = [text for side in zip(*pairs, strict=True) for text in side]
    starts = accumulate((len(text) + 1 for text in texts), initial=HEADER + 8 * len(texts))
    table = [
        number for text, start in zip(texts, starts, strict=False) for number in (len(text), start)
    ]
    header = (MAGIC, 0, len(pairs), HEADER, HEADER + 8 * len(pairs), 0, 0)
    file = folder / "en" / "LC_MESSAGES" / "django.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(
        struct.pack(f"<{7 + len(table)}I", *header, *table) + b"\0".join(texts) + b"\0"
    )


class Everything:
    """Stands for a catalogue that has every sentence: its values stay, its words do not."""

    def get(self, sentence: str, _missing: object = None) -> str:
        return "E " + " ".join(re.findall(r"%\(\w+\)[sd]|%[sd]", sentence))

    def plural(self, sentence: str, _number: int) -> str:
        return self.get(sentence)

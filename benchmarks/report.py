"""How long the PDF of a 月報 takes, beside as many empty sheets of the house set by the same engine.

    python benchmarks/report.py [--rows 55] [--runs 25]

The 月報 is as full as the biggest month of the demo town: so many rows in its lists, nine means, a story.
Every run has other numbers and other words, so that nothing is set twice. An empty sheet has its title, its
foot and its page number; there are as many of them as the 月報 takes. Both are
tagged, with the same fonts. Times differ from machine to machine, so what counts is the ratio.
"""

import argparse
import random
import re
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import ground
import typst

from sasaeai.paper.content import FigureTable, ReportSheet
from sasaeai.paper.pdf import TEMPLATES, fonts, inputs, set_pdf

AT = datetime(2026, 12, 1, tzinfo=UTC)
MEANS = (
    "訪問",
    "電話",
    "来所",
    "会議",
    "行事・通いの場",
    "文書・郵送",
    "オンライン",
    "まち歩き",
    "その他",
)
LISTS = {
    "活動範囲": 6,
    "何をしたか": 18,
    "だれと": 13,
    "会議への出席": 4,
    "資源": 3,
    "お願いとそのお返事": 11,
}
HOUSE = '#import "/house.typ": *\n#show: house.with(size: small)\n#heading(data.title)\n'
WORDS = "町声鍵夜本読坂上下集会所黒板手伝朝夕茶畑道具庭花水曜木曜世話人回覧板針糸灯窓"


def words(dice: random.Random, letters: int) -> str:
    """Return as many letters as people might write."""
    return "".join(dice.choice(WORDS) for _ in range(letters))


def number(dice: random.Random) -> str:
    """Return a figure of a month."""
    return str(dice.randrange(200))


def lists(dice: random.Random, *, rows: int) -> list[FigureTable]:
    """Return the lists of a month with about so many rows in all, in the proportions of the demo town."""
    whole = sum(LISTS.values())
    return [
        {
            "head": [name, "件数"],
            "rows": [
                [words(dice, dice.randrange(4, 15)), number(dice)]
                for _ in range(max(1, round(rows * share / whole)))
            ],
            "foot": [],
        }
        for name, share in LISTS.items()
    ]


def month(dice: random.Random, *, rows: int) -> ReportSheet:
    """Return a month that no other run has."""
    return {
        "town": "ささえ市",
        "title": "令和8年10月　川西",
        "date": "2026年12月1日",
        "kind": "月報",
        "body": "ささえ市地域包括支援センター",
        "changed": [
            {"name": "聴いた声に、お返事ができた", "number": number(dice), "of": "200", "note": words(dice, 30)}
            for _ in range(3)
        ],
        "stories": 1,
        "story": words(dice, 180),
        "table": {
            "head": ["要綱の機能", *MEANS, "計"],
            "rows": [[words(dice, 8), *(number(dice) for _ in range(10))] for _ in range(3)],
            "foot": ["記録の実数", *(number(dice) for _ in range(10))],
        },
        "entries": words(dice, 35),
        "lists": lists(dice, rows=rows),
        "months": [],
        "trouble": [words(dice, 25) for _ in range(3)],
        "coming": [words(dice, 25) for _ in range(2)],
    }  # fmt: skip


def empty(sheets: int, numbers: Iterator[int]) -> bytes:
    """Set empty sheets of the house as `set_pdf` does, with a title that no other run has."""
    data = {"town": "ささえ市", "title": f"令和8年10月　{next(numbers)}"}
    source = HOUSE + "#pagebreak()\n" * (sheets - 1)
    return typst.compile(
        source.encode(),
        root=str(TEMPLATES),
        font_paths=fonts(),
        format="pdf",
        pdf_standards="ua-1",
        timestamp=int(AT.timestamp()),
        sys_inputs=inputs(data),
    )


def main() -> None:
    """Print how many times the empty sheets a 月報 takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--rows", type=int, default=sum(LISTS.values()))
    parser.add_argument("--runs", type=int, default=25)
    asked = parser.parse_args()
    dice, numbers = random.Random(20261201), count()  # noqa: S311 -- an invented month, not a secret

    def report() -> bytes:
        return set_pdf("report", month(dice, rows=asked.rows), printed_at=AT)

    sheets = len(re.findall(rb"/Type/Page\b", report()))
    empty(sheets, numbers)
    spent = ground.milliseconds([report, lambda: empty(sheets, numbers)], runs=asked.runs)
    ours, bare = map(statistics.median, spent)
    print(ground.versions())
    print(f"  a 月報 of {asked.rows} rows on {sheets} sheets: {ours / bare:.2f} × as many empty ones, {ours:.0f} ms")  # fmt: skip
    print(f"  least times: {min(spent[0]) / min(spent[1]):.2f} ×")


if __name__ == "__main__":
    main()

"""What 目的の点検 says: of each finding why, in one sentence, one next step, and where it is mended."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sasaeai.calc.purpose import Finding
from sasaeai.ui import dates


class Saying(NamedTuple):
    """How findings of one rule are said; `why` and `step` may name what the finding is about.

    `under` says the same below the words of the goal it is about.
    """

    label: str | Promise
    tone: str
    why: str | Promise
    step: str | Promise
    act: str | Promise
    under: str | Promise = ""


SAYINGS: Mapping[str, Saying] = {
    "goal-counts-means": Saying(
        _("手段だけ"), "late",
        _("「%(name)s」は、何のための目標でしょう"),
        _("したことの数だけを数えています。その先で変わってほしいことを、ひとつ書けますか。"),
        _("目標を書き直す"),
        _("何のための目標でしょう"),
    ),
    "means-without-goal": Saying(
        _("行き先なし"), "late",
        _("「%(name)s」は、どの目標にもつながっていません"),
        _("始めた人の思いを聴いて、つなぐか、休むかを選べます。"),
        _("つなぐ先を選ぶ"),
    ),
    "goal-without-means": Saying(
        _("手段なし"), "soon",
        _("「%(name)s」のために、今していることがありません"),
        _("町にあるものや、もう動いている活動から、役に立つものをひとつ選べます。"),
        _("使えるものを選ぶ"),
        _("今していることがありません"),
    ),
    "goal-without-first-step": Saying(
        _("一歩めなし"), "soon",
        _("「%(name)s」には、ひと月のうちに始められる一歩がありません"),
        _("やりたいと言っている方がいることから、いちばん小さい一歩を書けます。"),
        _("一歩を書く"),
        _("ひと月のうちに始められる一歩がありません"),
    ),
    "dates-run-backwards": Saying(
        _("日付が逆"), "late",
        _("「%(name)s」の日付が、逆算になっていません"),
        "",
        _("日付を見直す"),
        _("日付が、逆算になっていません"),
    ),
    "means-overloaded": Saying(
        _("かかえすぎ"), "soon",
        _("「%(name)s」ひとつに、%(goals)s個の目標がかかっています"),
        _("いちばん役に立つ目標を残して、ほかの目標には別の手段をさがせます。"),
        _("つなぎかたを見直す"),
    ),
    "vision-without-residents": Saying(
        _("住民ぬき"), "late",
        _("「%(name)s」は、住民の方といっしょに作ったと書かれていません"),
        _("集まりのついでに見てもらい、その言葉で新しい版を作れます。"),
        _("あるべき姿を見直す"),
    ),
    "indicator-without-baseline": Saying(
        _("出発点なし"), "soon",
        _("「%(name)s」は、はじめの数がありません"),
        _("いま分かる数を、何のうちいくつかと、はかった日といっしょに書けます。"),
        _("はじめの数を書く"),
    ),
    "indicator-never-measured": Saying(
        _("はかっていない"), "soon",
        _("「%(name)s」は、まだ一度もはかっていません"),
        _("はかれない数なら、はかれる数に替えてかまいません。"),
        _("はかった数を書く"),
    ),
    "indicator-overdue": Saying(
        pgettext_lazy("指標", "はかり直し"), "soon",
        _("「%(name)s」は、%(last)sからはかっていません"),
        _("決めた間隔をすぎました。もう一度はかるか、間隔を見直せます。"),
        _("はかった数を書く"),
    ),
}  # fmt: skip
# How what a picture lacks only because it has just begun is said: as what comes next.
COMING: Mapping[str, Saying] = {
    "goal-without-means": Saying(
        _("これから"), "plain",
        _("「%(name)s」に役立つものを、これから選べます"),
        _("町にあるものや、もう動いている活動から、役に立つものをひとつ選べます。"),
        _("使えるものを選ぶ"),
        _("役立つものを、これから選べます"),
    ),
    "goal-without-first-step": Saying(
        _("これから"), "plain",
        _("「%(name)s」の、はじめの一歩を、これから書けます"),
        _("やりたいと言っている方がいることから、いちばん小さい一歩を書けます。"),
        _("一歩を書く"),
        _("はじめの一歩を、これから書けます"),
    ),
    "indicator-without-baseline": Saying(
        _("これから"), "plain",
        _("「%(name)s」の、はじめの数を、これから書けます"),
        _("いま分かる数を、何のうちいくつかと、はかった日といっしょに書けます。"),
        _("はじめの数を書く"),
    ),
}  # fmt: skip
# What weighs most stands first.
TONES = ("late", "soon", "plain")
BACKWARDS: Mapping[str, str | Promise] = {
    "before_start": _("あるべき姿を決めた日より前になっています。決めた日よりあとの日にできます。"),
    "after_then": _("%(until)sの「そのとき」よりあとになっています。それより前の日にできます。"),
    "after_above": _(
        "その先の目標の%(until)sよりあとになっています。先に届く日にするか、上の目標を見直せます。"
    ),
    "farther_than_above": _(
        "上の目標より遠いところに置いてあります。近いところへ移すか、上の目標を選びなおせます。"
    ),
}


def saying_of(finding: Finding, *, is_new: bool) -> Saying:
    """Return how a finding is said; in a picture that has just begun, what comes next is no fault."""
    return COMING.get(finding.rule, SAYINGS[finding.rule]) if is_new else SAYINGS[finding.rule]


def said(finding: Finding, name: str, saying: Saying) -> tuple[str, str]:
    """Return why a finding is one, and the next step, of what is called so."""
    values = {"name": name} | {
        key: dates.full_day(value) if isinstance(value, date) else value
        for key, value in finding.facts.items()
    }
    step = BACKWARDS[str(finding.facts["how"])] if "how" in finding.facts else saying.step
    return str(saying.why) % values, str(step) % values

"""The town's words as a file: every list, every term, what it was called before, who helps today."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.paper.files import Column
from sasaeai.vocabulary.queries import Line


def _policy(line: Line) -> str:
    return str(line.standing.policy.label) if line.standing else ""


def _policy_since(line: Line) -> date | None:
    return line.standing.rule.since if line.standing and line.standing.rule else None


def _policy_why(line: Line) -> str:
    return line.standing.rule.why if line.standing and line.standing.rule else ""


COLUMNS: tuple[Column[Line], ...] = (
    Column(_("一覧"), lambda line: line.term.get_kind_display()),
    Column(_("コード"), lambda line: line.term.code, _("全国で同じ印。町の用語は x_ で始まります")),
    Column(_("呼び名"), lambda line: line.term.label),
    Column(_("ふりがな"), lambda line: line.term.kana),
    Column(_("もとの呼び名"), lambda line: line.term.national_label),
    Column(_("英語の呼び名"), lambda line: line.term.label_en),
    Column(_("説明"), lambda line: line.term.description),
    Column(_("上の用語"), lambda line: line.term.parent.label if line.term.parent else ""),
    Column(_("いつから"), lambda line: line.term.since),
    Column(_("いつまで"), lambda line: line.term.until),
    Column(_("出どころ"), lambda line: line.term.source),
    Column(_("要確認"), lambda line: gettext("要確認") if line.term.to_verify else ""),
    Column(
        _("手伝う人"), _policy, _("書き出した日に手伝う人。困りごとと手伝いの分類だけにあります")
    ),
    Column(_("手伝う人の決まりの日"), _policy_since, _("空いていれば、はじめの決まりのままです")),
    Column(_("手伝う人をそう決めたわけ"), _policy_why),
)

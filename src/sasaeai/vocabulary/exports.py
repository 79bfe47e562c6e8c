"""The town's words as a file: every list, every term, what it was called before."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.paper.files import Column
from sasaeai.vocabulary.models import Term

COLUMNS: tuple[Column[Term], ...] = (
    Column(_("一覧"), lambda term: term.get_kind_display()),
    Column(_("コード"), lambda term: term.code, _("全国で同じ印。町の用語は x_ で始まります")),
    Column(_("呼び名"), lambda term: term.label),
    Column(_("ふりがな"), lambda term: term.kana),
    Column(_("もとの呼び名"), lambda term: term.national_label),
    Column(_("英語の呼び名"), lambda term: term.label_en),
    Column(_("説明"), lambda term: term.description),
    Column(_("上の用語"), lambda term: term.parent.label if term.parent else ""),
    Column(_("いつから"), lambda term: term.since),
    Column(_("いつまで"), lambda term: term.until),
    Column(_("出どころ"), lambda term: term.source),
    Column(_("要確認"), lambda term: gettext("要確認") if term.to_verify else ""),
)

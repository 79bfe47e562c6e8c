"""Persons as a file: what the viewer may see of each, and nothing else."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.areas.viewer import Viewer
from sasaeai.paper.files import Column
from sasaeai.people import rules
from sasaeai.people.cards import Card
from sasaeai.people.models import Gift, Item
from sasaeai.ui import wording


def _gifts(kind: Gift.Kind) -> "Column[Card]":
    return Column(
        kind.label,
        lambda card: wording.told(gift.category for gift in card.gifts if gift.kind == kind),
    )


def _told(card: Card) -> str:
    """Return why the card holds what it holds: recorded here, or the items that were agreed to."""
    if card.wholly:
        return _("記録のすべて")
    return wording.told(item.label for item in Item if item in card.items)


COLUMNS: tuple[Column[Card], ...] = (
    Column(
        gettext_lazy("番号"),
        lambda card: str(card.id),
        gettext_lazy("この仕組みでの番号（変わりません）"),
    ),
    Column(gettext_lazy("名前"), lambda card: card.called),
    Column(gettext_lazy("ふりがな"), lambda card: card.kana),
    Column(gettext_lazy("呼び名"), lambda card: card.nickname),
    Column(gettext_lazy("地区"), lambda card: card.area.name),
    Column(gettext_lazy("電話番号"), lambda card: card.phone),
    Column(gettext_lazy("メールアドレス"), lambda card: card.email),
    Column(gettext_lazy("住所"), lambda card: card.address, gettext_lazy("住所を伏せる方は空です")),
    Column(gettext_lazy("生まれた年"), lambda card: card.birth_year),
    Column(gettext_lazy("世帯"), lambda card: card.household),
    *map(_gifts, Gift.Kind),
    Column(gettext_lazy("お休み"), lambda card: _("お休み中") if card.paused else ""),
    Column(gettext_lazy("覚え書き"), lambda card: card.notes),
    Column(gettext_lazy("記録した所属先"), lambda card: card.employer.name),
    Column(
        gettext_lazy("見られるところ"),
        _told,
        gettext_lazy("同意で見ているときは、同意された項目だけです"),
    ),
)


def nothing(viewer: Viewer, *, narrowed: bool) -> str:
    """Return the sentence for a list that holds nobody, narrowed by a filter or whole."""
    if rules.may_count(viewer):
        return _(
            "いま書き出せる人の記録はありません。市町村担当の方が書き出せるのは、理由を書いて開いた記録だけで、開いてから60分のあいだです。"
        )
    if narrowed:
        return _("あてはまる方がいないので、書き出すものがありません。条件をかえてみてください。")
    return _(
        "見てよい方がまだいないので、書き出せる記録はありません。ご本人が同意すると、書き出せるようになります。"
    )

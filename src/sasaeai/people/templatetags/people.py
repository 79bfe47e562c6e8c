"""Persons' times, consents and the record book in words."""

from django import template
from django.utils.translation import gettext_lazy as _

from sasaeai.calc.hours import week_from_json
from sasaeai.people.cards import Card
from sasaeai.people.models import Consent, Item
from sasaeai.ui import dates, wording

register = template.Library()

DEEDS = {
    "people.look": _("見ました"),
    "people.look_up": _("名前や番号でさがしました"),
    "people.export": _("ファイルに書き出しました"),
    "people.open": _("理由を書いて開きました"),
    "people.add": _("記録しました"),
    "people.change": _("直しました"),
    "people.pause": _("お休みにしました"),
    "people.resume": _("お休みを終えました"),
    "people.ask_to_give": _("できることを聞きました"),
    "people.change_meeting": _("会うときのことを書きました"),
    "people.hear_answer": _("できることの答えを書きました"),
    "people.add_gift": _("できることを書きました"),
    "people.change_gift": _("できることを直しました"),
    "people.end_gift": _("できることを取り下げました"),
    "people.bring_back_gift": _("できることを戻しました"),
    "people.give_consent": _("同意を記録しました"),
    "people.withdraw_consent": _("同意を取りやめました"),
    "people.restore_consent": _("同意を元に戻しました"),
    "organisations.join": _("団体の会員として書きました"),
    "organisations.join_many": _("団体の会員として書きました"),
    "organisations.leave": _("団体の会員から外しました"),
    "organisations.look": _("団体の画面で見ました"),
}


@register.filter
def week_words(times: dict[str, object]) -> str:
    """Return weekly times as they are said."""
    return dates.week(week_from_json(times))


@register.filter
def item_labels(consent: Consent) -> str:
    """Return the items of a consent in words."""
    return wording.listed(Item(item).label for item in consent.items if item in Item.values)


@register.filter
def gift_words(card: Card) -> str:
    """Return all that somebody can and would like to do, in one line."""
    return wording.told(
        _("%(label)s：%(value)s") % {"label": gift.get_kind_display(), "value": gift.category}
        for gift in card.gifts
    )


@register.filter
def deed(verb: str) -> str:
    """Return what an entry of the record book says was done to a person."""
    return str(DEEDS.get(verb, _("ほかの画面で見たか、書きました")))

"""What residents may ask of the lists, and what they may tell us."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import times
from sasaeai.assets.models import Asset
from sasaeai.ui.templatetags.ui import set_ruby
from sasaeai.vocabulary.models import Term

LONGEST_KEY = 3000


def _set(text: object) -> SafeString:
    return set_ruby(str(text))


marked = lazy(_set, SafeString)


class AreaForm(forms.Form):
    """Whereabouts."""

    area: forms.ModelChoiceField[Area] = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.visible_to(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField


class PlaceForm(forms.Form):
    """The name of one's 町, and the list its area is wanted for."""

    q = forms.CharField(required=False, max_length=40)
    to = forms.ChoiceField(
        choices=[(name, name) for name in ("home", "activities", "assets", "sessions", "print")],
        required=False,
    )


class DatesForm(AreaForm):
    """Where, and from which date on."""

    after = forms.CharField(required=False, max_length=LONGEST_KEY)


class ListForm(AreaForm):
    """Where, what and from which row on."""

    category: forms.ModelChoiceField[Term] = forms.ModelChoiceField(queryset=None, required=False)
    after = forms.CharField(required=False, max_length=LONGEST_KEY)

    def __init__(self, *args: Any, terms: QuerySet[Term], **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = terms  # type: ignore[attr-defined]  # a ModelChoiceField


class ActivitiesForm(ListForm):
    """The list of activities: also on which day of the week."""

    day = forms.ChoiceField(choices=times.DAY_LABELS, required=False)


class AssetsForm(ListForm):
    """The list of assets: also of which kind."""

    kind = forms.ChoiceField(choices=Asset.Kind, required=False)


class TellForm(forms.Form):
    """まちがい・変更を知らせる: words, and where to answer if they like."""

    unmarked = True  # the one that may stay empty says so itself

    words = forms.CharField(
        label=marked(_("どこが{変|か}わりましたか")),
        help_text=marked(_("{例|れい}：{曜日|ようび}が{木曜|もくよう}に{変|か}わりました")),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("変わったことを、ひとことでも書いてください。"),
            "max_length": _("1000字までで書いてください。長いときは、お電話でお話しください。"),
        },
    )
    contact = forms.CharField(
        label=marked(
            _("お{返事|へんじ}を{受|う}け{取|と}るところ（{書|か}かなくてもかまいません）")
        ),
        help_text=marked(
            _(
                "お{名前|なまえ}、お{電話番号|でんわばんごう}など。{確|たし}かめる{人|ひと}だけが{見|み}ます。"
            )
        ),
        max_length=120,
        required=False,
        error_messages={"max_length": _("120字までで書いてください。")},
    )

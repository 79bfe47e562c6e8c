"""What one may ask of the round, the search and the record book."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.assets.models import Asset
from sasaeai.pages.record_words import KINDS as KIND_WORDS
from sasaeai.pages.record_words import THINGS, kind_words
from sasaeai.paper.files import FormatForm
from sasaeai.search.forms import SearchForm
from sasaeai.ui.fields import DateField

# The blank lines of a sheet with twelve spots already known, and all lines of its two pages.
LINES, MOST_LINES = 18, 30
KINDS = [
    ("activity", _("集まり・活動")),
    ("asset", _("場所・モノ・人・金・情報")),
    ("organisation", _("団体")),
]


class WholeSearchForm(SearchForm):
    """The one box: words, and which room to go on in."""

    kind = forms.ChoiceField(label=_("どこから"), choices=KINDS, required=False)


class RoundForm(forms.Form):
    """Where to walk today."""

    unmarked = True
    area = AreaChoice(
        queryset=None,
        label=_("どこを回りますか"),
        required=False,
        # The first stands for what is shown before anything is chosen.
        empty_label=None,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.responsible_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField


class SheetForm(forms.Form):
    """Which paper is typed back: where the walk went, and the number on the sheet."""

    area = AreaChoice(
        queryset=None,
        empty_label=_("選ぶ"),
        label=_("どこを歩きましたか"),
        error_messages={
            "required": _("歩いた地区を選んでください。"),
            "invalid_choice": _("受け持ちの地区の中から選んでください。"),
        },
    )
    sheet = forms.CharField(
        label=_("用紙の番号"),
        help_text=_("紙の右上の番号です。分からなければ空けておきます。"),
        max_length=40,
        required=False,
        error_messages={"max_length": _("用紙の番号は40字までで書いてください。")},
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.responsible_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField


class FoundForm(forms.Form):
    """One line of the paper: what was found. A line left empty is nothing."""

    kind = forms.ChoiceField(
        label=_("種類"),
        choices=[("", _("選ぶ")), *Asset.Kind.choices, ("activity", _("集まり・活動"))],
        error_messages={
            "required": _("種類を選んでください。"),
            "invalid_choice": _("種類を一覧から選んでください。"),
        },
    )
    name = forms.CharField(
        label=_("見つけたもの・人・場所"),
        max_length=120,
        error_messages={
            "required": _("名前を書いてください。呼び名でかまいません。"),
            "max_length": _("名前は120字までで書いてください。"),
        },
    )
    whose = forms.CharField(
        label=_("だれの"),
        max_length=120,
        required=False,
        error_messages={"max_length": _("「だれの」は120字までで書いてください。")},
    )
    when = forms.CharField(
        label=_("いつ使える"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("「いつ使える」は200字までで書いてください。")},
    )
    note = forms.CharField(
        label=_("メモ"),
        max_length=1000,
        required=False,
        error_messages={"max_length": _("メモは1000字までで書いてください。")},
    )
    area = forms.ChoiceField(
        label=_("地区"),
        required=False,
        error_messages={"invalid_choice": _("受け持ちの地区の中から選んでください。")},
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("上と同じ")), *places]  # type: ignore[attr-defined]  # a ChoiceField


class Sheet(forms.BaseFormSet[FoundForm]):
    """The lines of a paper."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "missing_management_form": _(
            "書き写した表が、とちゅうで切れて届きました。前の画面にもどって、もういちど送ってください。"
        ),
        "too_many_forms": _(
            "1枚に書けるのは%(num)d行までです。残りは、つぎの1枚として書き写してください。"
        ),
    }


FoundRows = forms.formset_factory(
    FoundForm,
    formset=Sheet,
    extra=LINES,
    max_num=MOST_LINES,
    # More are not even shown again, for each line is a form of six fields.
    absolute_max=MOST_LINES,
    validate_max=True,
)


class AuditForm(forms.Form):
    """Which entries of the record book to show: who acted, on what, on which days."""

    unmarked = True
    more = ("kind",)
    actor: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        None, label=_("した人"), required=False, empty_label=_("どなたでも")
    )
    since = DateField(label=_("いつから"), required=False)
    until = DateField(label=_("いつまで"), required=False)
    kind = forms.ChoiceField(label=_("何を"), required=False)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["actor"].queryset = areas.staff(viewer).order_by("name", "staff_id")  # type: ignore[attr-defined]  # a ModelChoiceField
        kinds = [(kind, kind_words(kind)) for kind in (*THINGS, *KIND_WORDS)]
        self.fields["kind"].choices = [("", _("何でも")), *dict(kinds).items()]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("おわりの日は、はじまりの日か、それより後にしてください。"))
        return self.cleaned_data


class AuditExportForm(FormatForm, AuditForm):
    """Which entries to write out, and in which form."""

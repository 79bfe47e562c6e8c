"""The gate for how an activity grows: its state, the look back on a trial, its origins, hosts and uses."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasaeai.activities import queries
from sasaeai.activities.models import Activity, Organiser, Origin, Use
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets.fields import NameInput, TimesField
from sasaeai.needs import issues
from sasaeai.needs.models import Issue
from sasaeai.people.found_form import FoundForm
from sasaeai.ui.fields import DateField
from sasaeai.ui.widgets import ChoiceChips, Tiles

NAMES = 300
WORDS = 300


class StateForm(forms.Form):
    """How an activity stands, and since when."""

    state = forms.ChoiceField(
        label=_("いまの様子"), choices=Activity.State.choices, widget=ChoiceChips
    )
    since = DateField(
        label=_("いつから"),
        required=False,
        help_text=_("お休みは、これからの日も書けます。その日になると、お休み中に変わります。"),
    )
    review = DateField(
        label=_("ふりかえる日"),
        required=False,
        help_text=_("お試しのとき、選んでください。その日が来ると「今日」に出ます。"),
    )
    resumes = DateField(
        label=_("また始まる日"),
        required=False,
        help_text=_(
            "お休みのとき、分かっていれば選んでください。その日になると、活動中に変わります。"
        ),
    )
    words = forms.CharField(
        label=_("ひとこと"),
        required=False,
        max_length=WORDS,
        help_text=_("どうしてそうしたか、だれが言い出したか。あゆみに残ります。"),
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        # Days that stood filled in for another state are left standing by whoever gives it up.
        if data.get("state") != Activity.State.TRIAL:
            data["review"] = None
        if data.get("state") != Activity.State.PAUSED:
            data["resumes"] = None
            today, since = timezone.localdate(), data.get("since")
            if since and since > today and since == self.initial.get("since"):
                data["since"] = today
        return data


class TrialForm(forms.Form):
    """Beginning a trial: when one looks back on it; `StateForm` reads what it sends."""

    state = forms.CharField(widget=forms.HiddenInput)
    since = forms.CharField(widget=forms.HiddenInput)
    review = DateField(
        label=_("ふりかえる日"),
        help_text=_("その日が来ると「今日」に出ます。続けるかは、そのとき決めます。"),
    )


class ReviewForm(forms.Form):
    """試してみてどうでしたか: go on, try longer, or end, in one's own words."""

    outcome = forms.ChoiceField(
        label=_("これからどうしますか"),
        choices=[
            (Activity.State.ACTIVE, _("このまま続ける")),
            (Activity.State.TRIAL, _("もう少し試す")),
            (Activity.State.ENDED, _("ここで終わる")),
        ],
        widget=Tiles,
    )
    review = DateField(
        label=_("次にふりかえる日"),
        required=False,
        help_text=_("もう少し試すとき、選んでください。"),
    )
    words = forms.CharField(
        label=_("試してみて、どうでしたか"),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("だれが来て、何が起きたか。来なかったことも、大事な記録です。"),
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        outcome = data.get("outcome")
        if outcome == Activity.State.TRIAL and "review" in data and not data["review"]:
            self.add_error("review", _("もう少し試すなら、次にふりかえる日を選んでください。"))
        if outcome == Activity.State.ENDED and "words" in data and not data["words"].strip():
            self.add_error(
                "words",
                _("終わるわけを、ひとことだけでも書いてください。次に試す人の手がかりになります。"),
            )
        if outcome != Activity.State.TRIAL:
            data["review"] = None
        return data


class OriginForm(forms.Form):
    """What else an activity was born from, or which issue it answers: one at a time."""

    issue: forms.ModelChoiceField[Issue] = forms.ModelChoiceField(
        queryset=None, label=_("応える地域課題"), required=False, empty_label=_("選ばない")
    )
    other_text = forms.CharField(
        label=_("もとになった活動"),
        required=False,
        max_length=120,
        widget=NameInput,
        help_text=_("書きとめてある活動の名前を書いてください。"),
    )
    asset_text = forms.CharField(
        label=_("もとになった場所・モノ・人"),
        required=False,
        max_length=200,
        widget=NameInput,
        help_text=_("書きとめてある資源の名前を書いてください。"),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["issue"].queryset = issues.standing(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        if not issues.standing(viewer).exists():
            del self.fields["issue"]

    def clean_other_text(self) -> Activity | None:
        """Return the activity of this name."""
        name: str = self.cleaned_data["other_text"].strip()
        found = queries.named(self.viewer, name) if name else None
        if name and found is None:
            raise forms.ValidationError(
                _("この名前の活動は見つかりません。名前をたしかめてください。")
            )
        return found

    def clean_asset_text(self) -> Any:  # noqa: ANN401 -- an asset, or nothing
        """Return the asset of this name."""
        return _asset_named(self.viewer, self.cleaned_data["asset_text"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = [data.get(name) for name in ("issue", "other_text", "asset_text")]
        if not self.errors and sum(one is not None for one in chosen) != 1:
            self.add_error(None, _("もとになったことを、ひとつだけ書いてください。"))
        return data

    def origin(self) -> Origin:
        """Return what was chosen, as it is kept."""
        data = self.cleaned_data
        return Origin(issue=data.get("issue"), other=data["other_text"], asset=data["asset_text"])


class HostForm(FoundForm[Organiser]):
    """Which resident runs it, and their part."""

    class Meta:
        model = Organiser
        fields = ("part", "since")
        help_texts = {"part": _("例：世話役、鍵当番、お茶の係")}


class UseForm(forms.ModelForm[Use]):
    """What an activity uses, when, and what was promised for it."""

    asset_text = forms.CharField(
        label=_("使うもの"),
        max_length=200,
        widget=NameInput,
        help_text=_("書きとめてある場所やモノの名前を書いてください。"),
    )
    times = TimesField(label=_("使う曜日と時間"), required=False)

    class Meta:
        model = Use
        fields = ("times", "terms")
        help_texts = {"terms": _("例：鍵は自治会長さんから、終わったら机を元に戻す")}

    field_order = ("asset_text", "times", "terms")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        if self.instance._state.adding:  # noqa: SLF001 -- Django has no public name for it
            widget: Any = self.fields["asset_text"].widget
            widget.names = assets.place_names(viewer, count=NAMES)
        else:
            del self.fields["asset_text"]

    def clean_asset_text(self) -> str:
        """Link the asset of this name."""
        found = _asset_named(self.viewer, self.cleaned_data["asset_text"])
        self.instance.asset = found
        return str(found)


def _asset_named(viewer: Viewer, words: str) -> Any:  # noqa: ANN401 -- an asset, or nothing
    name = words.strip()
    found = assets.named(viewer, name) if name else None
    if name and found is None:
        raise forms.ValidationError(
            _("この名前のものは見つかりません。名前をたしかめるか、先に「探す」で書いてください。")
        )
    return found

"""The gate for indicators, what was measured, and first steps."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.ui import wording
from sasaeai.ui.fields import DateField
from sasaeai.ui.forms import MendingForm
from sasaeai.ui.widgets import ChoiceChips
from sasaeai.visions import wishes
from sasaeai.visions.models import Indicator, Measurement, Step
from sasaeai.visions.models.indicator import BELOW_NOTHING
from sasaeai.voices.models import Voice

MOST_MONTHS = 120
# So much of a voice tells it from the others.
BEGINS = 40
LARGER = _("「何のうち」より大きな数です。どちらかを直してください。")


# What each counts, told so that doing the means is not taken for the change it is to bring.
COUNTED = [
    (
        Indicator.Counts.CHANGE,
        _(
            "人や暮らしの変化。したことの先で、だれかの毎日がどう変わったかを数えます。例：困ったとき近所に言えた人"
        ),
    ),
    (
        Indicator.Counts.THERE,
        _(
            "地区にあるもの・できるようになったこと。前はなかったものが、いくつあるかを数えます。例：頼み先のある町"
        ),
    ),
    (
        Indicator.Counts.DOING,
        _(
            "やった回数・量。手だてをどれだけしたかを数えます。これだけでは、暮らしが変わったかは分かりません。例：話し合いを開いた回数"
        ),
    ),
]


class IndicatorForm(MendingForm[Indicator]):
    """By what number one sees that a goal comes nearer."""

    counts = forms.ChoiceField(
        label=_("それは、何の数ですか"),
        choices=COUNTED,
        widget=forms.RadioSelect,
        help_text=_("ひとつの目標に、暮らしの変化の数を、ひとつは置きます。"),
    )
    baseline_on = DateField(
        label=_("はじめにはかった日"),
        required=False,
        help_text=_("はじめの数を書くときは、いつの数かも書いてください。"),
    )

    class Meta:
        model = Indicator
        fields = (
            "name", "counts", "unit", "baseline", "baseline_of", "baseline_on", "target",
            "target_of", "source", "every_months",
        )  # fmt: skip
        help_texts = {
            "name": _("例：「近所の誰かに言えた」と答えた人"),
            "unit": _("例：人、町、か所"),
            "baseline_of": _("例：131人のうち58人なら、131"),
            "source": _("例：聞き取り票、あるものの一覧"),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.today = today
        if "seen" not in self.fields:
            # What a new one counts is for people to say.
            del self.initial["counts"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        on = data.get("baseline_on")
        if on and on > self.today:
            self.add_error(
                "baseline_on",
                _("「はじめにはかった日」が、これからの日です。今日までの日を書いてください。"),
            )
        if (data.get("baseline") is None) != (on is None) and not self.errors:
            self.add_error(
                "baseline",
                _("はじめの数と、はじめにはかった日は、両方書くか、両方空けてください。"),
            )
        for name in ("baseline", "target"):
            value, of = data.get(name), data.get(f"{name}_of")
            if value is not None and value < 0:
                self.add_error(name, BELOW_NOTHING)
            if value is not None and of is not None and value > of:
                self.add_error(f"{name}_of", LARGER)
        months = data.get("every_months")
        if months is not None and not 1 <= months <= MOST_MONTHS:
            self.add_error("every_months", _("1から120までの月数で書いてください。"))
        self.meet_the_change()
        return data


class MeasurementForm(forms.ModelForm[Measurement]):
    """What was measured on a day, n of N."""

    on = DateField(label=_("はかった日"))

    class Meta:
        model = Measurement
        fields = ("value", "of", "on", "source", "words")
        help_texts = {"of": _("割合のときは、かならず。例：131人のうち58人なら、131")}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial["on"] = self.initial.get("on") or today
        indicator = self.instance.indicator
        last = indicator.measurements.first()
        self.initial["source"] = self.instance.source or indicator.source
        self.initial["of"] = (last.of if last else None) or indicator.baseline_of
        self.fields["value"].help_text = self.instance.indicator.name

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("on") and data["on"] > self.today:
            self.add_error("on", _("これからの日の数は書けません。はかった日を書いてください。"))
        value, of = data.get("value"), data.get("of")
        if value is not None and value < 0:
            self.add_error("value", BELOW_NOTHING)
        if value is not None and of is not None and value > of:
            self.add_error("of", LARGER)
        return data


class VoiceChoice(forms.ModelChoiceField[Voice]):
    """A voice as it begins, with its kind and where it was heard."""

    def label_from_instance(self, voice: Voice) -> str:
        """Return how a voice begins, what kind it is and where it was heard."""
        told = wording.told(filter(None, [voice.kind, voice.area.name]))
        return wording.placed(Truncator(voice.words).chars(BEGINS), told)


class StepForm(MendingForm[Step]):
    """Something small that could be started for a goal."""

    effect = forms.TypedChoiceField(
        label=_("目標に近づきそうか"), choices=Step.Size.choices, coerce=int, widget=ChoiceChips
    )
    ease = forms.TypedChoiceField(
        label=_("すぐできそうか"), choices=Step.Size.choices, coerce=int, widget=ChoiceChips
    )
    wanted_by = forms.ChoiceField(
        label=_("やりたい人"), choices=Step.WantedBy.choices, widget=ChoiceChips
    )
    start_on = DateField(label=_("いつ始める"), required=False)

    class Meta:
        model = Step
        fields = ("what", "voice", "wanted_by", "effect", "ease", "who", "start_on")
        field_classes = {"voice": VoiceChoice}
        labels = {"voice": _("どの声からですか")}
        help_texts = {
            "what": _("今月のうちに始められる、いちばん小さいことを。例：回覧板で声をかける"),
            "voice": _(
                "やりたいことの声を先に、最近のものから。言葉はここへ写しません。読める方にだけ出ます。"
            ),
            "who": _("例：班長さんと田中。お住まいの方のお名前は書きません。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        self.offered = wishes.offered(viewer, self.instance)
        ids = [voice.pk for voice in self.offered]
        # A voice that this writer may not read stays as it is.
        is_hidden = bool(self.instance.voice_id) and self.instance.voice_id not in ids
        if is_hidden or not ids:
            self.offered = []
            del self.fields["voice"]
        else:
            self._offer(ids)

    def _offer(self, ids: list[UUID]) -> None:
        """Offer the voices in the order in which they were found."""
        field: Any = self.fields["voice"]
        field.queryset = Voice.objects.filter(pk__in=ids)
        field.empty_label = _("声からではない")
        named = [(voice.pk, field.label_from_instance(voice)) for voice in self.offered]
        field.choices = [("", field.empty_label), *named]

    def clean(self) -> dict[str, Any]:
        self.meet_the_change()
        return self.cleaned_data

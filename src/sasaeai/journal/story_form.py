"""The gate for a story of change: before, what happened, who moved, what changed, what comes next."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Employer
from sasaeai.areas.viewer import Viewer
from sasaeai.journal import queries, rules, stories
from sasaeai.journal.models import Story
from sasaeai.photos.fields import PhotoField
from sasaeai.ui import wording
from sasaeai.ui.fields import DateField
from sasaeai.ui.forms import GroupedForm, MendingForm
from sasaeai.ui.widgets import ChoiceChips, Several
from sasaeai.voices.models import Voice

BEGINS = 60


class StoryVoices(forms.ModelMultipleChoiceField[Voice]):
    """Voices, each as it begins, with where it was heard."""

    widget = Several

    def label_from_instance(self, voice: Voice) -> str:
        """Return how a voice begins and where it was heard."""
        return wording.placed(Truncator(voice.words).chars(BEGINS), voice.area.name)


class StoryForm(GroupedForm, MendingForm[Story]):
    """A change as those saw it who were there."""

    groups = (
        ("", ("seen", "title", "area", "employer", "on", "before", "happened", "who", "changed", "next")),
        (_("どの目標・どの活動のことか"), ("goal", "activity_names")),
        (_("だれかの声をそえる"), ("voices",)),
        (_("写真"), ("photo", "drops_photo", "photo_words", "photo_consent", "photo_consent_on")),
        ("", ("visibility",)),
    )  # fmt: skip

    on = DateField(label=_("いつのこと"))
    activity_names = forms.CharField(
        label=_("活動の名前"),
        required=False,
        max_length=400,
        help_text=_("一覧にある名前のとおりに。いくつもあるときは「、」で区切ります。"),
    )
    voices = StoryVoices(
        None,
        label=_("そえる声"),
        required=False,
        help_text=_("言葉はここへ写しません。読む方に見せてよい声だけが、読むときに出ます。"),
    )
    photo = PhotoField(
        label=_("写真"),
        required=False,
        help_text=_("撮った場所や機種の記録は、入れるときに消します。"),
    )
    drops_photo = forms.BooleanField(label=_("いまの写真を外す"), required=False)
    photo_consent_on = DateField(label=_("同意を聞いた日"), required=False)

    class Meta:
        model = Story
        fields = (
            "title", "area", "employer", "on", "before", "happened", "who", "changed", "next", "goal",
            "voices", "photo_words", "photo_consent", "photo_consent_on", "visibility",
        )  # fmt: skip
        field_classes = {"area": AreaChoice}
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("before", "happened", "changed", "next")
        } | {"photo_consent": ChoiceChips, "visibility": forms.RadioSelect}
        help_texts = {
            "title": _("例：ボタンひとつから始まった助け合い"),
            "who": _("お名前は書かず、「坂の上の将棋仲間」のように。"),
            "photo_consent": _("写真をのせるときに選びます。"),
            "before": _("何に困っていたか、どんな毎日だったか。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        is_new = self.instance._state.adding  # noqa: SLF001 -- Django's documented sign of a new row
        self.offered = list(stories.offered_voices(viewer, self.instance))
        self._choose("area", queries.logging_areas(viewer))
        self._choose("voices", stories.offered_voices(viewer, self.instance))
        self._choose("goal", queries.goals_for(viewer, self.instance.goal_id))
        self.fields["photo_consent"].choices = Story.Consent.choices  # type: ignore[attr-defined]  # a ChoiceField
        self._offer_employers(queries.own_employers(viewer), is_new=is_new)
        if not self.offered:
            del self.fields["voices"]
        if not self.instance.photo:
            del self.fields["drops_photo"]
        if is_new:
            self.initial["on"] = self.initial.get("on") or viewer.today
        else:
            named = stories.activities_of(viewer, self.instance)
            self.initial["activity_names"] = wording.told(one.name for one in named)

    def _choose(self, name: str, rows: Any) -> None:  # noqa: ANN401 -- querysets of several tables
        self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField

    def _offer_employers(self, own: Any, *, is_new: bool) -> None:  # noqa: ANN401 -- a queryset
        if not is_new or len(own) == 1:
            del self.fields["employer"]
            self.instance.employer_id = self.instance.employer_id or own[0].pk
        else:
            self._choose("employer", own)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen: Employer | None = data.get("employer")
        employer = chosen.pk if chosen else self.instance.employer_id
        if data.get("area") and not rules.may_log_in(self.viewer, data["area"], employer):
            self.add_error("area", _("この所属先で受け持っている地区を選んでください。"))
        if data.get("on") and data["on"] > self.viewer.today:
            self.add_error("on", _("これからの日です。あった日を選んでください。"))
        self._check_photo(data)
        self.activities, amiss = stories.activities_named(
            self.viewer, data.get("activity_names", "")
        )
        if amiss:
            told = _("「%(names)s」は、一覧に見つからないか、いくつもあります。名前を確かめるか、空けてください。")  # fmt: skip
            self.add_error("activity_names", told % {"names": wording.told(amiss)})
        self.meet_the_change()
        return data

    def _check_photo(self, data: dict[str, Any]) -> None:
        """Ask for the consent of whoever is in the picture; what nobody is in needs none, and says so."""
        stays = self.instance.photo and not data.get("drops_photo")
        if (data.get("photo") or stays) and not data.get("photo_consent"):
            self.add_error(
                "photo_consent",
                _("写真をのせるには、写っている方の同意が要ります。どう聞いたかを選んでください。"),
            )
        if not (data.get("photo") or self.instance.photo) and (
            data.get("photo_words") or data.get("photo_consent")
        ):
            # A page that comes back brings no file back: it must be chosen once more, and not be lost unseen.
            self.add_error(
                "photo",
                _("写真がまだ選ばれていません。もう一度選ぶか、写真の説明と同意を空けてください。"),
            )
        heard = data.get("photo_consent_on")
        if heard and heard > self.viewer.today:
            self.add_error("photo_consent_on", _("これからの日です。聞いた日を選んでください。"))

"""The gate for voices: what was heard, the filter of the list, what was answered."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.base.models import LONGEST_TEXT
from sasaeai.paper.files import FormatForm
from sasaeai.photos.fields import PhotoField
from sasaeai.ui.fields import DateField
from sasaeai.ui.forms import GroupedForm, MendingForm
from sasaeai.ui.widgets import Chips, ChoiceChips, Tiles, WordsArea
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term
from sasaeai.voices import queries, refusals, rules
from sasaeai.voices.fields import ComesBack, IdField
from sasaeai.voices.models import Reach, Voice

ELSEWHERE = "elsewhere"
# What may contradict what arrived before under the same number.
SAID = (
    "words", "area", "kind", "called", "told_by", "means", "place_words", "heard_on",
    "follow_up_on", "consent",
)  # fmt: skip
READ_BY_THEM = _(
    "ご本人の「声のページ」にそのまま出て、お電話では読みあげます。ご本人に向けて書いてください。"
)
WAITS = [
    ("", _("どれでも")),
    ("destination", _("行き先のないもの")),
    ("answer", _("お返事を待っているもの")),
    ("unread", _("まだ読んでいない、住民の方の声")),
    ("alarm", _("すぐにつなぐもの")),
]


def _with_below(widget: forms.Widget, template: str) -> forms.Widget:
    """Return the widget, below which the template stands."""
    widget.below = template  # type: ignore[attr-defined]  # for ui/parts/field.html
    return widget


class VoiceForm(GroupedForm, MendingForm[Voice]):
    """Words and area; the rest is offered."""

    groups = (
        ("", ("words", "near", "area", "employer")),
        ("", ("kind",)),
        (_("どんなこと"), ("categories",)),
        (
            _("誰から・どこで"),
            ("called", "told_by", "reply_to", "means", "place_words", "heard_on"),
        ),
        (_("写真"), ("photo", "drops_photo")),
        (_("お返事の約束"), ("follow_up_on",)),
        (_("ほかの人に伝えてよいか"), ("consent", "reach")),
    )

    near = forms.ChoiceField(label=_("どこの声ですか"), widget=Tiles)
    area = AreaChoice(
        Area.objects.none(),
        label=_("ほかの地区"),
        required=False,
        empty_label=_("選んでください"),
        help_text=_("上で「ほかの地区」を選んだときに。"),
    )
    heard_on = DateField(label=_("聴いた日"), required=False)
    follow_up_on = DateField(
        label=_("お返事の約束の日"),
        required=False,
        help_text=_("その日が近づくと「今日」に出ます。"),
    )
    photo = PhotoField(
        label=_("写真"),
        required=False,
        help_text=_(
            "聴いた所属先だけが見られます。撮った場所や機種の記録は、入れるときに消します。"
        ),
    )
    drops_photo = forms.BooleanField(label=_("いまの写真を外す"), required=False)
    client_id = IdField(required=False, widget=ComesBack)

    class Meta:
        model = Voice
        fields = (
            "words", "area", "employer", "kind", "categories", "called", "told_by", "reply_to",
            "means", "place_words", "heard_on", "follow_up_on", "consent", "reach",
        )  # fmt: skip
        widgets = {
            "words": _with_below(WordsArea(attrs={"rows": 4}), "voices/parts/pointed_told.html"),
            # What the words point to appears where it moves nothing that must be filled.
            "kind": _with_below(ChoiceChips(), "voices/parts/pointed.html"),
            "categories": Chips,
            "means": ChoiceChips,
            "consent": ChoiceChips,
            "reach": forms.RadioSelect,
        }
        labels = {"kind": _("どんな声ですか")}
        help_texts = {
            "words": _("まとめずに、言われたとおりに。ひとことで十分です。"),
            "called": _("「赤い帽子の奥さん」でもかまいません。書かなければ匿名のままです。"),
            "told_by": _("ご本人でない方から聞いたとき。例：娘さん、民生委員さん"),
            "place_words": _("例：ふれあいセンターの入口、朝市"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        if self.data.get("area") and not self.data.get("near"):
            # Chosen from the list of the other areas without a tile: that is where.
            sent = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict where it is bound
            sent["near"] = ELSEWHERE
            self.data = sent
        self._offer_areas(queries.nearest_areas(viewer))
        for name, kind in (
            ("kind", Kind.VOICE_KIND),
            ("categories", Kind.SUPPORT_CATEGORY),
            ("means", Kind.CONTACT_MEANS),
        ):
            self._choose(name, vocabulary.of_kind(viewer.municipality, kind, viewer.today))
        for name in ("kind", "means"):
            self.fields[name].empty_label = None  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["reach"].required = False
        self._offer_employers()
        self._leave_to_the_writer()
        if not self.instance.photo:
            del self.fields["drops_photo"]
        if self.instance._state.adding:  # noqa: SLF001 -- Django's documented sign of a new row
            self.initial["heard_on"] = viewer.today
        else:
            del self.fields["client_id"]

    def _leave_to_the_writer(self) -> None:
        """Leave out what only somebody who wrote it themselves says, and what nobody else may say for them."""
        ways = [way for way in Voice.Consent if way != Voice.Consent.SCREEN]
        if self.instance.consent == Voice.Consent.SCREEN:
            ways = list(Voice.Consent)
        self.fields["consent"].choices = [(way.value, way.label) for way in ways]  # type: ignore[attr-defined]  # a ChoiceField
        if self.instance.came_by == Voice.CameBy.FORM:
            del self.fields["words"]
        if not self.instance.came_by_itself or self.instance.answered_on:
            del self.fields["reply_to"]

    def _choose(self, name: str, rows: Any) -> None:  # noqa: ANN401 -- querysets of several tables
        self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField

    def _offer_areas(self, near: list[Area]) -> None:
        offered = queries.hearing_areas(self.viewer)
        self._choose("area", offered)
        # A tile that was pressed stands, also where others have come nearer since.
        pressed = IdField().to_python(self.data.get("near"))
        if pressed and pressed not in {area.pk for area in near}:
            near = [*near, *offered.filter(pk=pressed)]
        named = areas.told_apart(near)
        tiles = [(str(area.pk), named[area.pk]) for area in near]
        self.fields["near"].choices = [*tiles, (ELSEWHERE, _("ほかの地区"))]  # type: ignore[attr-defined]  # a ChoiceField
        here = self.instance.area_id
        if here is not None:
            self.initial["near"] = str(here) if str(here) in dict(tiles) else ELSEWHERE
        elif not tiles:
            self.initial["near"] = ELSEWHERE

    def _offer_employers(self) -> None:
        own = queries.own_employers(self.viewer)
        if not self.instance._state.adding or len(own) == 1:  # noqa: SLF001 -- as above
            del self.fields["employer"]
            self.instance.employer_id = self.instance.employer_id or own[0].pk
        else:
            self._choose("employer", own)

    def clean_follow_up_on(self) -> Any:  # noqa: ANN401 -- a date
        """Return the day of the promise; one that was given long ago may be over."""
        day = self.cleaned_data["follow_up_on"]
        if day and day < self.viewer.today and "follow_up_on" in self.changed_data:
            raise ValidationError(
                _("もう過ぎた日です。お返事する日を、今日かこれからの日で選んでください。")
            )
        return day

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["heard_on"] = data.get("heard_on") or self.viewer.today
        if data["heard_on"] > self.viewer.today:
            self.add_error("heard_on", _("これからの日です。聴いた日を選んでください。"))
        self._settle_area(data)
        self._check_posting(data)
        self.meet_the_change(refusals.changed_meanwhile(self.instance))
        if "client_id" in data:
            self.instance.client_id = data["client_id"]
        data["reach"] = data.get("reach") or Reach.OWN
        if data["reach"] != Reach.OWN and not data.get("consent"):
            self.add_error(
                "consent",
                _("言葉をほかへ伝えるには、ご本人の同意が要ります。どう聞いたかを選んでください。"),
            )
        elif not rules.may_reach(
            self.instance, reach=data["reach"], consent=data.get("consent", "")
        ):
            self.add_error("reach", refusals.wider())
        return data

    def _settle_area(self, data: dict[str, Any]) -> None:
        """Take the tile that was pressed, or what was chosen from the list; two that differ are asked about."""
        near, listed = data.get("near"), data.get("area")
        if "near" in self.errors or "area" in self.errors:
            return
        if near == ELSEWHERE:
            if not listed:
                self.add_error("area", _("地区を選んでください。"))
            return
        data["area"] = queries.hearing_areas(self.viewer).get(pk=UUID(near))
        if listed and listed != data["area"] and "area" in self.changed_data:
            self.add_error(
                "near", _("上の地区と「ほかの地区」がちがいます。どちらか一つにしてください。")
            )

    def says_otherwise(self, known: Voice) -> bool:
        """Return whether something written here is not what the voice that arrived before says."""
        said = self.cleaned_data
        return (
            any(said[name] and _plain(said[name]) != _plain(getattr(known, name)) for name in SAID)
            or said["reach"] not in {Reach.OWN, known.reach}
            or bool(said["photo"] and not known.photo)
            or not {*said["categories"]} <= {*known.categories.all()}
        )

    def _check_posting(self, data: dict[str, Any]) -> None:
        area, chosen = data.get("area"), data.get("employer")
        employer = chosen.pk if chosen else self.instance.employer_id
        if area and employer and not rules.may_hear_in(self.viewer, area, employer):
            self.add_error("near", _("この所属先で受け持っている地区を選んでください。"))


def _plain(value: Any) -> Any:  # noqa: ANN401 -- what a field holds
    """Return words without regard to how their lines are broken, and anything else as it is."""
    return value.split() if isinstance(value, str) else value


class WordsForm(forms.Form):
    """Words as far as they are written, and what was ticked meanwhile."""

    words = forms.CharField(required=False, max_length=LONGEST_TEXT)
    categories: forms.ModelMultipleChoiceField[Term] = forms.ModelMultipleChoiceField(
        None, required=False
    )
    voice = forms.UUIDField(required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["categories"].queryset = queries.categories(viewer)  # type: ignore[attr-defined]  # a ModelMultipleChoiceField


class VoiceFilter(forms.Form):
    """What the list of voices is narrowed to."""

    unmarked = True
    more = ("kind", "area", "q")
    waits = forms.ChoiceField(label=_("どの声"), choices=WAITS, required=False, widget=ChoiceChips)
    kind: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("声の種類"), required=False, empty_label=_("どれでも")
    )
    area = AreaChoice(None, label=_("地区"), required=False, empty_label=_("受け持ちぜんたい"))
    q = forms.CharField(label=_("ことば"), required=False, max_length=100)
    after = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = queries.hearing_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        kinds = vocabulary.of_kind(viewer.municipality, Kind.VOICE_KIND, viewer.today)
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]  # a ModelChoiceField


class ExportForm(FormatForm, VoiceFilter):
    """The list's filters, and in which form it is written out."""


class AnswerForm(forms.Form):
    """What was answered, and when."""

    words = forms.CharField(
        label=_("お返事したこと"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例：来週の火曜に、山田さんが伺うことになったと電話でお伝えした"),
    )
    on = DateField(label=_("お返事した日"))
    calls_again = forms.BooleanField(
        label=_("またお知らせするので、お返事先を残す"),
        required=False,
        help_text=_("印がなければ、いますぐ消えます。記録を取り消しても、戻りません。"),
    )

    def __init__(self, *args: Any, viewer: Viewer, voice: Voice, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        # Where something is under way, there will be more to tell.
        self.fields["calls_again"].initial = bool(voice.destination_url)
        if not voice.reply_to:
            del self.fields["calls_again"]
        if voice.came_by_itself:
            self.fields["words"].help_text = READ_BY_THEM

    def clean_on(self) -> Any:  # noqa: ANN401 -- a date
        on = self.cleaned_data["on"]
        if on > self.viewer.today:
            raise ValidationError(_("これからの日です。お返事した日を選んでください。"))
        return on

"""The fields of the one-minute log, in the order of its page."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Area
from sasaeai.base.models import LONGEST_TEXT
from sasaeai.journal.models import Entry
from sasaeai.organisations.models import Approach
from sasaeai.ui import wording
from sasaeai.ui.fields import DateField
from sasaeai.ui.forms import GroupedForm, MendingForm
from sasaeai.ui.widgets import Chips, ChoiceChips, Tiles
from sasaeai.vocabulary.models import Term
from sasaeai.voices.fields import ComesBack, IdField
from sasaeai.voices.models import Reach, Voice

BEGINS = 40


def _below(widget: forms.Widget, template: str) -> forms.Widget:
    """Return the widget, below which the template stands."""
    widget.below = template  # type: ignore[attr-defined]  # for ui/parts/field.html
    return widget


class VoiceChoice(forms.ModelChoiceField[Voice]):
    """A voice, as it begins, with where it was heard."""

    def label_from_instance(self, voice: Voice) -> str:
        """Return how a voice begins and where it was heard."""
        return wording.placed(Truncator(voice.words).chars(BEGINS), voice.area.name)


class EntryFields(GroupedForm, MendingForm[Entry]):
    """Big buttons first: how, with whom, what; one sentence; what comes next."""

    groups = (
        ("", ("seen", "means", "partners", "counterparts")),
        (_("名前で書く"), ("with_words", "who", "peers")),
        ("", ("near", "area", "employer", "words")),
        (_("次の一手"), ("next_step", "next_on")),
        (
            _("何のことで・変わりなかったもの"),
            ("things", "thing_name", "unchanged", "needs", "goals"),
        ),
        (
            _("聴いた声も残す"),
            ("heard", "heard_kind", "heard_called", "heard_consent", "heard_reach"),
        ),
        (_("団体どうしのつながりも残す"), ("tie_words",)),
        (_("これで済んだこと"), ("done", "approach", "answered", "answer_to", "answer_words")),
        (_("月報のための分類"), ("types", "tasks", "functions")),
        (_("いつ・何分・だれが読めるか"), ("on", "minutes", "reach")),
    )

    # What an address filled in is seen at once.
    given = frozenset({"things", "peers", "done", "answered"})

    near = forms.ChoiceField(label=_("どこのことですか"), widget=Tiles)
    area = AreaChoice(
        Area.objects.none(),
        label=_("ほかの地区"),
        required=False,
        empty_label=_("選んでください"),
        help_text=_("上で「ほかの地区」を選んだときに。"),
    )
    partners = forms.MultipleChoiceField(
        label=_("このごろ会った相手"), required=False, widget=Chips
    )
    who = forms.CharField(
        label=_("記録してある方"),
        required=False,
        max_length=80,
        help_text=_("「人」に記録してある方の、呼び名・姓名・電話番号のどれかを省かずに。"),
    )
    things = forms.MultipleChoiceField(
        label=_("このごろかかわった資源・活動"), required=False, widget=Chips
    )
    thing_name = forms.CharField(
        label=_("資源か活動の名前"),
        required=False,
        max_length=120,
        help_text=_("一覧にある名前のとおりに。"),
    )
    unchanged = forms.BooleanField(
        label=_("変わりありませんでした"),
        required=False,
        help_text=_("上で選んだ資源・活動を、この日に確かめたことにします。"),
    )
    heard = forms.CharField(
        label=_("その人の言葉"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("言われたとおりに。ここに書いた言葉は「聴く」に残り、記録には写しません。"),
    )
    heard_kind: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("どんな声ですか"), required=False, widget=ChoiceChips, empty_label=None
    )
    heard_called = forms.CharField(
        label=_("呼び名"),
        required=False,
        max_length=40,
        help_text=_("「赤い帽子の奥さん」でもかまいません。書かなければ匿名のままです。"),
    )
    heard_consent = forms.ChoiceField(
        label=_("同意"),
        required=False,
        choices=[(one.value, one.label) for one in Voice.Consent if one != Voice.Consent.SCREEN],
        widget=ChoiceChips,
    )
    heard_reach = forms.ChoiceField(
        label=_("言葉を伝えてよい範囲"),
        required=False,
        choices=Reach.choices,
        widget=forms.RadioSelect,
        help_text=_("選ばなければ、聴いた所属先だけです。"),
    )
    tie_words = forms.CharField(
        label=_("二つの団体は、いっしょに何をしていますか"),
        required=False,
        max_length=200,
        help_text=_("相手に団体をちょうど二つ選んだときに。例：夏まつりをいっしょに開く"),
    )
    next_on = DateField(
        label=_("いつまでに"),
        required=False,
        help_text=_("その日が近づくと「今日」に出ます。"),
    )
    done: forms.ModelMultipleChoiceField[Entry] = forms.ModelMultipleChoiceField(
        None, label=_("前に書いた次の一手"), required=False, widget=Chips
    )
    approach: forms.ModelChoiceField[Approach] = forms.ModelChoiceField(
        None, label=_("声をかける予定だった働きかけ"), required=False,
        empty_label=_("ありません"),
    )  # fmt: skip
    answered = VoiceChoice(
        None,
        label=_("お返事する約束だった声"),
        required=False,
        empty_label=_("ありません"),
        error_messages={
            "invalid_choice": _("この声は、もうお返事が済んだか、選べなくなっています。")
        },
    )
    answer_to = forms.CharField(
        label=_("お返事した方の呼び名か、声の番号"),
        required=False,
        max_length=40,
        help_text=_("上で選べないときや、電波のないところで。声に書いてあるとおりに。"),
    )
    answer_words = forms.CharField(
        label=_("お返事したこと"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("書かなければ、上の「ひとこと」をお返事として残します。"),
    )
    on = DateField(label=_("いつ"), required=False)
    client_id = IdField(required=False, widget=ComesBack)

    class Meta:
        model = Entry
        fields = (
            "means", "counterparts", "with_words", "peers", "area", "employer", "types", "words",
            "tasks", "functions", "needs", "goals", "next_step", "next_on", "on", "minutes", "reach",
        )  # fmt: skip
        widgets = {
            "means": Tiles,
            "counterparts": Chips,
            "types": Chips,
            "tasks": Chips,
            "functions": Chips,
            "needs": Chips,
            "goals": Chips,
            "peers": Chips,
            # What usually follows appears where it moves nothing that must be filled.
            "words": _below(forms.Textarea(attrs={"rows": 2}), "journal/parts/pointed.html"),
            "reach": forms.RadioSelect,
        }
        labels = {"counterparts": _("どんな相手と"), "with_words": _("相手の名前")}
        help_texts = {
            "with_words": _(
                "団体の名前は「、」で区切ります。一覧にある団体は、つながります。人は、呼び名で。"
            ),
            "words": _("一文で十分です。だれかの言葉は、下の「聴いた声も残す」へ。"),
            "next_step": _("例：来週、鍵を借りにいく"),
        }

"""The gate for needs: what is asked, whom it was handed to, why it was closed."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.contacts.models import Contact
from sasaeai.needs import queries
from sasaeai.needs.models import Need, Referral
from sasaeai.paper.files import FormatForm
from sasaeai.ui.fields import DateField
from sasaeai.ui.widgets import ChoiceChips
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.choices import TermChoice
from sasaeai.vocabulary.models import Kind, Term

# The code of 受けもちの者がした in the list of how a need ends.
BY_OWNER = "by_owner"
SHORTEST_REASON = 5
WAITS = [
    ("", _("待っているもの")),
    ("mine", _("自分が受けもつもの")),
    ("unmet", _("解決できず困っているもの")),
    ("all", _("終わったものも")),
]


class NeedFilter(forms.Form):
    """What the list of needs is narrowed to."""

    unmarked = True
    more = ("category", "area")
    waits = forms.ChoiceField(
        label=_("どのニーズ"), choices=WAITS, required=False, widget=ChoiceChips
    )
    category = TermChoice(None, label=_("どんなこと"), required=False, empty_label=_("どれでも"))
    area = AreaChoice(None, label=_("地区"), required=False, empty_label=_("受け持ちぜんたい"))
    after = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        categories = vocabulary.of_kind(viewer.municipality, Kind.SUPPORT_CATEGORY, viewer.today)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["category"].usual = queries.usual_categories(viewer)  # type: ignore[attr-defined]  # a TermChoice
        self.fields["area"].queryset = queries.taking_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField


class ExportForm(FormatForm, NeedFilter):
    """The list's filters, and in which form it is written out."""


class ReferralForm(forms.ModelForm[Referral]):
    """Whom the need was handed to."""

    on = DateField(label=_("つないだ日"))

    class Meta:
        model = Referral
        fields = ("contact", "to_words", "on", "words")
        labels = {"to_words": _("一覧にないとき：どなたに")}
        help_texts = {"words": _("例：一人暮らし。昨日から薬が飲めていない")}

    def __init__(self, *args: Any, contacts: list[Contact], **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        ids = [contact.pk for contact in contacts]
        self.fields["contact"].queryset = Contact.objects.filter(pk__in=ids)  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("contact") and not data.get("to_words"):
            self.add_error("contact", _("どこへつないだかを選ぶか、書いてください。"))
        return data


class OverruleForm(forms.Form):
    because = forms.CharField(
        label=_("近所の方に頼むわけ"),
        max_length=300,
        help_text=_("記録に残ります。例：包括の看護師と相談し、ゴミ出しだけをお願いする"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_because(self) -> str:
        because: str = self.cleaned_data["because"].strip()
        if len(because) < SHORTEST_REASON:
            raise forms.ValidationError(
                _("あとで読む人に分かるように、わけをもう少し書いてください。")
            )
        return because


class HandOverForm(forms.Form):
    """Who answers from now on, and by when."""

    owner: forms.ModelChoiceField[User] = forms.ModelChoiceField(
        None, label=_("これから受けもつ人")
    )
    answer_by = DateField(label=_("いつまでにお返事するか"))

    def __init__(self, *args: Any, viewer: Viewer, need: Need, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = queries.owners(viewer, need)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["owner"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]  # as above


class CloseForm(forms.Form):
    """How it ended, in words that whoever asked may read."""

    state = forms.ChoiceField(
        label=_("どうなりましたか"),
        choices=[
            (Need.State.DONE, _("用が済んだ")),
            (BY_OWNER, _("受けもちの者がした")),
            (Need.State.LET_GO, _("つなげなかった")),
        ],
        widget=ChoiceChips,
    )
    closing: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("つなげなかったわけ"), required=False, empty_label=_("選んでください")
    )
    words = forms.CharField(
        label=_("ご本人への言葉"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "ご本人が読んだり、電話で聞いたりします。あたたかい言葉で。つなげなかったときは、かならず。"
        ),
    )
    tells = forms.BooleanField(
        label=_("この言葉を、もとの声のお返事にする"), required=False, initial=True
    )

    def __init__(self, *args: Any, viewer: Viewer, need: Need, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        told = queries.to_answer(viewer, need)
        self.is_told = bool(told)
        self.is_waited_for = any(voice.answered_on is None for voice in told)
        if not told:
            del self.fields["tells"]
        elif any(voice.reply_to for voice in told):
            self.fields["tells"].help_text = _(
                "お返事先の番号は、このとき消えます。お電話がまだのときは、先にお電話を。"
            )
        self.statuses = vocabulary.of_kind(viewer.municipality, Kind.NEED_STATUS, viewer.today)
        let_go = self.statuses.filter(parent__code=Need.State.LET_GO)
        self.fields["closing"].queryset = let_go  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("state") == Need.State.LET_GO and not (data.get("words") or "").strip():
            self.add_error("words", _("つなげなかったわけを、ご本人が読む言葉で書いてください。"))
        if data.get("closing") and data.get("state") in {Need.State.DONE, BY_OWNER}:
            self.add_error(
                "closing",
                _(
                    "わけを選ぶのは、つなげなかったときだけです。わけを空けるか、上を選びなおしてください。"
                ),
            )
        if data.get("state") == BY_OWNER:
            data["state"] = Need.State.DONE
            data["closing"] = self.statuses.filter(code=BY_OWNER).first()
        return data

    def said(self) -> str:
        """Return what happened, and whether whoever asked was told."""
        if not self.is_told or not self.cleaned_data["tells"]:
            return gettext("このニーズを終えました。")
        if self.cleaned_data["words"].strip():
            return gettext("このニーズを終え、もとの声にお返事しました。")
        if not self.is_waited_for:
            return gettext(
                "このニーズを終えました。言葉がないので、もとの声のお返事は前のままです。"
            )
        return gettext(
            "このニーズを終えました。言葉がないので、もとの声にはまだお返事していません。"
        )

"""The gate for everything said about the town: settings, areas, employers, postings, access."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import map_files, queries, rules
from sasaeai.areas.actions import EMPLOYER_KNOWN
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import (
    AccessRule,
    Area,
    AreaPart,
    Employer,
    Municipality,
    Posting,
    Role,
)
from sasaeai.areas.models.access import Access
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.refusal import Refusal
from sasaeai.ui import wording
from sasaeai.ui.fields import DateField, PhoneField
from sasaeai.ui.widgets import Chips

FILE = Municipality.Background.FILE.value


class MunicipalityForm(forms.ModelForm[Municipality]):
    phone = PhoneField(label=_("住民の方への電話番号"), required=False)

    class Meta:
        model = Municipality
        fields = ("name", "kana", "office", "phone", "hours", "portal_open", "background")
        help_texts = {
            "hours": _("例：平日 午前8時30分〜午後5時15分"),
            "portal_open": _("印を外すと、サインインしない人には何も見えません。"),
            "background": _(
                "地理院タイルにすると、地図をひらいた職員の機械が国土地理院のサーバーへ絵を取りに行きます。"
                "その機械がインターネットにつながっているときだけ選んでください。"
                "サーバーの maps というフォルダーに地図のファイル（PMTiles）を置くと、それもここに出ます。"
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        background: Any = self.fields["background"]
        files = [(f"{FILE}:{name}", _("地図のファイル：%(name)s") % {"name": name}) for name in map_files.names()]  # fmt: skip
        background.choices = [choice for choice in background.choices if choice[0] != FILE] + files
        if self.instance.background == FILE:
            self.initial["background"] = f"{FILE}:{self.instance.background_file}"

    def clean_background(self) -> str:
        """Return what was chosen; of a file that a map can be drawn from, its name is kept too."""
        chosen: str = self.cleaned_data["background"]
        background, _mark, name = chosen.partition(":")
        if background == FILE:
            try:
                map_files.opened(name)
            except Refusal as error:
                raise ValidationError(wording.refusal(error)) from error
        self.instance.background_file = name
        return background


class LevelNamesForm(forms.Form):
    """What the town calls its levels; empty means the usual name."""

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        names = queries.level_names(municipality.pk)
        for level in Level:
            self.fields[level.value] = forms.CharField(
                label=level.label, required=False, max_length=40, initial=names[level.value]
            )


class EmployerForm(forms.ModelForm[Employer]):
    kinds = forms.MultipleChoiceField(
        label=_("どういうところか"),
        choices=Employer.Kind.choices,
        widget=Chips,
        required=False,
        help_text=_(
            "あてはまるものをすべて選びます。同意の相手と所属先が食い違わないように確かめるために使います。"
        ),
    )
    phone = PhoneField(
        label=_("電話番号"),
        required=False,
        help_text=_(
            "お願いの紙に、お返事の電話として印刷します（空けると、町の番号です）。「なかま」から声をかける電話にもなります。"
        ),
    )
    since = DateField(label=_("契約のはじまり"), required=False)
    until = DateField(label=_("契約のおわり"), required=False)

    class Meta:
        model = Employer
        fields = ("name", "kinds", "phone", "since", "until")

    def clean(self) -> dict[str, Any]:
        _refuse_backwards(self)
        return self.cleaned_data

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if queries.employer_named(self.instance.municipality_id, name, besides=self.instance.pk):
            raise ValidationError(EMPLOYER_KNOWN)
        return name


class AreaForm(forms.ModelForm[Area]):
    since = DateField(label=_("はじまり"), required=False)
    until = DateField(label=_("おわり"), required=False)

    class Meta:
        model = Area
        fields = ("name", "kana", "level", "code", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        if self.instance.parent_id is None:
            # The town itself neither begins nor ends here, and its code is the nation's.
            for name in ("level", "code", "since", "until"):
                del self.fields[name]
        else:
            levels: Any = self.fields["level"]
            levels.choices = [one for one in levels.choices if one[0] != Level.MUNICIPALITY]

    def clean(self) -> dict[str, Any]:
        _refuse_backwards(self)
        return self.cleaned_data


class PartForm(forms.ModelForm[AreaPart]):
    """A 町丁 that an area holds, whole or in part, from a day on."""

    percent = forms.DecimalField(
        label=_("割合（%）"),
        min_value=Decimal("0.01"),
        max_value=100,
        decimal_places=2,
        initial=100,
        help_text=_("ひとつの町丁を分けるときだけ、100より小さくします。"),
    )
    since = DateField(
        label=_("いつから"), required=False, help_text=_("空けておくと、はじめからになります。")
    )

    class Meta:
        model = AreaPart
        fields = ("piece", "since")

    field_order = ("piece", "percent", "since")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        piece: Any = self.fields["piece"]
        piece.queryset = queries.pieces(viewer, self.instance.area)
        piece.empty_label = _("選んでください")

    def clean(self) -> dict[str, Any]:
        if percent := self.cleaned_data.get("percent"):
            self.instance.weight = percent / 100
        return self.cleaned_data


class PostingForm(forms.ModelForm[Posting]):
    """Where somebody is posted, in which role, for whom, from when until when."""

    since = DateField(label=_("いつから"))
    until = DateField(label=_("いつまで"), required=False)

    class Meta:
        model = Posting
        fields = ("role", "area", "employer", "since", "until")
        field_classes = {"area": AreaChoice}

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        area: Any = self.fields["area"]
        employer: Any = self.fields["employer"]
        area.empty_label = employer.empty_label = _("選んでください")
        self.fields["role"].choices = queries.municipality_of(viewer).role_choices()  # type: ignore[attr-defined]  # a ChoiceField
        area.queryset = queries.visible_to(viewer)
        employer.queryset = queries.employers(viewer)
        employer.help_text = _("協議体の構成員には選びません。")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        others = queries.other_officers(self.viewer).exists()
        if not rules.may_post(self.viewer, self.instance.user_id, others=others):
            raise ValidationError(_("ご自分の配置は、ほかの市町村担当に決めてもらってください。"))
        _refuse_backwards(self)
        if data.get("role") == Role.COUNCIL_MEMBER:
            # Belonging to no employer, a member of the council sees nobody's record.
            data["employer"] = None
        elif data.get("role") and not data.get("employer"):
            self.add_error("employer", _("この役割では、所属先を選んでください。"))
        return data


class EndPostingForm(forms.Form):
    until = DateField(label=_("さいごの日"))


class AccessRuleForm(forms.ModelForm[AccessRule]):
    since = DateField(label=_("いつから"))

    class Meta:
        model = AccessRule
        fields = ("role", "access", "since", "source")
        help_texts = {"source": _("例：個人情報保護審査会 令和8年度 第2回")}

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        access: Any = self.fields["access"]
        role.choices = queries.municipality_of(viewer).role_choices()
        access.choices = [("", _("選んでください")), *Access.choices]


class SlipForm(forms.Form):
    drops_second_factor = forms.BooleanField(
        label=_("二つめの鍵も外す"),
        required=False,
        help_text=_("電話をなくした方に渡すときだけ選びます。ご本人か、会って確かめてください。"),
    )


def _refuse_backwards(form: forms.BaseForm) -> None:
    since, until = form.cleaned_data.get("since"), form.cleaned_data.get("until")
    if since and until and until < since:
        # On the field, so that the table's own constraint is not asked and adds no second sentence.
        form.add_error("until", _("おわりの日は、はじまりの日か、それより後にしてください。"))

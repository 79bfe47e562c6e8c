"""The gates of an import: what a person says about a file, and what a row of it may hold."""

from functools import cache
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from sasaeai.activities.models import Activity
from sasaeai.areas import queries as areas
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.exchange import queries
from sasaeai.exchange.models import PLACES, Import, Kind
from sasaeai.exchange.previews import Choice
from sasaeai.exchange.readers import headings
from sasaeai.exchange.readers.decode import MAX_UPLOAD, TOO_LARGE
from sasaeai.jobs import queries as jobs
from sasaeai.organisations.models import Organisation
from sasaeai.ui import wording

LONGEST_SOURCE = 120
LARGEST_CROWD = 32767
LEVELS = [level for level in Level.choices if level[0] != Level.MUNICIPALITY]
FEW = 8
MOST_WAITING = 10  # files of a town at a time: other towns wait behind them
AS_IT_IS = "as_it_is"

_SHARED = ("name", "kana", "description", "notes", "visibility", "source_id")
_PLACE: tuple[type[Model], tuple[str, ...]] = (
    Asset,
    (*_SHARED, "address", "longitude", "latitude", "times_words", "fee", "public_phone",
     "public_contact", "private_phone", "private_contact", "owner_words", "terms"),
)  # fmt: skip
ROWS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    Kind.FACILITIES: _PLACE,
    Kind.CARE_PROVIDERS: _PLACE,
    Kind.GATHERINGS: (
        Activity,
        (*_SHARED, "times_words", "fee", "place_words", "who_may_come", "organiser_words",
         "public_phone", "public_contact", "private_phone", "private_contact"),
    ),
    Kind.ORGANISATIONS: (
        Organisation,
        (*_SHARED, "address", "longitude", "latitude", "phone", "contact_phone", "contact_name"),
    ),
}  # fmt: skip


class UploadForm(forms.Form):
    """A file, what it holds, and where it comes from."""

    kind = forms.ChoiceField(label=_("何の名簿ですか"), choices=Kind.choices)
    file = forms.FileField(
        label=_("ファイル"),
        max_length=200,
        help_text=_(
            "CSV、Excel、GeoJSONなど、50MBまで。シェープファイルは1つのzipにまとめてください。"
        ),
        error_messages={
            "empty": _("ファイルが空です。中身のあるファイルを選んでください。"),
            "max_length": _("ファイルの名前を200字までにしてください。"),
        },
    )
    source = forms.CharField(label=_("出どころ"), required=False, max_length=LONGEST_SOURCE)
    visibility = forms.ChoiceField(
        label=_("だれに見せるか"),
        choices=[("", _("前と同じ（はじめての名簿は、みんなに見せる）")), *Visibility.choices],
        required=False,
        help_text=_("公開されている名簿は「みんなに見せる」。内部の名簿はせまく選んでください。"),
    )
    level = forms.ChoiceField(label=_("区域の段階（区域の境界のとき）"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.town = viewer.municipality
        levels = areas.level_names(viewer.municipality)
        self.fields["level"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("ファイルから決める")),
            *((level, levels[level]) for level, _usual in LEVELS),
        ]
        known = wording.told(dict.fromkeys(queries.names(queries.sources(viewer)[:FEW])))
        self.fields["source"].help_text = (
            _(
                "空けておくと、ファイルの名前になります。"
                "新しい版を取り込むときは、前と同じ出どころを書いてください（これまで：%(known)s）。"
            )
            % {"known": known}
            if known
            else _("空けておくと、ファイルの名前になります。")
        )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_UPLOAD:
            raise ValidationError(TOO_LARGE)
        if jobs.waiting(self.town) >= MOST_WAITING:
            raise ValidationError(
                _(
                    "ほかのファイルがたくさん順番を待っています。終わるのを待って、もう一度選んでください。"
                )
            )
        return file

    def choice(self) -> Choice:
        """Return what was said about the file."""
        said, name = self.cleaned_data, str(self.cleaned_data["file"].name)
        source = said["source"] or source_of(name)
        return Choice(said["kind"], name, source, said["visibility"], said["level"])


class ColumnsForm(forms.Form):
    """What each heading of a file means; what is read together with others may stay as it is."""

    unmarked = True

    def __init__(self, *args: Any, made: Import, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.kind = made.kind
        self.names = {f"column{n}": one["name"] for n, one in enumerate(made.headings)}
        self.together = {f"column{n}": one["meaning"] for n, one in enumerate(made.headings)}
        choices = [("", headings.unread(made.kind)), *headings.meanings(made.kind).items()]
        for field, one in zip(self.names, made.headings, strict=True):
            together = headings.TOGETHER.get(one["meaning"])
            own = [(AS_IT_IS, together)] if together else []
            self.fields[field] = forms.ChoiceField(
                label=one["label"],
                choices=[*own, *choices],
                required=False,
                initial=AS_IT_IS if together else one["meaning"],
                help_text=_("例：%(samples)s") % {"samples": wording.told(one["samples"])}
                if one["samples"]
                else _("例はありません"),
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        fields: dict[str, str] = {}
        for field, meaning in list(said.items()):
            if meaning in ("", AS_IT_IS):
                continue
            if meaning in fields:
                sentence = _(
                    "「%(meaning)s」を、ほかの列でも選んでいます。どれか1つだけにしてください。"
                )
                words = {"meaning": headings.meanings(self.kind)[meaning]}
                self.add_error(field, sentence % words)
            fields[meaning] = field
        chosen = [self.together[name] if one == AS_IT_IS else one for name, one in said.items()]
        needed = headings.missing(self.kind, chosen)
        if needed:
            sentence = _("「%(meaning)s」を、どの見出しから読むか選んでください。")
            self.add_error(None, sentence % {"meaning": needed})
        return said

    def mapping(self) -> dict[str, str]:
        """Return what each heading means that was not left as it is."""
        said = self.cleaned_data
        return {name: said[field] for field, name in self.names.items() if said[field] != AS_IT_IS}


class ChoiceForm(forms.Form):
    """The same words as they come from a command line."""

    kind = forms.ChoiceField(choices=Kind.choices)
    source = forms.CharField(required=False, max_length=LONGEST_SOURCE)
    visibility = forms.ChoiceField(choices=Visibility.choices, required=False)
    level = forms.ChoiceField(choices=LEVELS, required=False)


def source_of(file_name: str) -> str:
    """Return the name of a source that nobody named: the file's, without its endings."""
    return PurePosixPath(file_name).name.split(".")[0][:LONGEST_SOURCE] or file_name[:10]


@cache
def row_form(kind: str) -> type[forms.Form]:
    """Return the form of one row: the room's own fields, without its widgets or its viewer.

    The rooms' forms choose among what a viewer sees and check constraints by query; a row of a
    list has no viewer and comes by the hundred thousand.
    """
    model, names = ROWS[kind]
    fields = dict(fields_for_model(model, fields=names))
    fields["url"] = forms.URLField(
        label=_("ホームページ"), required=False, max_length=200, assume_scheme="https"
    )
    if kind in PLACES:
        fields["capacity"] = forms.IntegerField(
            label=_("何人くらい"), required=False, min_value=1, max_value=LARGEST_CROWD
        )
    return type("RowForm", (forms.Form,), fields)

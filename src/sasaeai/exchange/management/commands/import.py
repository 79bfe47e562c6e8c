"""`sasaeai import`: take a list, boundaries, 町丁, landmarks or population into a town, or say what that would do."""  # noqa: N999 -- the verb people type

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Municipality
from sasaeai.areas.models.area import Level
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.calc import codes
from sasaeai.calc.refusal import Refusal
from sasaeai.exchange import editions
from sasaeai.exchange.forms import ChoiceForm, source_of
from sasaeai.exchange.models import Kind
from sasaeai.exchange.previews import Choice, Preview, refusal, told
from sasaeai.exchange.readers import decode
from sasaeai.exchange.readers.messages import Refused, at
from sasaeai.jobs import statistics
from sasaeai.ui import wording

NAMES = {
    "rows": pgettext_lazy("件数の前で", "記録"),
    "created": pgettext_lazy("件数の前で", "加える"),
    "updated": pgettext_lazy("件数の前で", "変える"),
    "unchanged": pgettext_lazy("件数の前で", "そのまま"),
    "refused": pgettext_lazy("件数の前で", "取り込めない"),
    "remarks": pgettext_lazy("件数の前で", "気になるところ"),
    "skipped": pgettext_lazy("件数の前で", "読みとばし"),
    "duplicates": pgettext_lazy("件数の前で", "まとめた"),
    "with_location": pgettext_lazy("件数の前で", "位置あり"),
    "without_location": pgettext_lazy("件数の前で", "位置なし"),
    "located_by_address": pgettext_lazy("件数の前で", "うち住所から"),
}
SIDES = {".shp", ".shx", ".dbf", ".prj", ".cpg"}


class Command(BaseCommand):
    help = "Takes a file in: sasaeai import KIND FILE --municipality 132250 [--dry-run] [--json]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=wording.listed(Kind.values))
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--municipality", required=True, help=_("全国地方公共団体コード"))
        parser.add_argument(
            "--name", default="", help="name of a municipality that is not here yet"
        )
        parser.add_argument("--source", default="", help="what the list is called (default: FILE)")
        parser.add_argument(
            "--visibility", default="", help=_("省くと、前の版と同じ。はじめては public")
        )
        parser.add_argument("--level", default="", help=wording.listed(Level.values[1:]))
        parser.add_argument(
            "--dry-run", action="store_true", help="read and compare, write nothing"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        asked = Namespace(**options)
        file: Path = asked.file
        source = asked.source or source_of(file.name)
        choice = Choice(asked.kind, file.name, source, asked.visibility, asked.level)
        try:
            preview = _taken(choice, asked)
        except (Refused, DomainError) as error:
            if asked.json:
                self.stdout.write(json.dumps(refusal(choice, str(error)), ensure_ascii=False))
                raise SystemExit(1) from error
            raise CommandError(str(error)) from error
        if asked.json:
            self.stdout.write(json.dumps(told(preview), ensure_ascii=False))
        else:
            self._tell(preview, dry=asked.dry_run)

    def _tell(self, preview: Preview, *, dry: bool) -> None:
        for message in preview.remarks():
            self.stdout.write(message.message)
        counts = wording.told(f"{NAMES[name]} {n}" for name, n in preview.counts().items())
        line = _("%(source)s（%(encoding)s）：%(counts)s")
        encoding = preview.reading.encoding
        self.stdout.write(line % {"source": preview.source, "encoding": encoding, "counts": counts})
        if dry:
            self.stdout.write(_("ためし読みです。何も書いていません。"))


def _taken(choice: Choice, asked: Namespace) -> Preview:
    """Return what the file did, or would do where it is only tried."""
    _require_choice(choice)
    town, is_here = _town(asked)
    data = _bytes(asked.file)
    reading = editions.read(choice, data, town)
    if not (is_here or asked.dry_run):
        return editions.take_in_first(choice, data, town, reading)
    preview = editions.compare(choice, reading, town)
    if asked.dry_run:
        preview.look_through()
    else:
        editions.write(Actor(municipality=town.pk), choice, data, preview)
        statistics.renew()
    return preview


def _require_choice(choice: Choice) -> None:
    form = ChoiceForm(
        {
            "kind": choice.kind,
            "source": choice.source,
            "visibility": choice.visibility,
            "level": choice.level,
        }
    )
    for name, errors in form.errors.items():
        raise Refused(at(name, " ".join(map(str, errors))))


def _town(asked: Namespace) -> tuple[Municipality, bool]:
    """Return the municipality and whether it is here; one that is not needs a name."""
    try:
        code = codes.normalise(asked.municipality)
    except Refusal as error:
        raise Refused(wording.refusal(error)) from error
    here = areas.by_code(code)
    if here is None and not (asked.name or asked.dry_run):
        sentence = _(
            "%(code)sの市町村はまだここにありません。「--name 稲城市」のように名前を付けると、新しく作って取り込みます。"
        )
        raise Refused(sentence % {"code": code})
    return here or Municipality(code=code, name=asked.name), here is not None


def _bytes(file: Path) -> bytes:
    """Return the file's bytes; a .shp takes the files beside it along."""
    try:
        if file.suffix.lower() != ".shp":
            return _limited(file)
        sides = sorted(
            side
            for side in file.parent.iterdir()
            if side.stem == file.stem and side.suffix.lower() in SIDES
        )
        return decode.bundled({side.name: _limited(side) for side in sides})
    except OSError as error:
        sentence = _("「%(file)s」を開けません。ファイルの場所と名前を確かめてください。")
        raise Refused(sentence % {"file": file}) from error


def _limited(file: Path) -> bytes:
    with file.open("rb") as opened:
        data = opened.read(decode.MAX_UPLOAD + 1)
    if len(data) > decode.MAX_UPLOAD:
        raise Refused(str(decode.TOO_LARGE))
    return data

"""A town's own Word or Excel file: what is in it, and the same file with its fields filled."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from types import ModuleType

from django.utils.translation import gettext as _

from sasaeai.base.errors import DomainError
from sasaeai.paper import excel_fields, fields, packages, word_fields
from sasaeai.paper.fields import Values
from sasaeai.paper.packages import Package

READERS: dict[str, ModuleType] = {"docx": word_fields, "xlsx": excel_fields}
MOST_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a file: its fields, those nobody knows with the nearest known, what else is in it."""

    form: str
    fields: list[str]
    unknown: dict[str, str]
    warnings: list[str]


def inspected(content: bytes, *, known: Collection[str], repeated: Collection[str]) -> Inspection:
    """Return what is in a file; raises DomainError for one that is not taken."""
    package = packages.opened(content)
    names = dict.fromkeys(_named(package))
    plainly = {fields.plain(name): name for name in (*known, *repeated)}
    unknown = {
        name: fields.nearest(name, plainly.values()) for name in names if name not in plainly
    }
    warnings = packages.warnings(package)
    if package.form == "xlsx" and any(plainly.get(name) in repeated for name in names):
        warnings.append("rows")
    found = [plainly[name] for name in names if name in plainly]
    return Inspection(package.form, found, unknown, warnings)


def filled(content: bytes, values: Values) -> bytes:
    """Return the file with its fields filled, without macros and without ways out of it."""
    package = packages.opened(content)
    _named(package)
    safe = packages.harmless(package)
    return packages.packed({**safe.parts, **READERS[safe.form].filled(safe, values)})


def _named(package: Package) -> list[str]:
    """Return the names of the fields in the order they stand; each of them may be filled with a page."""
    names = [*islice(READERS[package.form].named(package), MOST_FIELDS + 1)]
    if len(names) > MOST_FIELDS:
        raise DomainError(
            _("欄が多すぎます。《》の欄は%(most)s個までにしてから選びなおしてください。")
            % {"most": MOST_FIELDS}
        )
    return names

"""A town's own Word or Excel file: what is in it, and the same file with its fields filled."""

from collections.abc import Collection
from dataclasses import dataclass
from types import ModuleType

from sasaeai.paper import excel_fields, fields, packages, word_fields
from sasaeai.paper.fields import Values

READERS: dict[str, ModuleType] = {"docx": word_fields, "xlsx": excel_fields}


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
    names = dict.fromkeys(READERS[package.form].named(package))
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
    return packages.packed(
        {**packages.harmless(package), **READERS[package.form].filled(package, values)}
    )

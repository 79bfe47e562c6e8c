"""The house's own rules, where import-linter has no word for them."""

import ast
from functools import cache

import grimp
import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.db import models

from sasaeai.areas.models import Municipality
from tests.house import called, calls, doors, floors, found, modules, room, short, tree

pytestmark = pytest.mark.once

SCREENS = {"views", "admin", "urls"}
FORM_READERS = {"exchange", "api", "portal", "pages", "demo"}
RAW_KEYS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
# Each reaches no municipality, with the reason.
OUTSIDE = {
    "accounts.Realm": "is what a municipality is called at the door (same id)",
    "accounts.User": "belongs to a realm, which is a municipality's twin below `areas`",
    "accounts.SignInSlip": "belongs to a user",
    "accounts.Throttle": "counts tries before anybody is known",
    "audit.Chain": "holds the municipality as a value, without a key",
    "audit.Entry": "holds the municipality as a value, without a key",
    "audit.Mention": "belongs to an entry",
    "audit.Seal": "belongs to an entry",
    "audit.Unsealed": "holds the municipality as a value, without a key",
    "jobs.Job": "holds the municipality as a value, without a key",
    "search.Text": "holds the municipality as a value, without a key",
}
# Writes that open no transaction of their own, each with the reason.
WITHOUT_TRANSACTION = {
    "audit.as_one": "is the one entry of a bulk transaction, opened by the caller",
    "audit.seal": "seals batch by batch, each in its own short transaction",
    "exchange.note_read": "keeps rows piece by piece: others save meanwhile, half of it is begun anew",
    "needs.count_anew": "belongs to the transaction of the action that changed the issue",
    "needs.record_issue": "belongs to the transaction of the action that calls it",
    "people.index": "belongs to the transaction of the action that changed the persons",
    "people.record": "belongs to the transaction of the action that calls it",
}


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else module


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("sasaeai", cache_dir=None)


def behind(door: str) -> list[str]:
    """Return the modules of all rooms behind a door: `x.views` and `x.views.y`."""
    return [name for name in graph().modules if (parts := name.split("."))[2:3] == [door] and parts]


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in floors()]


def test_screens_are_imported_only_inside_their_own_room():
    crossings = [
        f"{importer} -> {screen}"
        for door in SCREENS
        for screen in behind(door)
        for importer in graph().find_modules_that_directly_import(screen)
        if room_of(importer) != room_of(screen) and importer != "sasaeai.urls"
    ]
    assert crossings == []


def test_forms_are_imported_only_at_home_or_by_the_doors_of_the_house():
    bases = {"ui"}  # what all forms are made of
    crossings = [
        f"{importer} -> {form}"
        for form in behind("forms")
        if room_of(form) not in bases | {"accounts", "search"}
        for importer in graph().find_modules_that_directly_import(form)
        if room_of(importer) not in FORM_READERS | {room_of(form)}
    ]
    assert crossings == []


def test_keys_point_down_never_up_nor_sideways():
    height = floors()
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if (target := field.related_model._meta.app_label) in height
        if target != model._meta.app_label
        if height[target] >= height[model._meta.app_label]
    ]
    assert wrong == []


def test_keys_are_never_generic():
    generic = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields(include_hidden=True)
        if isinstance(field, GenericForeignKey | GenericRelation)
        or getattr(field.related_model, "__name__", "") == "ContentType"
    ]
    assert generic == []


def test_keys_name_the_class_never_a_string():
    by_string = [
        f"{short(path)}:{node.lineno}: {target.value}"
        for path in modules()
        for node in calls(path)
        if called(node) in RAW_KEYS
        for target in [*node.args[:1], *(k.value for k in node.keywords if k.arg == "to")]
        if isinstance(target, ast.Constant) and target.value != "self"
    ]
    assert by_string == []


def test_no_model_is_reached_by_its_name():
    reached = [
        f"{short(path)}:{node.lineno}"
        for path in modules()
        for node in calls(path)
        if called(node) in {"get_model", "get_for_model", "import_module", "import_string"}
    ]
    assert reached == []


def reaches_municipality(model: type[models.Model]) -> bool:
    """Return whether the row holds its municipality itself, or a key whose row surely does."""
    keys = [field for field in model._meta.fields if field.is_relation]
    if model is Municipality or any(key.related_model is Municipality for key in keys):
        return True
    return any(
        not key.null
        and key.related_model._meta.label not in OUTSIDE
        and key.related_model is not model
        and reaches_municipality(key.related_model)
        for key in keys
        if key.related_model._meta.app_label in floors()
    )


def test_every_row_reaches_its_municipality():
    lost = [model._meta.label for model in our_models() if not reaches_municipality(model)]
    assert sorted(lost) == sorted(OUTSIDE)


def test_every_model_says_what_it_is_called():
    nameless = [
        model._meta.label
        for model in our_models()
        if str(model._meta.verbose_name).isascii() or model.__str__ is models.Model.__str__
    ]
    assert nameless == []


def test_nothing_happens_behind_the_back():
    signals = {
        f"{short(path)}:{node.lineno}"
        for path in modules()
        for node in calls(path)
        if called(node) in {"receiver", "connect"} and "django" in ast.dump(tree(path))
    }
    saves = {
        f"{model._meta.label}.{name}"
        for model in our_models()
        for name in ("save", "delete", "clean")
        if name in vars(model)
    }
    assert signals | saves == set()


def test_views_fetch_by_queries_and_never_by_themselves():
    pattern = r"\.objects\b|\.filter\(|\.exclude\(|\.raw\(|\.save\(\)"
    assert [line for path in doors("views") for line in found(path, pattern)] == []


def test_views_are_functions():
    classes = [
        f"{short(path)}: {node.name}"
        for path in doors("views")
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and not node.name.endswith("Request")
    ]
    assert classes == []


def is_atomic(function: ast.FunctionDef) -> bool:
    opened = [
        item.context_expr
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        for item in node.items
    ]
    return any(
        ast.unparse(one).endswith(("transaction.atomic", "transaction.atomic()"))
        for one in [*function.decorator_list, *opened]
    )


def test_every_action_is_one_transaction():
    """A public verb of actions.py that writes is atomic; questions it answers live elsewhere."""
    loose = {
        f"{room(path)}.{node.name}"
        for path in doors("actions")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if writes(node) and not is_atomic(node)
    }
    assert loose == set(WITHOUT_TRANSACTION)


def writes(function: ast.FunctionDef) -> bool:
    """Return whether a function changes rows or the record book."""
    verbs = {"save", "create", "bulk_create", "update", "delete", "bulk_update", "record", "seal"}
    return any(
        isinstance(node, ast.Call)
        and called(node) in verbs | {"get_or_create", "update_or_create", "_seal_batch"}
        for node in ast.walk(function)
    )

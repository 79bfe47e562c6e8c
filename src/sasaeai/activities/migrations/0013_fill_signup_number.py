import secrets

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sasaeai.calc import slip_numbers

BATCH = 500


def fill(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("activities", "SignUp").objects
    drawn: set[str] = set()
    some = []
    for row in rows.select_related("session__activity").iterator(BATCH):
        row.municipality_id = row.session.activity.municipality_id
        while not row.number or row.number in drawn:
            row.number = slip_numbers.numbered(secrets.randbelow(slip_numbers.COUNT))
        drawn.add(row.number)
        some.append(row)
        if len(some) == BATCH:
            rows.bulk_update(some, ["municipality", "number"])
            some = []
    rows.bulk_update(some, ["municipality", "number"])


class Migration(migrations.Migration):

    dependencies = [("activities", "0012_signup_number")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sasaeai.calc import day_parts

BATCH = 500
OF_TIMES = ["open_parts", "month_days"]


def fill(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("activities", "Activity").objects
    some = []
    for row in rows.exclude(times={}).only("times").iterator(BATCH):
        row.open_parts, row.month_days = day_parts.of_json(row.times)
        some.append(row)
        if len(some) == BATCH:
            rows.bulk_update(some, OF_TIMES)
            some = []
    rows.bulk_update(some, OF_TIMES)


class Migration(migrations.Migration):

    dependencies = [("activities", "0005_open_parts")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

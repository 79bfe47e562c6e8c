from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def fill(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Say of what was set so far that it was found as the comparing had found it."""
    staged = apps.get_model("exchange", "StagedRow")
    staged.objects.filter(made__state="applied", change="set").update(found_at=F("seen"))


class Migration(migrations.Migration):
    dependencies = [("exchange", "0009_standing_again")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F

MINUTES_A_DAY = 24 * 60


def tell_minutes_apart(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Leave room within each day; what was written down before this keeps the order it had."""
    voices = apps.get_model("voices", "Voice").objects
    voices.update(newest_first=F("newest_first") * MINUTES_A_DAY)


def forget_minutes(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Let each voice stand by its day alone again."""
    for voice in apps.get_model("voices", "Voice").objects.only("heard_on"):
        voice.newest_first = -voice.heard_on.toordinal()
        voice.save(update_fields=["newest_first"])


class Migration(migrations.Migration):
    dependencies = [("voices", "0009_answers_stand_for_themselves")]
    operations = [migrations.RunPython(tell_minutes_apart, forget_minutes)]

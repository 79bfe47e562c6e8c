from datetime import datetime, time

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

BATCH = 500


def carry_over(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Make an answer of its own of what each voice was answered; who gave it was not kept.

    It counts as written on the day it was given, so that none becomes young enough to be taken back.
    """
    voices = apps.get_model("voices", "Voice").objects.exclude(answered_on=None)
    answers = apps.get_model("voices", "VoiceAnswer").objects
    told = voices.values_list("pk", "answer", "answered_on")
    made = answers.bulk_create(
        (answers.model(voice_id=pk, words=words, on=on) for pk, words, on in told), batch_size=BATCH
    )
    for one in made:
        noon = datetime.combine(one.on, time(12))
        one.created_at = timezone.make_aware(noon, timezone.get_default_timezone())
    answers.bulk_update(made, ["created_at"], batch_size=BATCH)


def give_back(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Let each voice say again what it was answered last."""
    voices = apps.get_model("voices", "Voice").objects
    for one in apps.get_model("voices", "VoiceAnswer").objects.order_by("on", "created_at"):
        voices.filter(pk=one.voice_id).update(answer=one.words)


class Migration(migrations.Migration):
    dependencies = [("voices", "0007_voice_answer")]
    operations = [migrations.RunPython(carry_over, give_back)]

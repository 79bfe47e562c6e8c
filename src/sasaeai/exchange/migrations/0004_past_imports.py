from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def carry_over(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Say of every import so far that it was taken in, and which rows an undo would take out."""
    past = apps.get_model("exchange", "Import")
    staged = apps.get_model("exchange", "StagedRow")
    past.objects.update(state="applied", applied_at=F("created_at"))
    for made in past.objects.select_related("source"):
        made.kind, made.source_name = made.source.kind, made.source.name
        made.save(update_fields=["kind", "source_name"])
        staged.objects.bulk_create(
            (
                staged(made=made, number=number, change="add", subject=pk, name="")
                for number, pk in enumerate(made.created)
            ),
            batch_size=500,
        )


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_staged_rows")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]

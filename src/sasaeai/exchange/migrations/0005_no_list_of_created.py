from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("exchange", "0004_past_imports")]
    operations = [migrations.RemoveField(model_name="import", name="created")]

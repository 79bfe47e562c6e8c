from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("voices", "0008_carry_over_answers")]
    operations = [migrations.RemoveField(model_name="voice", name="answer")]

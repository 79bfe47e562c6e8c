import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("activities", "0011_openings")]

    operations = [
        migrations.AddField(
            model_name="signup",
            name="municipality",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="areas.municipality",
                verbose_name="市町村",
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="number",
            field=models.CharField(default="", max_length=8, verbose_name="申し込みの番号"),
            preserve_default=False,
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("activities", "0013_fill_signup_number")]

    operations = [
        migrations.AlterField(
            model_name="signup",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="areas.municipality",
                verbose_name="市町村",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(
                fields=("municipality", "number"), name="activities_signup_number_once"
            ),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Know the contacts as another room's: the table and the keys to it stay as they are."""

    dependencies = [
        ('contacts', '0001_initial'),
        ('needs', '0003_hand_over_contacts'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='referral',
                    name='contact',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.contact', verbose_name='連絡先'),
                ),
                migrations.DeleteModel(
                    name='Contact',
                ),
            ],
        ),
    ]

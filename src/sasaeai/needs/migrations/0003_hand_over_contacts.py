from django.db import migrations, models


class Migration(migrations.Migration):
    """Give the table of whom the town calls the name it has in its own room, with every row in it."""

    dependencies = [
        ('needs', '0002_kept_alarms'),
    ]
    # There is one table: that room takes it over as it is, and makes none.
    run_before = [
        ('contacts', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='contact',
            name='needs_contact_ends_after_start',
        ),
        migrations.AlterModelTable(
            name='contact',
            table='contacts_contact',
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='contacts_end_after_start', violation_error_message='終わりの日は、始まりの日か、それより後にしてください。'),
        ),
    ]

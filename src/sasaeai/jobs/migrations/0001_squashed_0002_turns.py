import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('jobs', '0001_job'), ('jobs', '0002_turns')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('municipality', models.UUIDField(verbose_name='市町村')),
                ('user', models.UUIDField(null=True, verbose_name='頼んだ人')),
                ('language', models.CharField(max_length=10, verbose_name='頼んだ人の言葉')),
                ('work', models.CharField(max_length=40, verbose_name='仕事')),
                ('subject', models.UUIDField(verbose_name='対象')),
                ('state', models.CharField(choices=[('waiting', '順番を待っています'), ('running', '進めています'), ('done', '終わりました'), ('failed', 'できませんでした'), ('stopped', 'やめました')], default='waiting', max_length=10, verbose_name='様子')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='終わった分')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='全部で')),
                ('is_to_stop', models.BooleanField(default=False, verbose_name='やめるように言われた')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='始めた回数')),
                ('why', models.TextField(blank=True, max_length=4000, verbose_name='できなかったわけ')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='終わった日時')),
            ],
            options={
                'verbose_name': '仕事',
                'ordering': ['created_at'],
                'indexes': [models.Index(condition=models.Q(('state__in', ('waiting', 'running'))), fields=['created_at'], name='jobs_open'), models.Index(fields=['municipality', '-ended_at'], name='jobs_ended')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('subject',), name='jobs_one_open_of_a_subject')],
            },
        ),
    ]

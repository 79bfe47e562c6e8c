import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('organisations', '0001_initial'), ('organisations', '0002_longest_text'), ('organisations', '0003_categories')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('areas', '0001_squashed_0005_employer_phone'),
        ('people', '0001_squashed_0004_companion_not_asked'),
        ('vocabulary', '0001_squashed_0006_instrument'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('name', models.CharField(max_length=120, verbose_name='名前')),
                ('kana', models.CharField(blank=True, max_length=160, verbose_name='ふりがな')),
                ('description', models.TextField(blank=True, max_length=4000, verbose_name='どんなところ')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='所在地')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='経度')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='緯度')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='載せてよい電話番号')),
                ('url', models.URLField(blank=True, verbose_name='ホームページ')),
                ('contact_name', models.CharField(blank=True, max_length=80, verbose_name='窓口の方（載せない）')),
                ('contact_phone', models.CharField(blank=True, max_length=20, verbose_name='窓口の電話番号（載せない）')),
                ('notes', models.TextField(blank=True, max_length=4000, verbose_name='覚え書き（載せない）')),
                ('visibility', models.CharField(choices=[('public', 'みんなに見せる'), ('professionals', '支援にかかわる人まで'), ('council', '協議体まで'), ('staff', 'コーディネーターと市町村だけ')], default='staff', max_length=20, verbose_name='だれに見せるか')),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='出どころ')),
                ('source_id', models.CharField(blank=True, max_length=120, verbose_name='出どころの番号')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='引退した日')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='areas.area', verbose_name='地区')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.term', verbose_name='種類')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='areas.municipality', verbose_name='市町村')),
                ('categories', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.term', verbose_name='手伝えること')),
            ],
            options={
                'verbose_name': '団体',
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['municipality', 'name', 'id'], name='organisations_by_name'), models.Index(fields=['municipality', 'source', 'source_id'], name='organisations_by_source')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('part', models.CharField(blank=True, max_length=40, verbose_name='役')),
                ('since', models.DateField(blank=True, null=True, verbose_name='いつから')),
                ('until', models.DateField(blank=True, null=True, verbose_name='いつまで')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='people.person', verbose_name='人')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation', verbose_name='団体')),
            ],
            options={
                'verbose_name': '会員',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'person'), name='organisations_member_once')],
            },
        ),
        migrations.CreateModel(
            name='Approach',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('about', models.CharField(max_length=200, verbose_name='何について')),
                ('state', models.CharField(choices=[('planned', 'これから声をかける'), ('asked', '声をかけた'), ('thinking', '考えてもらっている'), ('together', 'いっしょに動いている'), ('not_now', '今はむずかしい')], default='planned', max_length=10, verbose_name='いまの様子')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='話したこと')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='次に声をかける日')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='担当する人')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approaches', to='organisations.organisation', verbose_name='団体')),
            ],
            options={
                'verbose_name': '働きかけ',
                'ordering': ['next_on', '-created_at'],
                'indexes': [models.Index(fields=['municipality', 'by', 'next_on'], name='organisations_next')],
            },
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('words', models.CharField(max_length=200, verbose_name='どんなつながり')),
                ('since', models.DateField(blank=True, null=True, verbose_name='いつから')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties_from', to='organisations.organisation', verbose_name='団体')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties_to', to='organisations.organisation', verbose_name='つながる団体')),
            ],
            options={
                'verbose_name': 'つながり',
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='organisations_tie_once'), models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='organisations_tie_is_other')],
            },
        ),
    ]

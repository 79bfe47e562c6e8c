import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('journal', '0001_initial'), ('journal', '0002_keys'), ('journal', '0003_calling')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('activities', '0001_squashed_0010_sessions'),
        ('areas', '0001_squashed_0005_employer_phone'),
        ('assets', '0001_squashed_0011_source_voice'),
        ('needs', '0008_urgency_not_asked'),
        ('organisations', '0001_squashed_0003_categories'),
        ('people', '0001_squashed_0004_companion_not_asked'),
        ('visions', '0001_squashed_0002_names_of_meanings'),
        ('vocabulary', '0001_squashed_0006_instrument'),
        ('voices', '0010_order_of_a_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('title', models.CharField(max_length=60, verbose_name='題')),
                ('on', models.DateField(verbose_name='いつのこと')),
                ('before', models.TextField(max_length=4000, verbose_name='それまでは')),
                ('happened', models.TextField(blank=True, max_length=4000, verbose_name='何がありましたか')),
                ('who', models.CharField(blank=True, max_length=200, verbose_name='だれが動きましたか')),
                ('changed', models.TextField(blank=True, max_length=4000, verbose_name='何が変わりましたか')),
                ('next', models.TextField(blank=True, max_length=4000, verbose_name='これから')),
                ('photo', models.ImageField(blank=True, upload_to='stories/%Y/%m', verbose_name='写真')),
                ('photo_words', models.CharField(blank=True, max_length=120, verbose_name='写真の説明')),
                ('photo_consent', models.CharField(blank=True, choices=[('oral', '口頭で聞いた'), ('paper', '紙に書いてもらった'), ('nobody', '人は写っていない')], max_length=10, verbose_name='写っている方の同意')),
                ('photo_consent_on', models.DateField(blank=True, null=True, verbose_name='同意を聞いた日')),
                ('visibility', models.CharField(choices=[('public', 'みんなに見せる'), ('professionals', '支援にかかわる人まで'), ('council', '協議体まで'), ('staff', 'コーディネーターと市町村だけ')], default='staff', max_length=20, verbose_name='だれに見せるか')),
                ('activities', models.ManyToManyField(blank=True, related_name='stories', to='activities.activity', verbose_name='活動')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='areas.area', verbose_name='どこのことですか')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='areas.employer', verbose_name='書いた所属先')),
                ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='visions.goal', verbose_name='どの目標のことですか')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='areas.municipality', verbose_name='市町村')),
                ('voices', models.ManyToManyField(blank=True, related_name='stories', to='voices.voice', verbose_name='声')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'verbose_name': '物語',
                'verbose_name_plural': '物語',
                'ordering': ['-on', '-created_at'],
                'indexes': [models.Index(fields=['municipality', 'on'], name='journal_stories')],
                'constraints': [models.CheckConstraint(condition=models.Q(('photo', ''), models.Q(('photo_consent', ''), _negated=True), _connector='OR'), name='journal_photo_with_consent')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('about', models.CharField(max_length=80, verbose_name='何のことを伝えますか')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='ひとこと')),
                ('said_on', models.DateField(blank=True, null=True, verbose_name='伝えた日')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='areas.posting', verbose_name='配置')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'verbose_name': '申し送り',
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('client_id', models.UUIDField(blank=True, editable=False, null=True, verbose_name='端末での番号')),
                ('on', models.DateField(verbose_name='いつ')),
                ('newest_first', models.IntegerField(editable=False)),
                ('with_words', models.CharField(blank=True, max_length=120, verbose_name='だれと（言葉で）')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='ひとこと')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='何分')),
                ('next_step', models.CharField(blank=True, max_length=200, verbose_name='次の一手')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='いつまでに')),
                ('next_done_on', models.DateField(blank=True, null=True, verbose_name='済んだ日')),
                ('reach', models.CharField(choices=[('own', '自分の所属先だけ'), ('staff', 'コーディネーターと市町村まで')], default='staff', max_length=10, verbose_name='だれが読めるか')),
                ('activities', models.ManyToManyField(blank=True, related_name='entries', to='activities.activity', verbose_name='活動')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='areas.area', verbose_name='どこのことですか')),
                ('assets', models.ManyToManyField(blank=True, related_name='entries', to='assets.asset', verbose_name='資源')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('counterparts', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.term', verbose_name='だれと')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='areas.employer', verbose_name='所属先')),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed', to='journal.entry', verbose_name='前の記録')),
                ('functions', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.term', verbose_name='機能')),
                ('goals', models.ManyToManyField(blank=True, related_name='entries', to='visions.goal', verbose_name='目標')),
                ('means', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.term', verbose_name='どうやって')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='areas.municipality', verbose_name='市町村')),
                ('needs', models.ManyToManyField(blank=True, related_name='entries', to='needs.need', verbose_name='ニーズ')),
                ('organisations', models.ManyToManyField(blank=True, related_name='entries', to='organisations.organisation', verbose_name='団体')),
                ('peers', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='いっしょに動いた人')),
                ('people', models.ManyToManyField(blank=True, related_name='entries', to='people.person', verbose_name='人')),
                ('posting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='areas.posting', verbose_name='配置')),
                ('tasks', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.term', verbose_name='活動範囲')),
                ('types', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.term', verbose_name='何をしましたか')),
                ('voices', models.ManyToManyField(blank=True, related_name='entries', to='voices.voice', verbose_name='声')),
            ],
            options={
                'verbose_name': '日々の記録',
                'ordering': ['newest_first', 'id'],
                'indexes': [models.Index(fields=['municipality', 'newest_first', 'id'], name='journal_by_day'), models.Index(fields=['municipality', 'on'], name='journal_on'), models.Index(fields=['area', 'on'], name='journal_of_area'), models.Index(fields=['by', 'on'], name='journal_of_writer'), models.Index(condition=models.Q(('next_done_on', None), ('next_on__isnull', False)), fields=['municipality', 'by', 'next_on'], name='journal_next')],
                'constraints': [models.UniqueConstraint(fields=('by', 'client_id'), name='journal_arrives_once'), models.CheckConstraint(condition=models.Q(('next_on', None), models.Q(('next_step', ''), _negated=True), _connector='OR'), name='journal_next_says_what')],
            },
        ),
        migrations.CreateModel(
            name='Calling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('weeks', models.PositiveSmallIntegerField(verbose_name='何週間')),
                ('since', models.DateField(verbose_name='いつから')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='callings', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': '声をかける間かく',
                'ordering': ['-since'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'since'), name='journal_calling_a_day'), models.CheckConstraint(condition=models.Q(('weeks__gte', 1), ('weeks__lte', 26)), name='journal_calling_in_weeks')],
            },
        ),
    ]

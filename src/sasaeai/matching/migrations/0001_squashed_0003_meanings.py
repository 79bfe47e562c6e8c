import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('matching', '0001_initial'), ('matching', '0002_learned'), ('matching', '0003_meanings')]

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
    ]

    operations = [
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('state', models.CharField(choices=[('proposed', '候補'), ('asked', 'お願いしている'), ('agreed', '引き受けてくださった'), ('done', '来てくださっている'), ('thanked', 'お礼を伝えた'), ('ended', '終わった'), ('declined', '今回は難しい')], default='proposed', max_length=10, verbose_name='ようす')),
                ('reasons', models.JSONField(blank=True, default=list, verbose_name='選んだわけ')),
                ('asked_on', models.DateField(blank=True, null=True, verbose_name='お願いした日')),
                ('answer_by', models.DateField(blank=True, null=True, verbose_name='お返事をいつまで待つか')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='引き受けた日')),
                ('times', models.JSONField(blank=True, default=dict, verbose_name='約束した曜日と時間')),
                ('first_on', models.DateField(blank=True, null=True, verbose_name='はじめての日')),
                ('companion', models.CharField(blank=True, max_length=80, verbose_name='はじめに付き添う人')),
                ('thanked_on', models.DateField(blank=True, null=True, verbose_name='お礼を伝えた日')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='終わった日')),
                ('why', models.CharField(blank=True, choices=[('busy', 'いまは忙しい'), ('time', '時間が合わない'), ('far', '遠い'), ('not_this', 'こういうことは難しい'), ('not_them', 'この組み合わせは避けたい'), ('silent', '返事がなかった'), ('other', '言わなくてよい')], max_length=10, verbose_name='難しいわけ')),
                ('apart', models.BooleanField(default=False, verbose_name='もう組み合わせない')),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='覚え書き')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='activities.activity', verbose_name='活動')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='お願いした人')),
                ('asset', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='assets.asset', verbose_name='資源')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='areas.municipality', verbose_name='市町村')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='needs.need', verbose_name='ニーズ')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='organisations.organisation', verbose_name='団体')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='people.person', verbose_name='手伝う方')),
            ],
            options={
                'verbose_name': 'マッチング',
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['municipality', 'state', 'answer_by'], name='matching_waiting'), models.Index(fields=['person', 'state'], name='matching_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('asset', None), ('organisation', None), ('person', None)), models.Q(('activity', None), ('asset__isnull', False), ('organisation', None), ('person', None)), models.Q(('activity', None), ('asset', None), ('organisation__isnull', False), ('person', None)), models.Q(('activity', None), ('asset', None), ('organisation', None), ('person__isnull', False)), _connector='OR'), name='matching_answers_one'), models.UniqueConstraint(condition=models.Q(('state__in', ['declined', 'ended']), _negated=True), fields=('need', 'person'), name='matching_person_once'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('agreed_on', None), ('ended_on__gte', models.F('agreed_on')), _connector='OR'), name='matching_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('asked_at', models.DateTimeField(verbose_name='お願いした日時')),
                ('said', models.CharField(blank=True, choices=[('yes', '引き受けてくださった'), ('thinks', '考えて折り返し'), ('no', '今回は難しい'), ('away', '留守だった')], max_length=10, verbose_name='お返事')),
                ('said_at', models.DateTimeField(blank=True, null=True, verbose_name='お返事の日時')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='聞いた人')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='matching.match', verbose_name='マッチング')),
                ('learned', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.gift', verbose_name='このお返事で書き足したこと')),
            ],
            options={
                'verbose_name': 'お願い',
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('wave', models.PositiveSmallIntegerField(default=2, verbose_name='一度に何人まで聞くか')),
                ('asks', models.PositiveSmallIntegerField(default=4, verbose_name='ひとりに4週間で何回まで聞くか')),
                ('rest_days', models.PositiveSmallIntegerField(default=3, verbose_name='聞いたあと何日お休みするか')),
                ('answer_days', models.PositiveSmallIntegerField(default=2, verbose_name='お返事を何日待つか')),
                ('municipality', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pace', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': 'お願いの頻度',
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('on', models.DateField(verbose_name='いつ')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='何分')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='ひとこと')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='matching.match', verbose_name='マッチング')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
            ],
            options={
                'verbose_name': '一回ごと',
                'ordering': ['-on', '-created_at'],
                'constraints': [models.UniqueConstraint(fields=('match', 'on'), name='matching_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='MatchMeaning',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('words', models.CharField(max_length=200, verbose_name='どう役に立ちますか')),
                ('given_on', models.DateField(verbose_name='意味づけた日')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='意味づけた人')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='visions.goal', verbose_name='目標')),
                ('means', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meanings', to='matching.match', verbose_name='マッチング')),
            ],
            options={
                'verbose_name': '意味づけ',
                'ordering': ['given_on', 'created_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('goal', 'means'), name='matching_match_serves_once')],
            },
        ),
    ]

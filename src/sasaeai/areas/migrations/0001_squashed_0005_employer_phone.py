import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('areas', '0001_initial'), ('areas', '0002_landmark'), ('areas', '0003_employer_kinds'), ('areas', '0004_background'), ('areas', '0005_employer_phone')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('code', models.CharField(max_length=6, unique=True, verbose_name='全国地方公共団体コード')),
                ('name', models.CharField(max_length=80, verbose_name='名前')),
                ('kana', models.CharField(blank=True, max_length=120, verbose_name='ふりがな')),
                ('prefecture', models.CharField(blank=True, max_length=20, verbose_name='都道府県')),
                ('office', models.CharField(blank=True, max_length=80, verbose_name='担当課')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='住民の方への電話番号')),
                ('hours', models.CharField(blank=True, max_length=120, verbose_name='電話を受ける時間')),
                ('role_names', models.JSONField(blank=True, default=dict, editable=False, verbose_name='役割の呼び名')),
                ('portal_open', models.BooleanField(default=True, verbose_name='住民の方のページを開く')),
                ('background', models.CharField(choices=[('own', '町の境界と目印だけ（外へは何も取りに行きません）'), ('gsi', '国土地理院の地理院タイル（淡色地図）'), ('file', 'この町のサーバーに置いた地図のファイル（外へは何も取りに行きません）')], default='own', max_length=10, verbose_name='地図の背景')),
                ('background_file', models.CharField(blank=True, editable=False, max_length=120, verbose_name='背景にする地図のファイル')),
            ],
            options={
                'verbose_name': '市町村',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('level', models.CharField(choices=[('municipality', '市町村'), ('living_area', '日常生活圏域'), ('district', '地区'), ('town', '町丁・字')], max_length=20, verbose_name='段階')),
                ('name', models.CharField(max_length=80, verbose_name='名前')),
                ('kana', models.CharField(blank=True, max_length=120, verbose_name='ふりがな')),
                ('code', models.CharField(blank=True, max_length=20, verbose_name='コード')),
                ('path', models.CharField(editable=False, max_length=80)),
                ('since', models.DateField(blank=True, null=True, verbose_name='はじまり')),
                ('until', models.DateField(blank=True, null=True, verbose_name='おわり')),
                ('boundary', models.JSONField(blank=True, null=True, verbose_name='境界')),
                ('west', models.FloatField(editable=False, null=True)),
                ('south', models.FloatField(editable=False, null=True)),
                ('east', models.FloatField(editable=False, null=True)),
                ('north', models.FloatField(editable=False, null=True)),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='代表点の経度')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='代表点の緯度')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='areas.area', verbose_name='上の区域')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': '区域',
                'ordering': ['path'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'path'), name='areas_path_once'), models.UniqueConstraint(condition=models.Q(('parent', None)), fields=('municipality',), name='areas_one_root'), models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='areas_area_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Employer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('name', models.CharField(max_length=120, verbose_name='名前')),
                ('since', models.DateField(blank=True, null=True, verbose_name='契約のはじまり')),
                ('until', models.DateField(blank=True, null=True, verbose_name='契約のおわり')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employers', to='areas.municipality', verbose_name='市町村')),
                ('kinds', models.JSONField(blank=True, default=list, verbose_name='どういうところか')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='電話番号')),
            ],
            options={
                'verbose_name': '所属先',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'name'), name='areas_employer_once'), models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='areas_employer_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='AccessRule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('role', models.CharField(choices=[('officer', '市町村担当'), ('coordinator1', '第1層生活支援コーディネーター'), ('coordinator2', '第2層生活支援コーディネーター'), ('work_coordinator', '就労的活動支援コーディネーター'), ('council_member', '協議体の構成員'), ('viewer', '見るだけの人')], max_length=20, verbose_name='役割')),
                ('access', models.CharField(choices=[('employer', '所属先が記録した人と、同意で所属先を名指しされた人を見る'), ('consent', '同意で所属先が名指しされた人だけを見る'), ('reason', '人数を見る。一人ひとりの記録は理由を書いて見る'), ('none', '見ない')], max_length=10, verbose_name='人の記録の見え方')),
                ('since', models.DateField(verbose_name='いつから')),
                ('until', models.DateField(blank=True, null=True, verbose_name='いつまで')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='根拠')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_rules', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': '人の記録の見え方',
                'ordering': ['role', '-since'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'role', 'since'), name='areas_access_rule_once'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='areas_access_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Population',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年')),
                ('age_from', models.PositiveSmallIntegerField(verbose_name='何歳から')),
                ('age_to', models.PositiveSmallIntegerField(null=True, verbose_name='何歳まで')),
                ('sex', models.CharField(choices=[('m', '男性'), ('f', '女性')], max_length=1, verbose_name='性別')),
                ('count', models.PositiveIntegerField(verbose_name='人数')),
                ('source', models.CharField(max_length=120, verbose_name='出どころ')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='population', to='areas.area', verbose_name='区域')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': '人口',
                'indexes': [models.Index(fields=['municipality', 'year'], name='areas_population_year')],
                'constraints': [models.UniqueConstraint(fields=('area', 'year', 'age_from', 'sex', 'source'), name='areas_population_once'), models.CheckConstraint(condition=models.Q(('age_to', None), ('age_to__gte', models.F('age_from')), _connector='OR'), name='areas_age_band')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('role', models.CharField(choices=[('officer', '市町村担当'), ('coordinator1', '第1層生活支援コーディネーター'), ('coordinator2', '第2層生活支援コーディネーター'), ('work_coordinator', '就労的活動支援コーディネーター'), ('council_member', '協議体の構成員'), ('viewer', '見るだけの人')], max_length=20, verbose_name='役割')),
                ('since', models.DateField(verbose_name='いつから')),
                ('until', models.DateField(blank=True, null=True, verbose_name='いつまで')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='areas.area', verbose_name='受け持ち')),
                ('employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='areas.employer', verbose_name='所属先')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='areas.municipality', verbose_name='市町村')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to=settings.AUTH_USER_MODEL, verbose_name='人')),
            ],
            options={
                'verbose_name': '配置',
                'ordering': ['-since'],
                'indexes': [models.Index(fields=['user', 'since'], name='areas_posting_of_user')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='areas_posting_ends_after_start'), models.CheckConstraint(condition=models.Q(('role', 'council_member'), ('employer__isnull', False), _connector='OR'), name='areas_employed_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='AreaPart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('weight', models.DecimalField(decimal_places=4, default=1, max_digits=5, verbose_name='割合')),
                ('since', models.DateField(blank=True, null=True, verbose_name='はじまり')),
                ('until', models.DateField(blank=True, null=True, verbose_name='おわり')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='areas.area', verbose_name='区域')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area', verbose_name='町丁・字')),
            ],
            options={
                'verbose_name': '区域の内訳',
                'constraints': [models.UniqueConstraint(fields=('area', 'piece', 'since'), name='areas_part_once'), models.CheckConstraint(condition=models.Q(('weight__gt', 0), ('weight__lte', 1)), name='areas_weight_is_share'), models.CheckConstraint(condition=models.Q(('area', models.F('piece')), _negated=True), name='areas_part_is_other')],
            },
        ),
        migrations.CreateModel(
            name='LevelName',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('level', models.CharField(choices=[('municipality', '市町村'), ('living_area', '日常生活圏域'), ('district', '地区'), ('town', '町丁・字')], max_length=20, verbose_name='段階')),
                ('name', models.CharField(max_length=40, verbose_name='この町での呼び名')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='level_names', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': '段階の呼び名',
                'constraints': [models.UniqueConstraint(fields=('municipality', 'level'), name='areas_level_name_once')],
            },
        ),
        migrations.CreateModel(
            name='Landmark',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('kind', models.CharField(choices=[('river', '川・水路'), ('railway', '線路'), ('station', '駅'), ('road', '大きな道'), ('green', '公園・緑地'), ('hill', '山・丘')], max_length=10, verbose_name='目印の種別')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='名前')),
                ('kana', models.CharField(blank=True, max_length=120, verbose_name='ふりがな')),
                ('shape', models.JSONField(verbose_name='図形')),
                ('west', models.FloatField(editable=False)),
                ('south', models.FloatField(editable=False)),
                ('east', models.FloatField(editable=False)),
                ('north', models.FloatField(editable=False)),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='landmarks', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': '目印',
                'ordering': ['kind', 'name'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'kind', 'name'), name='areas_landmark_once')],
            },
        ),
    ]

import django.core.serializers.json
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('exchange', '0001_initial'), ('exchange', '0002_landmarks'), ('exchange', '0003_staged_rows'), ('exchange', '0004_past_imports'), ('exchange', '0005_no_list_of_created'), ('exchange', '0006_kinds_of_lists'), ('exchange', '0007_mapping'), ('exchange', '0008_ready_rows'), ('exchange', '0009_standing_again'), ('exchange', '0010_fill_found_at')]

    initial = True

    dependencies = [
        ('areas', '0001_squashed_0005_employer_phone'),
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('kind', models.CharField(choices=[('facilities', '場所（施設・店など）'), ('care-providers', '介護サービス事業所'), ('organisations', '団体'), ('gatherings', '通いの場'), ('boundaries', '区域の境界'), ('towns', '町丁目の位置'), ('landmarks', '目印（川・線路・駅など）'), ('population', '人口（町丁ごと・年齢ごと）')], max_length=20, verbose_name='種類')),
                ('name', models.CharField(max_length=120, verbose_name='出どころ')),
                ('file_name', models.CharField(max_length=200, verbose_name='さいごのファイル')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('mapping', models.JSONField(default=dict, verbose_name='列の読み方')),
            ],
            options={
                'verbose_name': '出どころ',
                'ordering': ['kind', 'name'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'kind', 'name'), name='exchange_source_once')],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('file_name', models.CharField(max_length=200, verbose_name='ファイル')),
                ('sha256', models.CharField(max_length=64, verbose_name='ファイルの指紋')),
                ('encoding', models.CharField(blank=True, max_length=20, verbose_name='文字コード')),
                ('counts', models.JSONField(default=dict, verbose_name='件数')),
                ('messages', models.JSONField(default=list, verbose_name='気づいたこと')),
                ('user', models.UUIDField(null=True, verbose_name='取り込んだ人')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='exchange.source', verbose_name='出どころ')),
                ('applied_at', models.DateTimeField(null=True, verbose_name='取り込んだ日時')),
                ('header_row', models.PositiveIntegerField(default=0, verbose_name='見出しの行')),
                ('kind', models.CharField(choices=[('facilities', '場所（施設・店など）'), ('care-providers', '介護サービス事業所'), ('organisations', '団体'), ('gatherings', '通いの場'), ('boundaries', '区域の境界'), ('towns', '町丁目の位置'), ('landmarks', '目印（川・線路・駅など）'), ('population', '人口（町丁ごと・年齢ごと）')], max_length=20, verbose_name='種類')),
                ('level', models.CharField(blank=True, max_length=20, verbose_name='区域の段階')),
                ('refusal', models.TextField(blank=True, verbose_name='読めなかったわけ')),
                ('seen', models.DateTimeField(null=True, verbose_name='比べたときの版')),
                ('source_name', models.CharField(max_length=120, verbose_name='出どころ')),
                ('state', models.CharField(choices=[('reading', '読んでいます'), ('read', 'まだ取り込んでいません'), ('refused', '読めませんでした'), ('applied', '取り込みました'), ('undone', '取り消しました')], default='reading', max_length=10, verbose_name='様子')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='取り消した日時')),
                ('visibility', models.CharField(blank=True, max_length=20, verbose_name='だれに見せるか')),
                ('headings', models.JSONField(default=list, verbose_name='見出し')),
                ('mapping', models.JSONField(default=dict, verbose_name='列の読み方')),
            ],
            options={
                'verbose_name': '取り込み',
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['municipality', '-created_at'], name='exchange_imports_newest')],
            },
        ),
        migrations.CreateModel(
            name='TakenRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('subject', models.UUIDField(verbose_name='対象')),
                ('said', models.JSONField(verbose_name='書いてあったこと')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='exchange.source', verbose_name='出どころ')),
            ],
            options={
                'verbose_name': '取り込んだ行',
                'constraints': [models.UniqueConstraint(fields=('source', 'subject'), name='exchange_taken_row_once')],
            },
        ),
        migrations.CreateModel(
            name='StagedRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('number', models.PositiveIntegerField(verbose_name='順番')),
                ('change', models.CharField(choices=[('add', '加える'), ('set', '直す'), ('keep', 'そのまま'), ('missing', 'ファイルにない')], max_length=10, verbose_name='すること')),
                ('subject', models.UUIDField(verbose_name='対象')),
                ('name', models.CharField(max_length=400, verbose_name='名前')),
                ('values', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='書くこと')),
                ('before', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='前に書いてあったこと')),
                ('categories', models.JSONField(null=True, verbose_name='分類')),
                ('said', models.JSONField(null=True, verbose_name='書いてあったこと')),
                ('said_before', models.JSONField(null=True, verbose_name='前の版に書いてあったこと')),
                ('made', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='exchange.import', verbose_name='取り込み')),
                ('done', models.BooleanField(default=False, verbose_name='取り消した')),
                ('seen', models.DateTimeField(null=True, verbose_name='比べたときの版')),
                ('text', models.JSONField(null=True, verbose_name='検索用の文')),
                ('text_before', models.JSONField(null=True, verbose_name='いまの検索用の文')),
                ('counted_at', models.DateTimeField(null=True, verbose_name='人数がもとにもどった日時')),
                ('found_at', models.DateTimeField(null=True, verbose_name='前に書かれた日時')),
                ('stood_at', models.DateTimeField(null=True, verbose_name='もとにもどった日時')),
            ],
            options={
                'verbose_name': '取り込みの行',
                'constraints': [models.UniqueConstraint(fields=('made', 'change', 'number'), name='exchange_row_once')],
            },
        ),
    ]

"""Feeds that are polled, near-duplicates, work for later and in the background."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0010_proposals'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='fingerprint', serialize=False, to='timeline.article')),
                ('method', models.CharField(max_length=24)),
                ('digest', models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name='batch',
            name='cancelled_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ingestitem',
            name='background',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='ingestitem',
            name='not_before',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2048)),
                ('url_sha256', models.CharField(max_length=64, unique=True)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('follow', models.BooleanField(default=True)),
                ('minutes', models.IntegerField(default=60)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('next_poll', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('polled_at', models.DateTimeField(blank=True, null=True)),
                ('failures', models.IntegerField(default=0)),
                ('result', models.CharField(blank=True, max_length=300)),
                ('etag', models.CharField(blank=True, max_length=300)),
                ('modified', models.CharField(blank=True, max_length=100)),
                ('seen', models.JSONField(default=list)),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='timeline.batch')),
            ],
            options={
                'ordering': ['title', 'url'],
            },
        ),
        migrations.CreateModel(
            name='FingerprintKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField(db_index=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fingerprint_keys', to='timeline.article')),
            ],
        ),
    ]

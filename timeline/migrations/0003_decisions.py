"""Corrections and verdicts, and what an event shows of them."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def triggers(apps, editor):
    """SQLite may copy the event table to add or drop a column, and loses the triggers of the text index on the way."""
    if editor.connection.vendor == "sqlite":
        for statement in import_module("timeline.migrations.0002_search").SQLITE[1:4]:
            editor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"), None)


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0002_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, triggers),
        migrations.AddField(
            model_name='event',
            name='confidence',
            field=models.FloatField(default=0),
        ),
        migrations.AddField(
            model_name='event',
            name='machine',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='event',
            name='reviewed',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='judgement',
            name='retracted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='judgement',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('retracted_at', models.DateTimeField(blank=True, null=True)),
                ('text', models.CharField(max_length=64)),
                ('start', models.IntegerField()),
                ('end', models.IntegerField()),
                ('field', models.CharField(choices=[('edtf', 'Date'), ('title', 'Title'), ('factuality', 'How it is reported'), ('place', 'Place')], max_length=12)),
                ('value', models.CharField(blank=True, max_length=300)),
                ('machine_value', models.CharField(blank=True, max_length=300)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retracted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created', 'id'],
                'abstract': False,
                'indexes': [models.Index(fields=['text', 'start'], name='correction_by_span')],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('retracted_at', models.DateTimeField(blank=True, null=True)),
                ('text', models.CharField(max_length=64)),
                ('start', models.IntegerField()),
                ('end', models.IntegerField()),
                ('accepted', models.BooleanField()),
                ('reason', models.CharField(blank=True, choices=[('not-an-event', 'not an event'), ('wrong', 'the text doesn’t say so'), ('trivial', 'not worth an entry'), ('double', 'stands on the timeline already')], max_length=16)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retracted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created', 'id'],
                'abstract': False,
                'indexes': [models.Index(fields=['text', 'start'], name='verdict_by_span')],
            },
        ),
        migrations.RunPython(triggers, migrations.RunPython.noop),
    ]

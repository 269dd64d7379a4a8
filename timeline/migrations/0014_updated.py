"""When an article was changed last."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0013_actor_marks'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='updated',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='articlesource',
            name='updated',
            field=models.DateField(blank=True, null=True),
        ),
    ]

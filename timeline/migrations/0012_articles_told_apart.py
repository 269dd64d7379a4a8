"""People say that two near-duplicates are two articles."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0011_feeds_and_copies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="judgement",
            name="about",
            field=models.CharField(
                choices=[("actors", "Actors"), ("events", "Events"), ("articles", "Articles")], max_length=8
            ),
        ),
    ]

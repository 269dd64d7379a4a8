"""A job can be paused."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("timeline", "0005_retired_ids")]

    operations = [
        migrations.AddField(
            model_name="batch", name="paused_at", field=models.DateTimeField(blank=True, null=True)
        ),
    ]

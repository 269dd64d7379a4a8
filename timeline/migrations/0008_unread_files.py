"""Files that a worker is to open are kept until it has."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("timeline", "0007_components")]

    operations = [
        migrations.AddField(model_name="ingestitem", name="raw", field=models.BinaryField(null=True)),
    ]

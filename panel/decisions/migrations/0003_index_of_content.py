"""Let the verification page find a record by its data as fast as by its file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("decisions", "0002_append_only_register"),)
    operations = (
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["content_sha256"], name="register_content_sha256"),
        ),
    )

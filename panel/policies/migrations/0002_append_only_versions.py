"""A version of the rules, once loaded, is never changed."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (
        ("policies", "0001_policy_versions"),
        ("audit", "0003_append_only_events"),
    )
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER policy_version_is_append_only ON policies_policyversion;
                GRANT UPDATE, DELETE ON policies_policyversion TO panel_app;
            """,
        ),
    )

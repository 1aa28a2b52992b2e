"""Let one thing of a link change, once: that it is taken back."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0013_remarks_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER request_link_is_kept ON cases_requestlink;
                DROP TRIGGER request_link_is_never_deleted ON cases_requestlink;
                CREATE TRIGGER request_link_is_append_only
                    BEFORE UPDATE OR DELETE ON cases_requestlink
                    FOR EACH ROW EXECUTE FUNCTION refuse_change();
                REVOKE UPDATE (removed_at, removed_by_id, removed_because)
                    ON cases_requestlink FROM panel_app;
            """,
        ),
    )

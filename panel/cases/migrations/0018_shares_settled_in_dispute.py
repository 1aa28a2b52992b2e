"""Have PostgreSQL let who pays change by the settling of a dispute, and only then."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0017_shares_as_settled"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER cost_shares_settled_are_whole ON cases_costshare;
                DROP TRIGGER cost_share_is_settled_in_dispute ON cases_costshare;
                DROP TRIGGER cost_share_is_added_in_time ON cases_costshare;
                CREATE TRIGGER cost_share_is_added_in_time BEFORE INSERT ON cases_costshare
                    FOR EACH ROW WHEN (current_user = 'panel_app')
                    EXECUTE FUNCTION share_is_written();
                DROP FUNCTION settled_shares_are_whole();
                DROP FUNCTION settled_share_is_in_dispute();
            """,
        ),
    )

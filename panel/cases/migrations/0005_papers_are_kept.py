"""Keep every version of a paper as it was added, and every list of papers that went out."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("cases", "0004_advice_versions_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER paper_is_kept ON cases_paper;
                DROP TRIGGER paper_is_never_deleted ON cases_paper;
                DROP TRIGGER paper_version_is_kept ON cases_paperversion;
                DROP TRIGGER scan_done_is_kept ON cases_scan;
                DROP TRIGGER circulation_is_kept ON cases_circulation;
                DROP TRIGGER circulated_paper_is_kept ON cases_circulation_papers;
            """,
        ),
    )

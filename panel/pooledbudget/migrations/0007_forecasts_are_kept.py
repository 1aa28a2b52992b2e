"""Keep forecasts as they were made."""

from django.db import migrations

from panel.audit import sql


class Migration(migrations.Migration):
    dependencies = (("pooledbudget", "0006_invoices_are_kept"),)
    operations = (
        sql.run(
            __file__,
            backwards="""
                DROP TRIGGER forecast_once_made_is_kept ON pooledbudget_forecast;
                DROP TRIGGER forecast_is_never_deleted ON pooledbudget_forecast;
                DROP TRIGGER forecast_figure_is_kept ON pooledbudget_forecastfigure;
                GRANT DELETE ON pooledbudget_forecast TO panel_app;
                GRANT UPDATE, DELETE ON pooledbudget_forecastfigure TO panel_app;
            """,
        ),
    )

-- What a forecast came to on its day never changes.
CREATE TRIGGER forecast_once_made_is_kept BEFORE UPDATE ON pooledbudget_forecast
    FOR EACH ROW WHEN (OLD.made_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER forecast_is_never_deleted BEFORE DELETE OR TRUNCATE ON pooledbudget_forecast
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER forecast_figure_is_kept
    BEFORE UPDATE OR DELETE OR TRUNCATE ON pooledbudget_forecastfigure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
REVOKE DELETE, TRUNCATE ON pooledbudget_forecast FROM panel_app;
REVOKE UPDATE, DELETE, TRUNCATE ON pooledbudget_forecastfigure FROM panel_app;

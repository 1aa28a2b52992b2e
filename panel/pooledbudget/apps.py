from django.apps import AppConfig


class PooledBudgetConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "panel.pooledbudget"

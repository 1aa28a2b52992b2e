"""The addresses of reports."""

from django.urls import path

from panel.cases.views import reports

urlpatterns = [
    path("", reports.turnround, name="reports"),
    path("file/", reports.turnround_file, name="turnround-file"),
    path("promises/", reports.promises, name="promises"),
    path("promises/file/", reports.promises_file, name="promises-file"),
    path("gaps/", reports.gaps, name="gaps"),
    path("gaps/file/", reports.gaps_file, name="gaps-file"),
]

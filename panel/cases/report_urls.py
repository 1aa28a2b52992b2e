"""The addresses of reports on placements."""

from django.urls import path

from panel.cases.views import reports

urlpatterns = [
    path("gaps/", reports.gaps, name="gaps"),
    path("gaps/file/", reports.gaps_file, name="gaps-file"),
]

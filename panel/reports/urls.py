"""The addresses of the fund's reports."""

from django.urls import path

from panel.reports import views

urlpatterns = [
    path("", views.index, name="fund-reports"),
    path("issued/<int:pk>/", views.issued, name="fund-report-issued"),
    path("issued/<int:pk>/pdf/", views.pdf, name="fund-report-pdf"),
    path("issued/<int:pk>/received/<int:agency>/", views.receive, name="fund-report-receive"),
    path("<int:year>/<slug:kind>/<int:span>/", views.report, name="fund-report"),
    path("<int:year>/<int:span>/requests/", views.requests, name="fund-report-requests"),
    path(
        "<int:year>/<slug:kind>/<int:span>/spreadsheet/",
        views.as_spreadsheet,
        name="fund-report-spreadsheet",
    ),
    path("<int:year>/<slug:kind>/<int:span>/file/", views.as_commas, name="fund-report-file"),
]

"""The addresses of the fund."""

from django.urls import path

from panel.pooledbudget import views

urlpatterns = [
    path("", views.index, name="fund"),
    path("ledger/", views.ledger, name="ledger"),
]

"""The addresses of a panel's rules."""

from django.urls import path

from panel.policies import views

urlpatterns = [
    path("", views.index, name="policies"),
    path("<slug:panel>/<int:number>/", views.version, name="policy-version"),
]

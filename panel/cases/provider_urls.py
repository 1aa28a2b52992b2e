"""The addresses of the directory of providers."""

from django.urls import path

from panel.cases.views import directory

urlpatterns = [
    path("", directory.index, name="providers"),
    path("add/", directory.add, name="provider-add"),
    path("import/", directory.bring_over, name="providers-import"),
]

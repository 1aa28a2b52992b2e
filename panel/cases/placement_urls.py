"""The addresses of placements."""

from django.urls import path

from panel.cases.views import placements

urlpatterns = [
    path("", placements.index, name="placements"),
    path("<str:reference>/", placements.placement, name="placement"),
    path(
        "<str:reference>/signatures/<int:signatory_id>/",
        placements.signature,
        name="placement-signature",
    ),
    path("<str:reference>/review/", placements.review, name="placement-review"),
    path("<str:reference>/early-review/", placements.early_review, name="placement-early-review"),
    path("<str:reference>/steps/<int:task_id>/", placements.task, name="placement-task"),
    path("<str:reference>/change/", placements.change, name="placement-change"),
]

"""The addresses of meetings; see `decisions.urls` for those at which the panel decides."""

from django.urls import path

from panel.meetings import views

urlpatterns = [
    path("", views.index, name="meetings"),
    path("plan/", views.plan, name="meeting-plan"),
    path("<int:meeting_id>/", views.meeting, name="meeting"),
    path("<int:meeting_id>/papers/", views.send_papers, name="meeting-papers"),
    path("<int:meeting_id>/start/", views.start, name="meeting-start"),
    path("<int:meeting_id>/close/", views.close, name="meeting-close"),
    path("<int:meeting_id>/reconvene/", views.reconvene, name="meeting-reconvene"),
    path("<int:meeting_id>/items/<int:place>/position/", views.position, name="item-position"),
    path("<int:meeting_id>/items/<int:place>/interest/", views.interest, name="item-interest"),
    path("<int:meeting_id>/items/<int:place>/guest/", views.guest, name="item-guest"),
]

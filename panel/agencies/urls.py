"""The addresses of people and seats."""

from django.urls import path

from panel.agencies import views

urlpatterns = [
    path("", views.index, name="people"),
    path("appoint/", views.appoint, name="person-appoint"),
    path("appointments/<int:pk>/", views.end, name="appointment"),
    path("appointments/<int:pk>/deputy/", views.deputy, name="appointment-deputy"),
    path("appointments/<int:pk>/grade/", views.grade, name="appointment-grade"),
    path("seats/add/", views.add_seat, name="seat-add"),
    path("seats/<int:pk>/", views.seat, name="seat"),
    path("seats/<int:pk>/substitute/", views.substitute, name="seat-substitute"),
    path("delegations/add/", views.delegate, name="delegation-add"),
    path("delegations/<int:pk>/end/", views.end_delegation, name="delegation-end"),
]

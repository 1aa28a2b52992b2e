"""Signing in and out."""

from django.contrib.auth import views
from django.urls import path
from django.views.generic import TemplateView

from panel.presentation.signing_in import SignInForm

urlpatterns = [
    path(
        "sign-in/",
        views.LoginView.as_view(
            authentication_form=SignInForm,
            redirect_authenticated_user=True,
        ),
        name="sign-in",
    ),
    path("sign-out/", views.LogoutView.as_view(next_page="signed-out"), name="sign-out"),
    path(
        "signed-out/",
        TemplateView.as_view(template_name="registration/signed_out.html"),
        name="signed-out",
    ),
]

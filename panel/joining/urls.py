"""Signing in and out, and choosing a password."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.views.generic import TemplateView

from panel.joining import views
from panel.joining.forms import SignInForm

urlpatterns = [
    path(
        "sign-in/",
        LoginView.as_view(
            authentication_form=SignInForm,
            redirect_authenticated_user=True,
            template_name="joining/sign_in.html",
        ),
        name="sign-in",
    ),
    path("sign-out/", LogoutView.as_view(next_page="signed-out"), name="sign-out"),
    path(
        "signed-out/",
        TemplateView.as_view(template_name="joining/signed_out.html"),
        name="signed-out",
    ),
    path("password/", views.forgotten, name="password-forgotten"),
    path(
        "password/sent/",
        TemplateView.as_view(template_name="joining/link_sent.html"),
        name="password-sent",
    ),
    path("password/<uidb64>/<token>/", views.ChoosePassword.as_view(), name="password-choose"),
]

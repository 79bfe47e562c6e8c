from allauth.account import views as allauth
from django.urls import include, path

from sasaeai.accounts import views

# allauth reverses these names itself, so they carry no namespace.
urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", views.ask_officer, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/", allauth.password_change, name="account_change_password"),
    # In place of allauth's own, which leave no entry in the record book.
    path("second-factor/totp/activate/", views.add_second_factor, name="mfa_activate_totp"),
    path("second-factor/totp/deactivate/", views.drop_second_factor, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", views.look_at_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/recovery-codes/generate/",
        views.renew_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/recovery-codes/download/",
        views.take_codes_away,
        name="mfa_download_recovery_codes",
    ),
    path("second-factor/", include("allauth.mfa.base.urls")),
    # There is no sign-up and no mail: all three answer "ask an officer for a slip".
    path("signup/", views.ask_officer, name="account_signup"),
    path("email/", views.ask_officer, name="account_email"),
    path("lost/", views.ask_officer, name="account_reset_password"),
    path("", views.mine, name="accounts_mine"),
    path("slip/", views.redeem_slip, name="accounts_slip"),
]

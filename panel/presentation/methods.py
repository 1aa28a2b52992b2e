"""By which methods a page may be asked for, beside those that Django names itself."""

from django.views.decorators.http import require_http_methods

#: A page with a form: shown when asked for, and shown again when what it sent was refused.
form_page = require_http_methods(["GET", "HEAD", "POST"])

"""The web server's entrance: `gunicorn --preload panel.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from panel.supervisor import checks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "panel.settings")

checks.exit_unless_sound(os.environ)
application = get_wsgi_application()

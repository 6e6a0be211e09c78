"""The site as a WSGI application: `gunicorn sapar.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapar.config.settings")

application = get_wsgi_application()

import os

from django.core.wsgi import get_wsgi_application

from sasaeai.bodies import WholeBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasaeai.settings")
application = WholeBodies(get_wsgi_application())

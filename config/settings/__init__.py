"""All settings, one file a concern. Each is documented in docs/reference/settings.md."""

from .apps import *
from .database import *
from .delivery import *
from .jobs import *
from .locale import *
from .logs import *
from .outside import *
from .security import *
from .storage import *
from .web import *

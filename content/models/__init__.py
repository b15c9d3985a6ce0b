"""What authors make: resources with their versions, lessons, and who may open what."""

from .grants import AccessGrant
from .lessons import Lesson
from .portal import PortalArticle, PortalSection
from .resources import CodeSeries, Resource, ResourceVersion, UsedIn

__all__ = [
    "AccessGrant",
    "CodeSeries",
    "Lesson",
    "PortalArticle",
    "PortalSection",
    "Resource",
    "ResourceVersion",
    "UsedIn",
]

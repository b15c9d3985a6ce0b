"""What authors make: resources with their versions, and who may open what."""

from .grants import AccessGrant
from .resources import CodeSeries, Resource, ResourceVersion, UsedIn

__all__ = ["AccessGrant", "CodeSeries", "Resource", "ResourceVersion", "UsedIn"]

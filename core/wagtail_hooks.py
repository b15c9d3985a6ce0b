"""What Wagtail's admin gets from the design system."""

from django.utils.safestring import SafeString
from wagtail import hooks

from .assets import build_asset_tags


@hooks.register("insert_global_admin_css", order=10)
def add_house_colours() -> SafeString:
    """Give the admin the colours and the type of the house, in both themes."""
    return build_asset_tags("core/admin")

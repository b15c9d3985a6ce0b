"""The choosers of lessons: an id that the writer may not choose is refused like a missing one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.blocks import ChooserBlock

from .scope import choosable, current_writer


class ScopedChooser(BaseChooser):
    """Shows a title only of what the writer may choose."""

    show_edit_link = False
    choose_one_text = _("Choose")
    choose_another_text = _("Choose another one")
    clear_choice_text = _("Remove the choice")
    kind = ""

    def get_value_data_from_instance(self, instance: Any) -> dict[str, Any]:
        """Leave out the link to an editor that teachers do not have."""
        return {"id": instance.pk, "edit_url": "", self.display_title_key: str(instance)}


class ScopedChooserBlock(ChooserBlock):
    """Takes only what the writer may choose, whatever was posted."""

    kind = ""
    target_model = ""
    widget_class = ScopedChooser

    @cached_property
    def widget(self) -> Any:
        """Return the chooser that opens our own list."""
        return self.widget_class()

    def value_from_form(self, value: Any) -> Any:
        """Refuse a foreign id before its row is read."""
        if value is None:
            return None
        allowed = choosable(self.kind, current_writer())
        if allowed is None:
            return None
        key = value.pk if isinstance(value, self.model_class) else value
        try:
            return allowed.filter(pk=key).first()
        except (TypeError, ValueError):
            return None

    def clean(self, value: Any) -> Any:
        """Check presence; the row itself was checked in ``value_from_form``."""
        if value is None and self._required:
            raise ValidationError(_("Choose something from the list."))
        return value

    class Meta:
        icon = "doc-full"

"""The lists from which a writer chooses: all four ways into a chooser show only his own."""

from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from content.blocks.scope import choosable, current_writer, narrow


class SearchForm(BaseFilterForm):
    """One field that looks at titles."""

    q = forms.CharField(
        label=_("Search term"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
    )
    kind = ""

    def filter(self, objects: Any) -> Any:
        """Keep what has the words."""
        self.search_query = self.cleaned_data.get("q", "").strip()
        self.is_searching = bool(self.search_query)
        if self.is_searching:
            objects = narrow(self.kind, objects, current_writer(), self.search_query)
        return objects


class Scoped:
    """Gives a chooser view only what the writer may choose."""

    kind = ""
    request: Any
    model_class: Any

    def allowed(self) -> Any:
        """Return the rows that may be chosen."""
        found = choosable(self.kind, self.request.user)
        if found is None:
            raise Http404
        return found


class ScopedList(Scoped):
    """The list and its results."""

    def get_object_list(self) -> Any:
        """List what may be chosen."""
        return self.allowed()

    def get_filter_form_class(self) -> type[SearchForm]:
        """Search as this kind of thing is searched."""
        return type("ScopedSearchForm", (SearchForm,), {"kind": self.kind})

    @property
    def columns(self) -> list[Any]:
        """Show the title and what kind of thing it is."""
        return [self.title_column, *self.more_columns]  # type: ignore[attr-defined]

    more_columns: list[Any] = []


class ScopedChosen(Scoped):
    """One thing was clicked."""

    def get_object(self, pk: str) -> Any:
        """Find it among what may be chosen."""
        try:
            return self.allowed().get(pk=int(pk))
        except ValueError as error:
            raise ObjectDoesNotExist from error


class ScopedChosenMultiple(Scoped):
    """Several things were ticked."""

    def get_objects(self, pks: list[str]) -> Any:
        """Find them among what may be chosen."""
        return self.allowed().filter(pk__in=[pk for pk in pks if pk.isdigit()])


def make_chooser(
    kind: str, model: str, *, title: Any, columns: Any = (), icon: str
) -> ChooserViewSet:
    """Make the viewset of one kind of thing; nothing can be created in it."""
    own = {"kind": kind}
    listed = {**own, "more_columns": list(columns)}
    parts = {
        "model": model,
        "icon": icon,
        "choose_one_text": title,
        "page_title": title,
        "register_widget": False,
        "choose_view_class": type("Choose", (ScopedList, chooser.ChooseView), listed),
        "choose_results_view_class": type(
            "ChooseResults", (ScopedList, chooser.ChooseResultsView), listed
        ),
        "chosen_view_class": type("Chosen", (ScopedChosen, chooser.ChosenView), own),
        "chosen_multiple_view_class": type(
            "ChosenMultiple", (ScopedChosenMultiple, chooser.ChosenMultipleView), own
        ),
    }
    viewset = type(f"{kind.title()}ChooserViewSet", (ChooserViewSet,), parts)
    return viewset(f"lesson_{kind}_chooser", url_prefix=f"chon-{kind}")


CHOOSERS = [
    make_chooser(
        "resource",
        "content.ResourceVersion",
        title=_("Choose a resource"),
        icon="doc-full",
        columns=[
            Column("kind", label=_("Type"), accessor="get_kind_display"),
            Column("subject", label=_("Subject"), accessor="subject"),
            Column("grade", label=_("Grade"), accessor="grade"),
        ],
    ),
    make_chooser(
        "file",
        "media.StoredFile",
        title=_("Choose a file"),
        icon="media",
        columns=[Column("created_at", label=_("Uploaded"), accessor="created_at")],
    ),
    make_chooser(
        "image",
        "media.StoredFile",
        title=_("Choose a picture"),
        icon="image",
        columns=[Column("created_at", label=_("Uploaded"), accessor="created_at")],
    ),
    make_chooser(
        "check",
        "assessments.Test",
        title=_("Choose a check"),
        icon="list-ol",
        columns=[Column("created_at", label=_("Made"), accessor="created_at")],
    ),
]

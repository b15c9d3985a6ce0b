"""What pages show of shared texts."""

from django.utils.safestring import SafeString

from assessments.cleaning import render_html
from assessments.formats.report import SharedText
from assessments.items.markup import place_files, plain_text
from assessments.models import Stimulus
from assessments.queries.files import mint_addresses

from .banks import safe

EXCERPT = 160


def present_text(text: SharedText | Stimulus) -> SafeString:
    """Show a shared text with its formulas, pictures and sounds."""
    return safe(place_files(render_html(text.html), mint_addresses(text.files)))


def name_stimulus(stimulus: Stimulus) -> str:
    """Name a shared text by its title, else by its first words."""
    words = plain_text(stimulus.html)
    short = f"{words[:EXCERPT].rstrip()}…" if len(words) > EXCERPT else words
    return stimulus.title or short

"""The page of the gallery."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.assets import list_icons
from core.errors import NotFoundError

from .forms import GalleryForm

COLOURS = [
    "paper",
    "surface",
    "sunken",
    "hover",
    "ink",
    "ink2",
    "ink3",
    "line2",
    "control",
    "harbour",
    "harbour-soft",
    "phuong",
    "phuong-soft",
    "ok",
    "ok-soft",
    "warn",
    "warn-soft",
    "danger",
    "danger-soft",
    "ai",
    "ai-soft",
    "c1",
    "c2",
    "c3",
    "c4",
    "h0",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
]
# State badges of a review: kind, icon, word.
STATES = (
    ("", "edit", "Nháp"),
    ("now", "send", "Đã gửi tổ"),
    ("warn", "back", "Tổ yêu cầu sửa"),
    ("now", "check", "Tổ thông qua"),
    ("warn", "back", "Trường trả lại"),
    ("ok", "shield", "Đã duyệt, chưa ký số"),
    ("ok", "seal", "Đã duyệt và ký số"),
    ("now", "clock", "Sở đang thẩm định"),
    ("ok", "globe", "Công bố toàn ngành"),
    ("danger", "x", "Đã thu hồi"),
    ("due", "clock", "Hạn 21:00 hôm nay"),
)


def show_gallery(request: HttpRequest) -> HttpResponse:
    """Show every component, in the demo department only."""
    if not settings.DEMO:
        raise NotFoundError
    context = {
        "colours": COLOURS,
        "icons": sorted(list_icons()),
        "states": STATES,
        "form": GalleryForm(initial={"title": "Giải phương trình bậc nhất", "show": "score"}),
        "failed": GalleryForm({"failed-title": "Phương trình"}, prefix="failed"),
        "page": Paginator(range(400), 20).page(5),
    }
    return render(request, "core/gallery.html", context)

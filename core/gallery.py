"""The component gallery: every component in every state, only in the demo department."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .assets import list_icons
from .errors import NotFoundError
from .forms import BenHocForm

# State badges of a review, as kind, icon and word.
REVIEW_STATES = (
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
COLOURS = (
    "paper surface sunken hover ink ink2 ink3 line2 control harbour harbour-soft phuong phuong-soft "
    "ok ok-soft warn warn-soft danger danger-soft ai ai-soft c1 c2 c3 c4 h0 h1 h2 h3 h4 h5"
).split()


class GalleryForm(BenHocForm):
    """One field of each kind."""

    title = forms.CharField(
        label="Tên học liệu", help_text="Nói học sinh làm được gì, dưới 90 chữ."
    )
    licence = forms.ChoiceField(
        label="Giấy phép",
        choices=[("", "Chọn giấy phép"), ("by", "CC BY")],
        error_messages={"required": "Chưa chọn giấy phép. Chọn một để gửi tổ duyệt."},
    )
    note = forms.CharField(label="Lời nhắn", required=False, widget=forms.Textarea)
    show = forms.ChoiceField(
        label="Sau khi nộp bài, học sinh thấy",
        choices=[("score", "Điểm"), ("answers", "Điểm và đáp án"), ("nothing", "Chưa thấy gì")],
        widget=forms.RadioSelect,
    )
    ai = forms.BooleanField(label="Có hỗ trợ của AI", required=False)


def show_gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; colleagues copy from here, tests look at it in both themes."""
    if not settings.DEMO:
        raise NotFoundError
    context: dict[str, Any] = {
        "title": _("Components"),
        "colours": COLOURS,
        "icons": sorted(list_icons()),
        "states": REVIEW_STATES,
        "form": GalleryForm(initial={"title": "Giải phương trình bậc nhất", "show": "score"}),
        "failed": GalleryForm({"title": "Giải phương trình bậc nhất"}, prefix="failed"),
        "page": Paginator(range(400), 20).page(5),
    }
    return render(request, "core/gallery.html", context)

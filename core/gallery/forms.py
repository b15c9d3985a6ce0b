"""One field of each kind, for the gallery."""

from django import forms

from core.forms import BenHocForm


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
        error_messages={"required": "Chọn điều học sinh thấy sau khi nộp bài."},
    )
    ai = forms.BooleanField(label="Có hỗ trợ của AI", required=False)

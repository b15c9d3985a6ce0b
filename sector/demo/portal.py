"""Pages of the portal of the demo department and of one of its schools."""

from datetime import datetime

from accounts.models import Organisation, User
from content.actions.portal import ensure_section
from content.models import PortalArticle

from .organisations import Tree
from .people import People

DEPARTMENT_PAGES = (
    (
        "guide",
        "public",
        "Đăng nhập lần đầu",
        "Dùng tên đăng nhập trên phiếu tài khoản, rồi đặt mật khẩu của riêng mình.",
        "<p>Phiếu tài khoản do giáo viên chủ nhiệm phát, mỗi em một phiếu.</p>"
        "<ol><li>Mở địa chỉ ghi trên phiếu.</li><li>Gõ tên đăng nhập và mật khẩu trên phiếu.</li>"
        "<li>Đặt mật khẩu mới, ít nhất 8 kí tự, và giữ kín.</li></ol>"
        "<p>Quên mật khẩu thì báo giáo viên chủ nhiệm hoặc quản trị của trường.</p>",
    ),
    (
        "help",
        "public",
        "Mạng yếu khi đang làm bài",
        "Câu trả lời được giữ trên máy và gửi lại khi có mạng.",
        "<p>Em cứ làm tiếp. Dòng chữ ở đầu trang cho biết câu nào đã lưu, câu nào đang chờ mạng.</p>"
        "<p>Không đóng trình duyệt trước khi mọi câu đã lưu.</p>",
    ),
    (
        "news",
        "place",
        "Kho học liệu mở cho tất cả các trường",
        "Giáo viên tìm, dùng và gửi học liệu ngay trong kho chung.",
        "<p>Học liệu trong kho đã qua tổ chuyên môn và người đứng đầu nhà trường duyệt.</p>"
        "<h2>Muốn gửi học liệu</h2><p>Mở Kho học liệu, chọn Gửi học liệu và điền các mục bắt buộc.</p>",
    ),
)
SCHOOL_PAGE = (
    "news",
    "place",
    "Họp cha mẹ học sinh đầu tháng 12",
    "17:30 thứ Sáu, tại phòng học của từng lớp.",
    "<p>Giáo viên chủ nhiệm trao đổi về việc học của từng em. Mời cha mẹ học sinh thu xếp dự.</p>",
)


def load_portal(tree: Tree, people: People, *, now: datetime) -> None:
    """Write the pages as their editors would have."""
    officer = people.named["department_officer"]
    for page in DEPARTMENT_PAGES:
        _write(tree.department, page, by=officer, now=now)
    if tree.schools:
        _write(tree.schools[0][1], SCHOOL_PAGE, by=officer, now=now)


def _write(organisation: Organisation, page: tuple[str, ...], *, by: User, now: datetime) -> None:
    kind, audience, title, summary, body = page
    section = ensure_section(organisation)
    article = PortalArticle(
        title=title, kind=kind, audience=audience, summary=summary, body=body, owner=by
    )
    section.add_child(instance=article)
    article.first_published_at = article.last_published_at = now
    article.save_revision(user=by).publish()

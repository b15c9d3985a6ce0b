"""Pages of a teacher's own lessons: list, details, what pupils see, publishing, the bin."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import require_capability
from accounts.queries import find_school_of
from accounts.requests import UserRequest
from content.actions import lessons as actions
from content.forms.lessons import LessonForm
from content.queries import lessons as queries
from core.errors import NotAllowedError
from core.toasts import confirm

PER_PAGE = 20


@require_capability("lesson.create")
def list_lessons(request: UserRequest) -> HttpResponse:
    """Show the person's lessons, or those in the bin."""
    binned = request.GET.get("bin") == "1"
    found = queries.list_lessons(request.user, binned=binned)
    words = request.GET.get("q", "").strip()
    if words:
        found = queries.narrow_lessons(found, words)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "binned": binned, "words": words}
    return render(request, "content/lesson_list.html", context)


@require_capability("lesson.create")
def create_lesson(request: UserRequest) -> HttpResponse:
    """Ask what the lesson is about, then open the editor."""
    school = find_school_of(request.user)
    if school is None:
        raise NotAllowedError
    form = LessonForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        lesson = actions.create_lesson(
            request.user,
            school,
            title=data["title"],
            subject=data["subject"],
            grade=data["grade"],
            outcomes=data.get("outcomes", ()),
            estimated_minutes=data["estimated_minutes"],
            now=timezone.now(),
        )
        return redirect("lesson_editor:edit", lesson.pk)
    return render(request, "content/lesson_form.html", {"form": form})


@require_capability("lesson.create")
def edit_lesson(request: UserRequest, public_id: str) -> HttpResponse:
    """Change title, subject, grade, outcomes and minutes."""
    lesson = queries.access_own_lesson(request.user, public_id)
    form = LessonForm(request.POST or None, instance=lesson, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.update_lesson(
            queries.access_own_lesson(request.user, public_id),
            title=data["title"],
            subject=data["subject"],
            grade=data["grade"],
            outcomes=data.get("outcomes", ()),
            estimated_minutes=data["estimated_minutes"],
            now=timezone.now(),
        )
        confirm(request, _("The details are saved."))
        return redirect("content:show_lesson", public_id)
    return render(request, "content/lesson_form.html", {"form": form, "lesson": lesson})


@require_capability("lesson.create")
def show_lesson(request: UserRequest, public_id: str) -> HttpResponse:
    """Show the newest draft as a pupil would see it, with what can be done next."""
    lesson = queries.access_own_lesson(request.user, public_id)
    draft = lesson.get_latest_revision_as_object()
    parts = queries.split_parts(draft.body, draft.title)
    context = {"lesson": lesson, "draft": draft, "parts": parts}
    return render(request, "content/lesson.html", context)


@require_POST
@require_capability("lesson.create")
def publish_lesson(request: UserRequest, public_id: str) -> HttpResponse:
    """Publish the newest draft."""
    lesson = queries.access_own_lesson(request.user, public_id)
    actions.publish_lesson(lesson, by=request.user, now=timezone.now())
    confirm(request, _("The lesson is published. You can give it to a class now."))
    return redirect("content:show_lesson", public_id)


@require_POST
@require_capability("lesson.create")
def copy_lesson(request: UserRequest, public_id: str) -> HttpResponse:
    """Make a copy and show it."""
    lesson = queries.access_own_lesson(request.user, public_id)
    copied = actions.copy_lesson(lesson, by=request.user, school=lesson.school, now=timezone.now())
    confirm(request, _("A copy was made. This is the copy."))
    return redirect("content:show_lesson", copied.public_id)


@require_POST
@require_capability("lesson.create")
def bin_lesson(request: UserRequest, public_id: str) -> HttpResponse:
    """Put the lesson in the bin, with a way back."""
    lesson = queries.access_own_lesson(request.user, public_id)
    actions.bin_lesson(lesson, now=timezone.now())
    undo = reverse("content:restore_lesson", args=[public_id])
    confirm(
        request, _("The lesson is in the bin. Classes keep what they were given."), undo_url=undo
    )
    return redirect("content:list_lessons")


@require_POST
@require_capability("lesson.create")
def restore_lesson(request: UserRequest, public_id: str) -> HttpResponse:
    """Take the lesson out of the bin."""
    actions.restore_lesson(queries.access_binned_lesson(request.user, public_id))
    confirm(request, _("The lesson is back in your list."))
    return redirect("content:show_lesson", public_id)

"""Objects of this app for the walk of all addresses."""

from content.actions.portal import ensure_section
from content.models import PortalArticle
from tests.factories.content import make_resource
from tests.factories.media import StoredFileFactory
from tests.walk_objects import Arguments, Side, builds

COLLEAGUES = ["teacher", "subject_group_head", "school_head"]


@builds("content:show_resource", seen_by=COLLEAGUES)
def a_school_resource(side: Side) -> Arguments:
    owner = side.people["teacher"]
    file = StoredFileFactory(owner=owner, name=f"{side.name('phiếu')}.pdf")
    title = side.name("Phương trình bậc nhất")
    version = make_resource(owner, state="approved", title=title, file=file, link="")
    return {"public_id": version.resource.public_id}


@builds("content:use_resource", seen_by=["teacher", "subject_group_head"])
def a_resource_to_use(side: Side) -> Arguments:
    return a_school_resource(side)


@builds("content:withdraw_resource", "content:download_resource")
def a_resource_to_take(side: Side) -> Arguments:
    return a_school_resource(side)


@builds("content:edit_resource", seen_by=["teacher"])
def a_draft(side: Side) -> Arguments:
    version = make_resource(side.people["teacher"], title=side.name("Bản nháp"))
    return {"public_id": version.resource.public_id}


@builds("content:submit_resource")
def a_draft_to_hand_in(side: Side) -> Arguments:
    return a_draft(side)


@builds("content:show_article", seen_by=["teacher", "school_admin", "parent"])
def a_page_of_the_portal(side: Side):
    section = ensure_section(side.school)
    # The number alone says which page; the words in the address only lead to the newest words.
    article = PortalArticle(
        title=side.name("Họp phụ huynh"),
        slug="hop-phu-huynh",
        body=f"<p>{side.name('Chiều mai')}</p>",
        audience="place",
    )
    section.add_child(instance=article)
    return {"pk": article.pk, "slug": article.slug}

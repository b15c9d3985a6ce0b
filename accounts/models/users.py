"""People."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from core.models import PublicIdField, SortKeyField
from core.text import fold, name_sort_key, nfc

if TYPE_CHECKING:
    from .roles import RoleGrant


class UserManager(BaseUserManager["User"]):
    """Makes people; nobody is made a superuser by accident."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person; without a password he cannot sign in until one is set."""
        user = self.model(username=username, **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str, **fields: Any) -> "User":
        """Make the operator's own account, from the command line only."""
        return self.create_user(username, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # Wagtail hides its own
    """A person: pupil, teacher, officer or parent. Roles are rows of ``RoleGrant``."""

    class Theme(models.TextChoices):
        SYSTEM = ""
        LIGHT = "light"
        DARK = "dark"

    class TextSize(models.TextChoices):
        NORMAL = ""
        LARGE = "large"
        LARGER = "larger"

    class Gender(models.IntegerChoices):
        """Codes of the sector's data dictionary, list gioitinh."""

        UNKNOWN = 0
        MALE = 1
        FEMALE = 2

    public_id = PublicIdField()
    username = models.CharField(max_length=60, unique=True)
    # MaHocSinh or MaGiaoVien of the sector database.
    sector_code = models.CharField(max_length=20, blank=True)
    full_name = models.CharField(max_length=120)
    sort_key = SortKeyField()
    # The name without diacritics, for searching.
    name_fold = models.CharField(max_length=120, editable=False)
    email = models.EmailField(blank=True)
    gender = models.PositiveSmallIntegerField(choices=Gender, default=Gender.UNKNOWN)
    born_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    # Raised to end every session of this person.
    session_epoch = models.PositiveIntegerField(default=0)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.SYSTEM, blank=True)
    text_size = models.CharField(
        max_length=6, choices=TextSize, default=TextSize.NORMAL, blank=True
    )
    language = models.CharField(max_length=5, default="vi")
    last_seen_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False)

    # Kept for one request by accounts.permissions and accounts.queries; not columns.
    held_grants: "list[RoleGrant] | None" = None
    known_tokens: frozenset[str] | None = None
    unread_count: int | None = None

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sector_code"],
                condition=~Q(sector_code=""),
                name="accounts_user_sector_code",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key and the folded name in step with the name."""
        self.set_name(self.full_name)
        super().save(*args, **kwargs)

    def set_name(self, full_name: str) -> None:
        """Set the name and what follows from it; needed by itself before a bulk insert."""
        self.full_name = nfc(" ".join(full_name.split()))
        self.sort_key = name_sort_key(self.full_name)
        self.name_fold = fold(self.full_name)

    @property
    def is_staff(self) -> bool:
        """Nobody: Django's own admin is not mounted."""
        return False

    @property
    def given_name(self) -> str:
        """The last word of the name, by which people are called."""
        return self.full_name.split()[-1] if self.full_name else self.username

    @property
    def initials(self) -> str:
        """Letters for the avatar: surname and given name."""
        words = self.full_name.split()
        return "".join(word[0] for word in (*words[:1], *words[1:][-1:])).upper()

    def get_full_name(self) -> str:
        """Return the whole name, as Wagtail asks for it."""
        return self.full_name

    def get_short_name(self) -> str:
        """Return the given name."""
        return self.given_name

    def get_session_auth_hash(self) -> str:
        """Bind sessions to the password and to the session epoch."""
        return salted_hmac(
            "accounts.User.session", f"{self.password}|{self.session_epoch}", algorithm="sha256"
        ).hexdigest()


class GuardianshipQuerySet(models.QuerySet["Guardianship"]):
    """Guardianships by time."""

    def valid_on(self, day: date) -> "GuardianshipQuerySet":
        """Keep those that hold on that day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))


class Guardianship(models.Model):
    """A parent or guardian of a pupil."""

    guardian = models.ForeignKey(User, on_delete=models.CASCADE, related_name="wards")
    pupil = models.ForeignKey(User, on_delete=models.CASCADE, related_name="guardians")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guardian", "pupil"], name="accounts_guardian_once"),
        ]

    def __str__(self) -> str:
        return f"{self.guardian_id} → {self.pupil_id}"

"""What the system tells a person."""

from django.conf import settings
from django.db import models


class InboxMessage(models.Model):
    """One line in a person's inbox, with the page it leads to."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="inbox"
    )
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["recipient"], condition=models.Q(read_at=None), name="accounts_inbox_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.text

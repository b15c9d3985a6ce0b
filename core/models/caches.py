"""The table behind Django's database cache, so that ``migrate`` makes it like every other."""

from django.db import models


class CacheEntry(models.Model):
    """One cached value; written and read by ``django.core.cache`` only."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "core_cache"

    def __str__(self) -> str:
        return self.cache_key

"""How alike two questions read: word pairs, their share in common, and digests to find them by."""

from .signature import BANDS, make_bands, make_shingles, resemblance, shingle_text

__all__ = ["BANDS", "make_bands", "make_shingles", "resemblance", "shingle_text"]

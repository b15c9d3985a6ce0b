"""What a careful colleague would say of a question: rules without AI, values in, findings out."""

from .findings import Finding
from .items import check_question
from .sets import SetItem, check_set

__all__ = ["Finding", "SetItem", "check_question", "check_set"]

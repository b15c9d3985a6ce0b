"""How marks of a term come to one result, by the circular of the school level; pure."""

from .circular import Scheme, TermMarks, choose_scheme, mean_of_term, mean_of_year

__all__ = ["Scheme", "TermMarks", "choose_scheme", "mean_of_term", "mean_of_year"]

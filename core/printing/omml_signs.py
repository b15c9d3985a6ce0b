"""Signs of MathML that Office Math knows by structures of their own."""

SUMS = "∑∏∐⋃⋂⨁⨂⨀⋁⋀⨄⨆"
INTEGRALS = "∫∬∭∮∯∰"
LIMITS = frozenset({"lim", "max", "min", "sup", "inf", "limsup", "liminf"})
# An accent as Temml draws it, and the combining mark by which Word knows it.
ACCENTS = {
    "→": "\u20d7",
    "ˆ": "\u0302",
    "^": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "˙": "\u0307",
    "¨": "\u0308",
    "‾": "\u0305",
    "¯": "\u0305",
    "ˉ": "\u0305",
    "ˇ": "\u030c",
    "⏜": "\u23dc",
    "⌢": "\u23dc",
    "←": "\u20d6",
    "↔": "\u20e1",
}
BRACES = {"⏞": "top", "⏟": "bot"}
RELATIONS = frozenset("=≠<>≤≥≈≡∼→⇒⇔∈∉⊂⊆;")
SPACES = (
    (0.19, "\u2009"),
    (0.25, "\u205f"),
    (0.5, "\u2004"),
    (1.5, "\u2003"),
    (9, "\u2003\u2003"),
)
HIDDEN = "\u2061\u2062\u2063\u2064"

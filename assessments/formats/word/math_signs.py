"""Signs, functions and accents of Word's formulas with their LaTeX."""

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ϑ": "vartheta", "ι": "iota", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ϖ": "varpi",
    "ρ": "rho", "ϱ": "varrho", "σ": "sigma", "ς": "varsigma", "τ": "tau", "υ": "upsilon",
    "φ": "varphi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma",
    "Δ": "Delta", "∆": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi",
    "Σ": "Sigma", "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip
SIGNS = {
    "∞": "infty", "≤": "le", "≥": "ge", "⩽": "leqslant", "⩾": "geqslant", "≠": "ne", "±": "pm",
    "∓": "mp", "×": "times", "⋅": "cdot", "·": "cdot", "∙": "cdot", "÷": "div", "→": "to",
    "←": "leftarrow", "↔": "leftrightarrow", "⇒": "Rightarrow", "⟹": "Rightarrow",
    "⇐": "Leftarrow", "⇔": "Leftrightarrow", "⟺": "Leftrightarrow", "↑": "uparrow",
    "↓": "downarrow", "⇌": "rightleftharpoons", "⟶": "longrightarrow", "↦": "mapsto",
    "∈": "in", "∉": "notin", "∋": "ni", "⊂": "subset", "⊃": "supset", "⊆": "subseteq",
    "⊇": "supseteq", "⊄": "not\\subset", "∪": "cup", "∩": "cap", "∅": "emptyset", "∖": "setminus",
    "⌀": "varnothing",
    "∀": "forall", "∃": "exists", "¬": "neg", "∧": "wedge", "∨": "vee", "⟂": "perp",
    "⊥": "perp", "∥": "parallel", "∦": "nparallel", "∠": "angle", "∡": "measuredangle",
    "△": "triangle", "▵": "triangle", "≈": "approx", "≃": "simeq", "≅": "cong", "≡": "equiv",
    "∼": "sim", "∽": "backsim", "∝": "propto", "…": "ldots", "⋯": "cdots", "⋮": "vdots",
    "⋱": "ddots", "∂": "partial", "∇": "nabla", "ℏ": "hbar", "ℓ": "ell", "°": "^{\\circ}",
    "∘": "circ", "∗": "ast", "⋆": "star", "†": "dagger", "⊕": "oplus", "⊗": "otimes",
    "⊙": "odot", "√": "surd", "ℝ": "mathbb{R}", "ℕ": "mathbb{N}", "ℤ": "mathbb{Z}",
    "ℚ": "mathbb{Q}", "ℂ": "mathbb{C}", "∴": "therefore", "∵": "because", "■": "blacksquare",
    "□": "square", "≪": "ll", "≫": "gg", "⌢": "frown", "‖": "|", "⟨": "langle", "⟩": "rangle",
    "⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil", "∑": "sum", "∏": "prod",
    "∫": "int", "∬": "iint", "∭": "iiint", "∮": "oint", "⋃": "bigcup", "⋂": "bigcap",
}  # fmt: skip
PLAIN = {
    "−": "-", "–": "-", "‐": "-", "′": "'", "’": "'", "‘": "'", "″": "''", "‴": "'''",
    "\u2009": "\\,", "\u202f": "\\,", "\u205f": "\\:", "\u2005": "\\:", "\u2004": "\\;",
    "\u2003": "\\quad", "\u2002": "\\enspace", "\u00a0": "~", "\u2061": "", "\u2062": "",
    "\u2063": "", "\u2064": "", "\u200b": "", "\u200a": "", "\u2006": "", "\ufeff": "",
    "%": "\\%", "#": "\\#", "$": "\\$", "&": "\\&", "_": "\\_", "{": "\\{", "}": "\\}",
    "\\": "\\backslash", "^": "\\wedge", "~": "\\sim", "∕": "/", "⁄": "/", "∣": "\\mid",
    "“": "\\text{“}", "”": "\\text{”}", "ı": "\\imath", "ȷ": "\\jmath", "›": "\\rangle",
    "♦": "\\diamond", "•": "\\bullet", "€": "\\text{€}", "₫": "\\text{₫}",
}  # fmt: skip
FUNCTIONS = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
     "coth", "log", "ln", "lg", "exp", "lim", "max", "min", "sup", "inf", "det", "gcd", "deg",
     "dim", "ker", "arg", "Pr"}
)  # fmt: skip
# Names that Vietnamese books use and LaTeX does not know.
OTHER_FUNCTIONS = frozenset(
    {"tg", "cotg", "cotan", "arctg", "arccotg", "arccot", "sgn", "lcm", "UCLN", "BCNN"}
)
SUMS = {
    "∑": "\\sum", "∏": "\\prod", "∐": "\\coprod", "∫": "\\int", "∬": "\\iint", "∭": "\\iiint",
    "∮": "\\oint", "∯": "\\oiint", "∰": "\\oiiint", "⋃": "\\bigcup", "⋂": "\\bigcap",
    "⨁": "\\bigoplus", "⨂": "\\bigotimes", "⨀": "\\bigodot", "⋁": "\\bigvee", "⋀": "\\bigwedge",
    "⨆": "\\bigsqcup", "⨄": "\\biguplus",
}  # fmt: skip
# An accent over one letter, and over several.
ACCENTS = {
    "\u0302": ("hat", "widehat"), "^": ("hat", "widehat"), "ˆ": ("hat", "widehat"),
    "\u20d7": ("vec", "overrightarrow"), "→": ("vec", "overrightarrow"),
    "⃑": ("vec", "overrightarrow"), "\u20d6": ("overleftarrow", "overleftarrow"),
    "\u20e1": ("overleftrightarrow", "overleftrightarrow"), "\u0305": ("bar", "overline"),
    "¯": ("bar", "overline"), "\u0304": ("bar", "overline"), "‾": ("bar", "overline"),
    "~": ("tilde", "widetilde"), "\u0303": ("tilde", "widetilde"), "˙": ("dot", "dot"),
    "\u0307": ("dot", "dot"), "¨": ("ddot", "ddot"), "\u0308": ("ddot", "ddot"),
    "\u20db": ("dddot", "dddot"), "\u030c": ("check", "check"), "\u0306": ("breve", "breve"),
    "\u0301": ("acute", "acute"), "\u0300": ("grave", "grave"),
    "\u23dc": ("overparen", "overparen"), "⌢": ("overparen", "overparen"),
    "\u0311": ("overparen", "overparen"),
}  # fmt: skip
FENCES = {
    "{": "\\{", "}": "\\}", "‖": "\\|", "∥": "\\|", "⟨": "\\langle", "⟩": "\\rangle", "〈": "\\langle",
    "〉": "\\rangle", "⌊": "\\lfloor", "⌋": "\\rfloor", "⌈": "\\lceil", "⌉": "\\rceil", "": ".",
    "∣": "|", "⟦": "[", "⟧": "]",
}  # fmt: skip

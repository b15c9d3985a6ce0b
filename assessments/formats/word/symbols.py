"""Letters of the Symbol and Wingdings fonts as the signs that they show."""

_SYMBOL = dict(
    zip(
        "abgdezhqiklmnxoprstufcywGDQLXPSUFYWVJjv",
        "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩςϑϕϖ",
        strict=True,
    )
) | {
    "\x22": "∀", "\x24": "∃", "\x27": "∋", "\x2d": "−", "\x40": "≅", "\x5c": "∴", "\x5e": "⊥",
    "\x7e": "∼", "\xa2": "′", "\xa3": "≤", "\xa5": "∞", "\xab": "↔", "\xac": "←", "\xad": "↑",
    "\xae": "→", "\xaf": "↓", "\xb0": "°", "\xb1": "±", "\xb2": "″", "\xb3": "≥", "\xb4": "×",
    "\xb5": "∝", "\xb6": "∂", "\xb7": "•", "\xb8": "÷", "\xb9": "≠", "\xba": "≡", "\xbb": "≈",
    "\xbc": "…", "\xc6": "∅", "\xc7": "∩", "\xc8": "∪", "\xc9": "⊃", "\xca": "⊇", "\xcb": "⊄",
    "\xcc": "⊂", "\xcd": "⊆", "\xce": "∈", "\xcf": "∉", "\xd0": "∠", "\xd1": "∇", "\xd5": "∏",
    "\xd6": "√", "\xd7": "⋅", "\xd8": "¬", "\xd9": "∧", "\xda": "∨", "\xdb": "⇔", "\xdc": "⇐",
    "\xde": "⇒", "\xe5": "∑", "\xf2": "∫",
}  # fmt: skip
_WINGDINGS = {"\xe0": "→", "\xdf": "←", "\xf0": "⇒", "\xf3": "⇔", "\xfc": "✓", "\xfb": "✗",
              "\xa8": "□", "\x6c": "●", "\x6e": "■", "\xd8": "➢", "\xa7": "▪", "\x76": "❖"}  # fmt: skip


def read_symbol(font: str, code: int) -> str:
    """Return the sign of a code in a symbol font, or nothing when it is not known."""
    char = chr(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code)
    if font.lower().startswith("wingdings"):
        return _WINGDINGS.get(char, "")
    known = _SYMBOL.get(char, "")
    return known or (char if char.isascii() and char.isprintable() else "")


def translate(text: str, font: str) -> str:
    """Turn private characters of symbol fonts into signs; others stay."""
    if not any("\uf020" <= char <= "\uf0ff" for char in text):
        return text
    return "".join(
        (read_symbol(font or "Symbol", ord(char)) or "□") if "\uf020" <= char <= "\uf0ff" else char
        for char in text
    )

"""Languages, time zone and number formats: Vietnamese first, English second."""

from .env import ROOT

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["core.formats"]

# One folder an app, so that two people's translations do not meet in one file.
LOCALE_PATHS = [
    ROOT / "locale" / name
    for name in (
        "sector",
        "ai_assist",
        "lms",
        "content",
        "assessments",
        "review",
        "media",
        "records",
        "search",
        "accounts",
        "curriculum",
        "core",
        "wagtail",
    )
]

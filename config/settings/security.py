"""Sign-in, passwords, sessions, cookies and content security policy."""

from csp.constants import NONCE, NONE, SELF

from .env import number, optional_secret, secret, text
from .web import CONTENT_ORIGIN, IS_HTTPS

SECRET_KEY = secret(
    "SECRET_KEY", "Signs sessions, file addresses and attempt tokens. 50 random characters."
)
RESULTS_SIGNING_KEY = optional_secret(
    "RESULTS_SIGNING_KEY",
    "Signs confirmed results (Ed25519): 32 random bytes in URL-safe base64. Empty: sealed, not signed.",
)
RESULTS_TRUSTED_KEYS = text(
    "RESULTS_TRUSTED_KEYS",
    "",
    "Public keys of earlier signing keys, by commas: what they signed still verifies.",
)

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.SectorBackend",
]
PASSWORD_HASHERS = ["accounts.hashers.SectorArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Asked by the navigation, which lies below the people (user, capability) -> bool.
CAPABILITY_CHECK = "accounts.permissions.has_capability"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
WAGTAILADMIN_LOGIN_URL = "/dang-nhap/"

# Signed cookies cost no query; "sign out everywhere" turns the user's session epoch (ADR 0006).
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
STAFF_IDLE_MINUTES = number(
    "STAFF_IDLE_MINUTES",
    15,
    "Staff who do nothing for so long sign in again. Pupils are not locked.",
)
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    # Other services of the department may live under the same domain: the operator decides.
    "security.W005",
    "security.W021",
    # The proxy in front redirects (deploy/nginx.conf); health checks come over plain HTTP.
    "security.W008",
    # Wagtail previews a lesson in a frame of the same origin.
    "security.W019",
]

# Schools share one address, so an address alone is never locked.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "accounts.lockout.LockoutHandler"
AXES_LOCKOUT_CALLABLE = "accounts.views.show_lockout"
AXES_USERNAME_CALLABLE = "accounts.lockout.get_counted_name"
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.get_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, CONTENT_ORIGIN, "data:", "blob:"],
        "media-src": [SELF, CONTENT_ORIGIN, "blob:"],
        "frame-src": [CONTENT_ORIGIN],
        "connect-src": [SELF, CONTENT_ORIGIN],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

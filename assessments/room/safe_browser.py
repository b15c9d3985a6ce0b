"""Safe Exam Browser: the file that configures it, and the keys by which it proves itself.

The file is a property list in XML, which SEB opens as it is; gzip and a prefix are for encrypted files
(https://safeexambrowser.org/developer/seb-file-format.html). The Config Key is the SHA-256 of its settings
as JSON with sorted keys and without escaping (https://safeexambrowser.org/developer/seb-config-key.html).
The browser proves it by the SHA-256 of an address, without its fragment, and that key: SEB for Windows in a
header of each request with the request's address, the modern WebView of macOS and iOS, which cannot set
headers, in ``SafeExamBrowser.security`` with the page's address; the player passes that on. The Browser
Exam Key works alike, and is known only after a school has built its own configuration, so it is typed in.
"""

import base64
import hmac
import json
import plistlib
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

Settings = dict[str, Any]
# Read by SEB's own tools, not part of the key.
_LEFT_OUT = "originatorVersion"


def make_settings(start_url: str, quit_url: str) -> Settings:
    """Return settings of a kiosk that may open this test and nothing else on the machine."""
    return {
        "originatorVersion": "benhoc",
        "sebConfigPurpose": 0,
        "startURL": start_url,
        "quitURL": quit_url,
        "quitURLConfirm": False,
        "sendBrowserExamKey": True,
        # The modern WebView wherever there is one: its proof comes by the script.
        "browserWindowWebView": 3,
        "allowQuit": True,
        "allowReload": True,
        "showReloadButton": True,
        "allowBrowsingBackForward": False,
        "newBrowserWindowByLinkPolicy": 0,
        "newBrowserWindowByScriptPolicy": 0,
        "allowDownUploads": False,
        "allowDictation": False,
        "allowSpellCheck": False,
        "enablePrivateClipboard": True,
        "browserWindowAllowAddressBar": False,
        "mainBrowserWindowWidth": "100%",
        "mainBrowserWindowHeight": "100%",
        "examSessionClearCookiesOnStart": False,
    }


def write_file(settings: Settings) -> bytes:
    """Write the settings as a ``.seb`` file that SEB opens without a password."""
    return plistlib.dumps(settings, fmt=plistlib.FMT_XML, sort_keys=True)


def make_config_key(settings: Settings) -> str:
    """Return the Config Key of settings, 64 hexadecimal digits."""
    return sha256(write_json(settings).encode()).hexdigest()


def write_json(settings: Settings) -> str:
    """Write settings as SEB's own JSON, whose backslashes and quotes are not escaped."""
    text = json.dumps(_sort(settings), ensure_ascii=False, separators=(",", ":"))
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _sort(value: Any) -> Any:
    """Order names without regard to case, leave out the originator and empty dictionaries."""
    if isinstance(value, dict):
        names = sorted((name for name in value if name != _LEFT_OUT), key=_rank)
        return {name: _sort(value[name]) for name in names if value[name] != {}}
    if isinstance(value, list):
        return [_sort(each) for each in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value


def _rank(name: str) -> tuple[str, str]:
    """Order ``allowWlan`` before ``allowWLAN``, as Cocoa and .NET do."""
    return name.lower(), name.swapcase()


def proves(address: str, key: str, sent: str) -> bool:
    """Check in constant time what the browser sent for an address against a key."""
    expected = sha256((address.partition("#")[0] + key).encode()).hexdigest()
    return hmac.compare_digest(expected.encode(), sent.strip().lower().encode())


def proves_any(address: str, keys: Iterable[str], sent: str) -> bool:
    """Check against several keys, of the configurations that a school uses."""
    return any(proves(address, key, sent) for key in keys)

"""What a reader can follow: whether a text is an address of the web or of mail."""

from urllib.parse import urlsplit


def is_web_address(url: str) -> bool:
    """Say whether *url* is an address that the page may link to."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return (parts.scheme in ("http", "https") and bool(parts.hostname)) or parts.scheme == "mailto"

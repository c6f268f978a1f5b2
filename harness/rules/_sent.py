"""Where an article's address was sent to: a page that stands in for it, told by the address alone.

Sites send readers without access to their sign-in page, their offers, their consent page, and gone articles to their
error page. Addresses say it in whole words of the path, whatever the page says and in whatever language.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from harness.core.model import Evidence
from harness.reading import Reading
from harness.rules.match import see
from harness.rules.rule import Matcher

SIGN_IN = frozenset(
    "login log-in signin sign-in logon signon sso anmelden anmeldung einloggen inloggen aanmelden connexion se-connecter "
    "identification iniciar-sesion accedi acceder accesso entrar logga-in loggain logg-inn logginn log-ind kirjaudu "
    "kirjautuminen zaloguj logowanie prihlaseni prihlasit bejelentkezes autentificare giris giris-yap vhod masuk "
    "dang-nhap".split()
)
REGISTER = frozenset(
    "register registration signup sign-up create-account registrieren registrierung inscription creer-un-compte registro "
    "registrarse registrati registrazione registreren cadastro cadastre-se rejestracja registrering registrer "
    "rekisteroidy registrace regisztracio inregistrare kayit uye-ol daftar dang-ky".split()
)
SUBSCRIBE = frozenset(
    "subscribe subscription subscriptions subscribe-now paywall abo abos aboshop abo-shop abonnement abonnements abonnieren "
    "abonnez-vous sabonner suscripcion suscripciones suscribete suscribirse abbonati abbonamento abbonamenti assine "
    "assinatura assinaturas abonneren prenumerera prenumeration abonner abonnere abonnement tilaa tilaus prenumerata "
    "subskrypcja predplatne elofizetes abonare abonelik langganan".split()
)
CONSENT = frozenset(
    "consent cookie-consent cookieconsent cookiewall cookie-wall privacy-gate privacywall cmp".split()
)
ERROR = frozenset(
    "404 not-found notfound page-not-found pagenotfound error404 error-404 404-error 404error".split()
)
STAND_INS = SIGN_IN | REGISTER | SUBSCRIBE | CONSENT | ERROR
HOSTS = {"consent": CONSENT, "accounts": SIGN_IN, "login": SIGN_IN, "auth": SIGN_IN, "sso": SIGN_IN}
"""First labels of hosts that are nothing else."""

MOST_WORDS = 150
"""With more main text than this an article is there, whatever its address."""

HOMES = frozenset("home homepage default main start startseite accueil inicio etusivu hjem".split())
"""Last words of a home page's path; so are the names of languages."""

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-z]{2})?")
_NUMBERED = re.compile(
    r"(?:^|&)(?:p|id|aid|nid|page-?id|post|article-?(?:id)?|story-?(?:id)?|news-?id)=\d", re.I
)
"""Pages without words in their address: ``/?p=1234``."""

_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|do)$")


def asked_and_landed(reading: Reading) -> tuple[str, str] | None:
    """The address asked for and the one that answered; ``None`` where they are the same but for host or scheme."""
    page = reading.page
    asked = page.redirects[0] if page.redirects else page.url
    landed = page.final_url
    if not asked or not landed:
        return None
    one, other = urlsplit(asked), urlsplit(landed)
    if one.path.rstrip("/") == other.path.rstrip("/") and one.query == other.query:
        return None
    return asked, landed


def segments(url: str) -> list[str]:
    """The words of an address's path, lower case, without the endings of files."""
    parts = [_ENDING.sub("", unquote(part).lower()) for part in urlsplit(url).path.split("/")]
    return [part.replace("_", "-") for part in parts if part and part != "index"]


def named(url: str) -> list[str]:
    """The words of an address's path that name a page: not those of a home page, whatever its language."""
    return [part for part in segments(url) if part not in HOMES and not _LANGUAGE.fullmatch(part)]


def is_deep(url: str) -> bool:
    """Whether an address is one of a page of its own, be it of one word: not that of a home page."""
    return bool(named(url)) or _NUMBERED.search(urlsplit(url).query) is not None


def stands_in(url: str, words: frozenset[str] = STAND_INS) -> bool:
    """Whether an address is one of a page that stands in for others."""
    host = (urlsplit(url).hostname or "").partition(".")[0]
    return not words.isdisjoint(segments(url)) or HOSTS.get(host, frozenset()) in _kinds(words)


def _kinds(words: frozenset[str]) -> tuple[frozenset[str], ...]:
    return tuple(kind for kind in (SIGN_IN, CONSENT) if kind <= words)


def sent_to(words: frozenset[str], what: str) -> Matcher:
    """An article's address was sent to one with one of ``words``, and no article is there.

    Args:
        words: whole words of a path.
        what: what they mean, for people.
    """

    def look(reading: Reading) -> tuple[Evidence, ...]:
        sent = asked_and_landed(reading)
        if sent is None or reading.article.words >= MOST_WORDS:
            return ()
        asked, landed = sent
        if not is_deep(asked) or stands_in(asked) or not stands_in(landed, words):
            return ()
        return see("address", f"asked for {urlsplit(asked).path}, sent to {_place(landed)}")

    return Matcher(look, asks=f"an article's address was sent to {what}")


def _place(url: str) -> str:
    parts = urlsplit(url)
    return parts.path if len(parts.path) > 1 else parts.hostname or "/"

"""A shell: a mount point, a spinner or skeleton, or a head that describes a page, and no main text.

Both engines look: what a browser shows after its scripts ran is no shell unless they failed. Captures are often
kept without their scripts; a document whose head names and describes a page that its body does not show was left
to scripts all the same. A short page of other kinds has its words in the document: it is a shell only where
scripts outnumber what is seen, or where it says that it is loading.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.observe.observation import Observation
from harness.reading import Reading
from harness.rules.match import hits, see
from harness.rules.rule import Matcher, Rule

MOUNTS = (
    "#root", "#app", "#__next", "#__nuxt", "#___gatsby", "#svelte", "#app-root", "app-root", "#d-splash", "[ng-view]",
    "#ember-app", "#main-outlet",
)  # fmt: skip
"""Where applications put what they draw (React, Vue, Next, Nuxt, Gatsby, Angular, Svelte, Ember)."""

BARE = 15
"""A page with fewer words shows nothing."""

FEW = 60
"""The same for one that is mostly scripts."""

MENU = 60
"""Links of a page that shows its menus: it was drawn."""


def _look(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    if page.failure is not None or reading.article.words >= 30 or reading.words >= FEW:
        return ()
    for spot, _ in reading.find("loading", strength=Strength.WEAK):
        if spot.index < len(page.blocks) and page.blocks[spot.index].words <= 4 and reading.words < 40:
            return see("visible text", page.blocks[spot.index].text, spot.index)
    scripts = page.counts.get("script", 0)
    if (
        page.counts.get("a", 0) >= MENU
        or _fields(page) >= 2
        or (reading.words >= BARE and scripts < reading.words / 2)
    ):
        return ()
    if scripts or page.noscript or page.marks or page.bytes > 20_000:
        return see("visible words", f"{reading.words} beside {scripts} script(s)")
    for selector, _ in hits(reading, MOUNTS):
        return see(f"mount point {selector}", f"{reading.words} visible words")
    if _described(page) and not page.counts.get("img", 0) and not page.frames:
        return see("title and description", f"{page.title} ({reading.words} visible words)")
    return ()


def _fields(page: Observation) -> int:
    """Visible form fields: a form is something to see."""
    return page.counts.get("input", 0) + page.counts.get("textarea", 0) - page.counts.get("search", 0)


def _described(page: Observation) -> bool:
    return bool(page.title) and any(
        page.meta.get(name) for name in ("description", "og:description", "og:title")
    )


RULE = Rule(State.JS_REQUIRED, Matcher(_look, MOUNTS, asks="a shell with next to no visible words"))

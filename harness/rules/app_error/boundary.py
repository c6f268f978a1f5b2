"""A framework's error boundary is on screen: Next.js, Nuxt, React, Rails or PHP crash markup, without an article.

The markers are the frameworks' own; they are present only when the page crashed.
"""

from harness.core.model import State
from harness.rules.match import all_of, any_of, article_shorter_than, visible
from harness.rules.rule import Rule

RULE = Rule(
    State.APP_ERROR,
    all_of(
        any_of(
            visible("#__next_error__", ".next-error-h1", "[data-nextjs-error]"),
            visible("#nuxt_error_page", ".__nuxt-error-page"),
            visible(".xdebug-error", "#werkzeug-debugger", ".traceback"),
        ),
        article_shorter_than(90),
    ),
)

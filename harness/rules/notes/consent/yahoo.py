"""Yahoo's and AOL's consent page is up.

Where it replaced the article's address, no article is there and a wall rule says so.
Silent on their articles.
"""

from harness.rules.vendors import consent_tool

RULE = consent_tool("#consent-page")

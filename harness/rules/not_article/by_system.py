"""The system that made the page says on its root what kind of page it is: an archive, a product, a thread, a form.

The words are the systems' own (WordPress, Drupal, Shopify, Magento, PrestaShop, Ghost, phpBB, XenForo, NodeBB,
bbPress, Discourse). Silent where the root also names a single post, as on the page of a post in a category, and
for lists and shops where the page's data call or date it as an article.
"""

from harness.core.model import State
from harness.rules._kinds import root_of_kind, told_article
from harness.rules.match import all_of, any_of, page_longer_than, unless
from harness.rules.rule import Rule

LISTS = (
    "body.archive", "body.post-type-archive", "body.home", "body.homepage", "body.front", "body.path-frontpage",
    "body.search-results", "body.page-taxonomy", "body.page-taxonomy-term", "body.path-taxonomy", "body.tag-template",
    "body.author-template", "body.home-template", "body.page-search", "body.path-search", "body.cms-index-index",
    "body.template-index", "body.view-category", "body.view-categories", "body.view-featured",
)  # fmt: skip
SHOPS = (
    "body.single-product", "body.product-template-default", "body.template-product", "body.template-collection",
    "body.template-list-collections", "body.template-cart", "body.template-search", "body.catalog-product-view",
    "body.catalog-category-view", "body.catalogsearch-result-index", "body.checkout-cart-index", "body#product",
    "body#category",
)  # fmt: skip
FORUMS = (
    "body.section-viewtopic", "body.section-viewforum", "body.topic-template-default", "body.forum-template-default",
    "body.template-topic", "body.archetype-regular", 'html[data-template="thread_view"]',
    'html[data-template="forum_view"]',
)  # fmt: skip
FORMS = ("body.page-user-register", "body.page-user-password")

RULE = Rule(
    State.NOT_ARTICLE,
    all_of(
        any_of(root_of_kind(*FORUMS, *FORMS), unless(root_of_kind(*LISTS, *SHOPS), told_article)),
        page_longer_than(30),
    ),
)

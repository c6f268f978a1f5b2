"""The system that made the page says on its root what kind of page it is: an archive, a product, a thread, a form.

The words are the systems' own (WordPress, Drupal, Shopify, Magento, PrestaShop, Ghost, phpBB, XenForo, NodeBB,
bbPress, Discourse). Silent where the root also names a single post, as on the page of a post in a category.
"""

from harness.model import State
from harness.rules._kinds import root_of_kind
from harness.rules.match import all_of, page_longer_than
from harness.rules.rule import Rule

RULE = Rule(
    State.NOT_ARTICLE,
    all_of(
        root_of_kind(
            # lists and home pages
            "body.archive", "body.post-type-archive", "body.home", "body.homepage", "body.front", "body.path-frontpage",
            "body.search-results", "body.page-taxonomy", "body.page-taxonomy-term", "body.path-taxonomy",
            "body.tag-template", "body.author-template", "body.home-template", "body.page-search", "body.path-search",
            "body.cms-index-index", "body.template-index", "body.view-category", "body.view-categories",
            "body.view-featured",
            # shops
            "body.single-product", "body.product-template-default", "body.template-product", "body.template-collection",
            "body.template-list-collections", "body.template-cart", "body.template-search", "body.catalog-product-view",
            "body.catalog-category-view", "body.catalogsearch-result-index", "body.checkout-cart-index",
            "body#product", "body#category",
            # forums
            "body.section-viewtopic", "body.section-viewforum", "body.topic-template-default", "body.forum-template-default",
            "body.template-topic", "body.archetype-regular", 'html[data-template="thread_view"]',
            'html[data-template="forum_view"]',
            # forms
            "body.page-user-register", "body.page-user-password",
        ),
        page_longer_than(30),
    ),
)  # fmt: skip

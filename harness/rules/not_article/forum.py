"""A forum thread: the marks of forum systems (phpBB, XenForo, vBulletin, Discourse, bbPress, Invision) stand on the page.

Class words such as ``post`` and ``comment`` say nothing; these are the systems' own.
"""

from harness.core.model import State
from harness.rules.match import any_of, meta, present
from harness.rules.rule import Rule

RULE = Rule(
    State.NOT_ARTICLE,
    any_of(
        present(
            ".postbody .content", ".viewtopic", "#phpbb", ".message-userContent", ".js-post", ".bbp-reply-content",
            ".bbp-topic-content", '[id^="post_message_"]', '[id^="td_post_"]', ".ipsComment", ".cPost", ".topic-post",
            ".vbmenu_control", ".forumpost", ".threadauthor", ".post_message", "#discourse-main", ".fusion_thread",
        ),
        meta("generator", r"^(?:vBulletin|Discourse|phpBB|XenForo|Flarum|MyBB|SMF|Invision|NodeBB)"),
    ),
)  # fmt: skip

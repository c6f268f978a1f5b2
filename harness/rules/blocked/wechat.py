"""WeChat wants a verification before it shows an article.

Its deleted and withheld articles are another state.
Silent for those.
"""

from harness.rules.vendors import challenge, says

RULE = challenge(says("环境异常", "完成验证后即可继续访问"), words=160)

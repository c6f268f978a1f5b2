"""Who looks: cookies, headers, proxy, user agent and the like, collected once and handed on as one value."""

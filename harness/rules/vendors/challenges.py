"""Bot defences, captchas, firewalls and waiting rooms that do one thing: they stand in place of the page."""

from harness.rules.match import all_of, frame_from, header, mark, present, script_from, status, visible
from harness.rules.vendor import address, challenge, says, smaller_than, titled

RULES = {
    "blocked/aliyun": challenge(
        present("#block_message"), mark("acw_sc__v2"),
        says("your request has been blocked as it may cause potential threats", "您的访问被阻断"), words=120, doc="""
        Alibaba Cloud's firewall blocked the request.
        Its cookie ``acw_tc`` is on all pages behind it; the block page has an element of its own. Silent for the cookie."""),
    "blocked/anubis": challenge(
        present("#anubis_challenge", "#anubis_version"), script_from("/.within.website/x/cmd/anubis/"),
        says("protected by anubis"), titled("making sure you're not a bot!"), doc="""
        Anubis makes the browser prove work, with status 200 and in the reader's language.
        Articles about Anubis carry its name, and so does its licence note: its own script elements are the sign. Silent
        for those."""),
    "blocked/arkose": challenge(visible("#FunCaptcha"), frame_from("arkoselabs.com"), words=80, doc="""
        Arkose's puzzle is all that the page holds.
        It also guards sign-up forms. Silent for those."""),
    "blocked/arvan": challenge(
        mark("__arcsjs"), all_of(header("server", "arvancloud"), says("در حال انتقال به سایت مورد نظر هستید")),
        words=80, doc="""
        ArvanCloud forwards the browser after a check.
        ``server: ArvanCloud`` is on all pages behind it. Silent for the header."""),
    "blocked/bing_challenge": challenge(
        address("/turing/captcha"),
        all_of(says("one last step"), says("please solve the challenge below to continue")), doc="""
        Bing asks to solve a challenge before its results.
        "One last step" alone stands on checkouts. Silent for those."""),
    "blocked/bitninja": challenge(says("security check by bitninja", "visitor anti-robot validation"), doc="""
        BitNinja shows its anti-robot check.
        Hosting companies praise BitNinja on ordinary pages, in other words. Silent for those."""),
    "blocked/bunny_shield": challenge(
        script_from("/.bunny-shield/"), titled("establishing a secure connection"), words=80, doc="""
        Bunny Shield establishes "a secure connection".
        ``server: BunnyCDN`` is on all pages through it. Silent for the header."""),
    "blocked/datadome": challenge(
        frame_from("captcha-delivery.com"), script_from("ct.captcha-delivery.com"),
        present("#ddv1-captcha-container"), mark("geo.captcha-delivery.com"), words=120, doc="""
        DataDome's captcha, device check or hard block stands in place of the page.
        The header ``x-datadome: protected`` and the cookie are on every page of its customers; its captcha frame and
        loader are not. Silent for the tag on ordinary pages."""),
    "blocked/ddos_guard": challenge(
        script_from("/.well-known/ddos-guard/", "check.ddos-guard.net"), titled("ddos-guard"),
        says("ddos protection by ddos-guard"), words=120, doc="""
        DDoS-Guard checks the browser.
        Its cookies and server header are on ordinary pages behind it. Silent for them."""),
    "blocked/duckduckgo_anomaly": challenge(
        visible(".anomaly-modal__title"), says("unfortunately, bots use duckduckgo too"), words=400, doc="""
        DuckDuckGo's anomaly check stands over the results.
        Its search pages carry the modal's style sheet always. Silent while the modal is not shown."""),
    "blocked/friendly_captcha": challenge(visible(".frc-captcha"), words=60, doc="""
        Friendly Captcha is all that the page holds.
        It mostly guards contact and newsletter forms. Silent for those."""),
    "blocked/geetest": challenge(visible(".geetest_holder", ".geetest_captcha"), words=60, doc="""
        GeeTest's puzzle is all that the page holds.
        It guards log-in forms of ordinary pages too. Silent for those."""),
    "blocked/hcaptcha": challenge(visible(".h-captcha"), frame_from("hcaptcha.com/captcha"), words=60, doc="""
        hCaptcha is all that the page holds.
        hCaptcha guards log-in, contact and comment forms on ordinary pages: a form with fields, or text, silences this.
        Silent for those."""),
    "blocked/imunify360": challenge(
        says("please wait while your request is being verified", "access denied by imunify360 bot-protection"),
        all_of(titled("one moment, please"), header("server", "imunify360")), words=80, doc="""
        Imunify360's webshield verifies the request.
        "One moment, please..." is a common title: its own sentence or server header must come with it. Silent for the
        title on pages with text."""),
    "blocked/kasada": challenge(
        all_of(script_from("/ips.js"), smaller_than(8_000)),
        all_of(mark("KPSDK.scriptStart", "KPSDK:DONE"), smaller_than(8_000)), words=20, doc="""
        Kasada's script is all the page holds.
        Its headers and cookie are on ordinary pages too; a page of nothing but ``ips.js`` is the challenge. Silent beside
        text."""),
    "blocked/killbot": challenge(titled("killbot verification", "killbot user verification"), doc="""
        KillBot verifies the visitor and echoes address and browser in the title.
        Nothing else on the page is its own. Silent without that title."""),
    "blocked/network_security": challenge(
        says("you've been blocked by network security", "blocked by network security"), words=160, doc="""
        A platform's network security refuses the reader, in a page of hundreds of kilobytes with one sentence.
        Size is no argument against a block here. Silent where the sentence is quoted in a longer page."""),
    "blocked/perimeterx": challenge(
        present("#px-captcha", ".px-captcha-container"), script_from("captcha.px-cdn.net"), mark("_pxUuid"),
        says("press & hold to confirm you are", "denied because we believe you are using automation tools"), doc="""
        HUMAN (PerimeterX) asks to press and hold.
        The sensor script and ``_px`` cookies are on ordinary pages; the captcha's element and its words are not. Silent
        for the sensor."""),
    "blocked/qrator": challenge(all_of(header("server", "qrator"), status(401, 403)), words=60, doc="""
        Qrator checks the browser before letting it in.
        ``server: QRATOR`` is on all pages behind it: it must come with a refusal and an empty page. Silent for the header
        alone."""),
    "blocked/queue_it": challenge(
        address(".queue-it.net"), visible("#queue-it_log"), says("you are now in line", "your number in line"),
        doc="""
        Queue-it's waiting room stands in place of the page.
        Its script is on all pages of its customers, to decide. Silent for the script."""),
    "blocked/radware": challenge(
        frame_from("validate.perfdrive.com"), address("validate.perfdrive.com"),
        titled("radware captcha page", "unauthorized request blocked"),
        says("please solve this captcha to request unblock"), doc="""
        Radware's bot manager sends to its captcha.
        Its tag is on ordinary pages. Silent for the tag."""),
    "blocked/reblaze": challenge(
        titled("link11 - captcha"), mark("rbzns", "winsocks"), says("current session has been terminated"), words=80,
        doc="""
        Reblaze (Link11) checks the browser or ends the session.
        Its cookies are on ordinary pages. Silent for them."""),
    "blocked/siteground": challenge(
        address("/.well-known/sgcaptcha/", "/.well-known/captcha/"), header("sg-captcha", "challenge"),
        titled("robot challenge screen"), says("checking the site connection security"), doc="""
        SiteGround's captcha checks the connection.
        Nothing of it is seen on pages it lets through. Silent without its address, header or title."""),
    "blocked/stackpath": challenge(
        says(
            "is using a security service for protection against online attacks",
            "an action has triggered the service and blocked your request",
        ), doc="""
        StackPath's firewall blocked the request.
        The sentence resembles other vendors'; both halves are StackPath's. Silent for one of them in text."""),
    "blocked/sucuri": challenge(
        says("access denied - sucuri website firewall", "cloudproxy@sucuri.net"), mark("sucuri_cloudproxy_js"),
        titled("sucuri website firewall"), doc="""
        Sucuri's firewall refuses, or sets its cookie by script and reloads.
        ``x-sucuri-id`` is on every page behind it. Silent for the header."""),
    "blocked/tencent": challenge(
        present('[href*="waf.tencent-cloud.com"]'), address("waf.tencent-cloud.com"), words=120, doc="""
        Tencent Cloud's firewall blocked the request.
        Nothing of it is seen on pages it lets through. Silent on articles that link to its documentation: they are longer."""),
    "blocked/variti": challenge(
        header("x-variti-ccr"), all_of(header("server", "variti"), status(401, 403, 429)), words=60, doc="""
        Variti checks the browser.
        Its server header is on ordinary pages: it must come with a refusal and an empty page. Silent for the header alone."""),
    "blocked/vercel": challenge(
        titled("vercel security checkpoint"), says("we're verifying your browser", "failed to verify your browser"),
        doc="""
        Vercel's security checkpoint verifies the browser.
        ``server: vercel`` is on all pages hosted there. Silent for it."""),
    "blocked/wechat": challenge(says("环境异常", "完成验证后即可继续访问"), words=160, doc="""
        WeChat wants a verification before it shows an article.
        Its deleted and withheld articles are another state. Silent for those."""),
    "blocked/weibo": challenge(titled("sina visitor system"), words=60, doc="""
        Weibo's visitor system takes a fingerprint before it shows a page.
        The page has no words, and its title in English only. Silent for pages about it."""),
    "blocked/wordfence": challenge(
        says(
            "your access to this site has been limited by the site owner", "generated by wordfence",
            "a potentially unsafe operation has been detected in your request",
        ), doc="""
        Wordfence (WordPress) limited the visitor's access.
        Its name stands in the footers of many pages it protects. Silent for the name."""),
    "blocked/yandex": challenge(
        address("/showcaptcha"), present("#smartcaptcha-status", "form.CheckboxCaptcha-Form"),
        header("x-yandex-captcha", "captcha"), says("подтвердите, что запросы отправляли вы, а не робот"), doc="""
        Yandex SmartCaptcha's page stands in place of the page asked for.
        SmartCaptcha also guards forms; the check page has an address and a form of its own. Silent for forms."""),
    "blocked/yunjiasu": challenge(present('a[href*="/.well-known/yunjiasu-cgi/"]'), doc="""
        Baidu Yunjiasu blocked the request.
        Its server header is on all pages behind it; links to ``/.well-known/yunjiasu-cgi/`` are on its block page only.
        Silent for the header."""),
}  # fmt: skip

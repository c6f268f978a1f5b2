"""What a page's own scripts do to the browser, and what does not come to it."""

from __future__ import annotations

import asyncio

from faults.connections import sends
from faults.what import Asked, Fault, Play, answer, endless, page


def script(code: str) -> Play:
    """A whole article with a script at its end."""
    return sends(answer(page(f"<script>{code}</script>")))


def early(code: str) -> Play:
    """The same with the script before the article."""
    return sends(answer(page(head=f"<script>{code}</script>")))


SCRIPTS = (
    Fault("an endless loop", script("while(1);"), "full", "renderer-hang"),
    Fault("an endless loop before the text", early("while(1);"), "full", "renderer-hang"),
    Fault("an endless loop later", script("setTimeout(()=>{while(1);},400)"), "full", "renderer-hang"),
    Fault(
        "endless microtasks", script("(function f(){Promise.resolve().then(f)})()"), "full", "renderer-hang"
    ),
    Fault("a regex that explodes", script("/(a+)+b/.test('a'.repeat(50))"), "full", "renderer-hang"),
    Fault("long tasks", script("setInterval(()=>{const t=Date.now();while(Date.now()-t<300);},350)"), "full"),
    Fault("timers without number", script("for(let i=0;i<20000;i++)setInterval(()=>{},1)"), "full"),
    Fault("alerts without end", script("while(1)alert(1)"), "full", "dialog-loop", stopped=True),
    Fault(
        "a question at every turn", script("confirm('?');prompt('?');print();onbeforeunload=()=>1"), "full"
    ),
    Fault("broken built-ins", early("Map=Array=Object=JSON=Function=document.querySelectorAll=1"), "full"),
    Fault(
        "named elements in the way",
        sends(
            answer(
                page(
                    "<form><input name=firstChild><input name=nodeType></form><img name=body><img name=getElementsByTagName>"
                )
            )
        ),
        "full",
    ),
    Fault("a breakpoint", script("setInterval(()=>{debugger},50)"), "full"),
    Fault("closes itself", script("close();window.close()"), "full"),
    Fault(
        "writes the document again",
        script("setTimeout(()=>{document.open();document.write('<p>tide');document.close()},50)"),
        "empty",
    ),
    Fault(
        "elements nested by script",
        script("let d=document.body;for(let i=0;i<1e5;i++)d=d.appendChild(document.createElement('div'))"),
        "load_error",
        "crash",
        seconds=20,
    ),
    Fault("a worker that spins", script("new Worker(URL.createObjectURL(new Blob(['while(1);'])))"), "full"),
)


async def counts_up(asked: Asked) -> None:
    n = int(asked.path or 0)
    await asked.send(answer(page(f"<script>location.replace('{asked.base}{n + 1}')</script>")))


async def reloads(asked: Asked) -> None:
    await asked.send(answer(page("<script>location.reload()</script>")))


async def refreshes(asked: Asked) -> None:
    await asked.send(answer(page(head="<meta http-equiv=refresh content=0>")))


async def refreshes_by_header(asked: Asked) -> None:
    await asked.send(answer(page(), "200 OK", "Refresh: 0"))


NAVIGATIONS = (
    Fault("a script that goes on and on", counts_up, "full", "navigation-loop"),
    Fault("reloads itself", reloads, "full", "navigation-loop"),
    Fault("refreshes itself", refreshes, "full", "navigation-loop"),
    Fault("refreshes itself by header", refreshes_by_header, "full", "navigation-loop"),
    Fault(
        "a history without end",
        script("for(;;)history.pushState(1,'','?'+Math.random())"),
        "full",
        "renderer-hang",
        stopped=True,
    ),
    Fault("a new fragment every moment", script("setInterval(()=>{location.hash=Math.random()},2)"), "full"),
    Fault("goes to a file", script("location='file:///etc/hostname'"), "full"),
    Fault("goes to the browser's own pages", script("location='chrome://crash'"), "full"),
    Fault(
        "leaves for a download while it is parsed",
        script("location='data:application/octet-stream,x'"),
        "full",
        "timeout-load",
    ),
    Fault(
        "leaves for a download",
        script("setTimeout(()=>{location='data:application/octet-stream,x'},100)"),
        "full",
    ),
)


async def flood(asked: Asked) -> None:
    if asked.path:
        await asked.send(answer(b"x", "200 OK", kind="text/plain"))
    else:
        code = "setInterval(()=>{for(let i=0;i<20;i++)fetch('x?'+Math.random())},5)"
        await asked.send(answer(page(f"<script>{code}</script>")))


async def heavy(asked: Asked) -> None:
    if asked.path:
        await asked.send(endless(b"", kind="text/plain"))
        while not asked.over.is_set():
            await asked.send(b"x" * 200_000)
    else:
        await asked.send(answer(page("<script>fetch('big').then(r=>r.text())</script>")))


async def frames(asked: Asked) -> None:
    here = asked.base + asked.path
    inner = f"<iframe src='{here}a'></iframe><iframe src='{here}b'></iframe>"
    await asked.send(answer(b"<p>frame" + inner.encode() if asked.path else page(inner)))


FLOODS = (
    Fault("requests without end", flood, "full", "request-flood", stopped=True),
    Fault("bytes without end", heavy, "full", "request-flood", stopped=True),
    Fault("frames in frames", frames, "full", "frame-bomb", memory=600, stopped=True),
    Fault("fifty windows", script("for(let i=0;i<50;i++)open('/')"), "full"),
    Fault(
        "elements without end",
        script(
            "setInterval(()=>{for(let i=0;i<5000;i++)document.body.append(document.createElement('i'))},10)"
        ),
        "load_error",
        "too-big",
        memory=700,
    ),
    Fault(
        "memory without end",
        script("const a=[];setInterval(()=>{const b=new Uint8Array(3e7);b.fill(1);a.push(b)},10)"),
        "load_error",
        "memory",
        seconds=20,
        memory=1200,
    ),
    Fault(
        "downloads without end",
        script(
            "setInterval(()=>{const a=document.createElement('a');a.href='data:x/y,x';a.download='x';a.click()},10)"
        ),
        "full",
    ),
    Fault(
        "errors without end",
        script("setInterval(()=>{for(let i=0;i<300;i++)setTimeout(()=>{throw Error('x'.repeat(500))})},5)"),
        "full",
    ),
    Fault(
        "messages to the console",
        script("setInterval(()=>{for(let i=0;i<500;i++)console.log('x'.repeat(500))},5)"),
        "full",
    ),
    Fault(
        "workers without end",
        script("for(let i=0;i<60;i++)new Worker(URL.createObjectURL(new Blob(['onmessage=1'])))"),
        "full",
        memory=600,
    ),
    Fault(
        "sockets without end",
        script("for(let i=0;i<300;i++)try{new WebSocket('ws://'+location.host+'/none')}catch(e){}"),
        "full",
    ),
)


def hangs(element: str, head: str = "") -> Play:
    """A whole article with one part that never comes."""

    async def play(asked: Asked) -> None:
        if asked.path:
            await asked.hold()
        await asked.send(answer(page(element, head)))

    return play


async def stream(asked: Asked) -> None:
    if asked.path:
        await asked.send(endless(b"", kind="text/event-stream"))
        await asked.drip(b"data: x\n\n", 0.05)
    await asked.send(answer(page("<script>new EventSource('s')</script>")))


async def polls(asked: Asked) -> None:
    if asked.path:
        await asyncio.sleep(0.05)
        await asked.send(answer(b"1", kind="text/plain"))
    await asked.send(answer(page("<script>setInterval(()=>fetch('p'),100)</script>")))


PARTS = (
    Fault("a picture that does not come", hangs("<img src=i>"), "full"),
    Fault("a style sheet that does not come", hangs("", "<link rel=stylesheet href=s>"), "full"),
    Fault("a script that does not come", hangs("", "<script src=s></script>"), "full", "timeout-load"),
    Fault("a script at the end that does not come", hangs("<script src=s></script>"), "full", "timeout-load"),
    Fault("a late script that does not come", hangs("<script async src=s></script>"), "full"),
    Fault("a frame that does not come", hangs("<iframe src=f></iframe>"), "full"),
    Fault(
        "a font that does not come",
        hangs("", "<style>@font-face{font-family:f;src:url(f)}body{font-family:f}</style>"),
        "full",
    ),
    Fault("a stream of events", stream, "full"),
    Fault("asks again and again", polls, "full"),
)

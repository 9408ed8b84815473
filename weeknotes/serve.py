"""The preview: builds whenever files change, serves what was built, and tells the browser to look again.

The builds run one after the other in the thread that calls `serve`; the server and the lookout, which sees changes
and makes the page of a changed text at once, have threads of their own. The pages lie in ``.weeknotes/preview`` as
any build would make them; what makes them reload is added while they are served.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, sleep
from urllib.parse import unquote

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from weeknotes import digest, pipeline, watch
from weeknotes.errors import SiteError
from weeknotes.layout import Laid
from weeknotes.past import Wish
from weeknotes.preview import OWN, Showing, fail, follow
from weeknotes.preview.board import Board
from weeknotes.preview.door import LOOPBACK, address_of, knock
from weeknotes.preview.dressing import dress
from weeknotes.preview.guard import LARGEST_HEAD, is_loopback, refuse, steps
from weeknotes.preview.kinds import kind_of
from weeknotes.preview.lookout import Change, Lookout, nimble, settle, unhindered
from weeknotes.preview.pages import panel, start_page, waiting_page
from weeknotes.preview.words import built
from weeknotes.tellings import is_stopped
from weeknotes.values import Record
from weeknotes.visit import visit

OPEN_TO_ALL = "Anybody who can reach {host} can read this preview, drafts and all. Without --host only you can."
HEADERS = {
    "cache-control": "no-cache",  # to be asked for again each time; unchanged files are then not sent again
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
}
AT_ONCE = 1_000_000  # bytes; what is larger, as films are, is sent in parts
OWN_POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Stand(Record):
    """How a preview is wanted: of which site, at which host and port (None: the first free one from 8000)."""

    site: Path
    host: str = LOOPBACK
    port: int | None = None
    poll: bool = False
    jobs: int = 0

    @property
    def folder(self) -> Path:
        """Where the pages of the preview lie."""
        return self.site / ".weeknotes" / "preview"


def serve(stand: Stand, tell: Callable[[str], None], stop: Event) -> None:
    """Build and serve until `stop` is set; `tell` gets lines for the terminal.

    Raises UsageError where host and port cannot be had, SiteError where the site's folder goes away.
    """
    door = knock(stand.host, stand.port)
    address = address_of(door, stand.host)
    board = Board(Showing(secrets.token_hex(4)))
    if not is_loopback(stand.host):
        tell(OPEN_TO_ALL.format(host=stand.host))
    with _serving(application(stand, board), door, board):
        tell(f"Preview of {stand.site}: {address}\nYour notes and what to mend: {address}{OWN[1:]}\nCtrl-C ends it.")
        ground = watch.Ground(stand.site.resolve(), (stand.site / "output",), poll=stand.poll)
        lookout = Lookout(ground, stand.folder, board, tell)
        with nimble(), closing(lookout.changes(stop)) as changes:
            for change in changes:
                began = perf_counter()
                wish = _wish(stand, address)
                with unhindered():
                    board.change(_build(wish, change, lookout.learn))
                paths = [path.relative_to(ground.site).as_posix() for path in change.paths]
                tell(built(board.showing, paths, address, datetime.now().astimezone(), perf_counter() - began))
                # The search index takes longer than a page, and nobody waits for it.
                with suppress(SiteError):
                    pipeline.index(wish)
                    _look_round(wish, lookout)
                settle()


def _wish(stand: Stand, address: str) -> Wish:
    now = datetime.now().astimezone()
    return Wish(stand.site, stand.folder, now, base_url=address, drafts=True, jobs=stand.jobs, hurried=True)


def _build(wish: Wish, change: Change, learn: Callable[[Laid], None]) -> Callable[[Showing], Showing]:
    """Build, and tell what then becomes of what is shown."""
    try:
        account = pipeline.build(wish, learn)
    except SiteError as error:
        return partial(fail, error=error)
    return partial(follow, account=account, changed=change.paths, number=change.number)


def _look_round(wish: Wish, lookout: Lookout) -> None:
    """See that a site is learnt, also where the first build found a use for the layout of an earlier one."""
    if not lookout.has_lens:
        with visit(wish) as (laid, _):
            if not is_stopped(laid.account):
                lookout.learn(laid)


def application(stand: Stand, board: Board) -> Starlette:
    """The pages of `stand.folder` and the preview's own, behind the guard."""
    desk = _Desk(stand, board)
    routes = [
        Route(OWN.rstrip("/"), lambda request: RedirectResponse(OWN)),
        Route(OWN, desk.start),
        Route(f"{OWN}events", desk.events),
        Route(OWN + "{name}", desk.own),
        Route("/{path:path}", desk.page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(_Guard, bound=stand.host)])


class _Guard:
    """Refuses what is not for this server, and gives every answer the headers that all share."""

    def __init__(self, app: ASGIApp, bound: str) -> None:
        self._app = app
        self._bound = bound

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = refuse(scope["method"], scope["path"], Headers(scope=scope), self._bound)
        if not refused:
            await self._app(scope, receive, headed)
            return
        status, words = refused
        allow = {"allow": "GET, HEAD"} if status == 405 else {}
        await PlainTextResponse(f"{words}\n", status, allow)(scope, receive, headed)


class _Desk:
    """Answers requests."""

    def __init__(self, stand: Stand, board: Board) -> None:
        self._stand = stand
        self._board = board

    def start(self, request: Request) -> Response:
        """The start page."""
        showing = self._board.showing
        marks = showing.marks | {"turn": f"{showing.run}-{showing.turn}"}
        return _own_page(start_page(showing, self._times(showing)), marks)

    def own(self, request: Request) -> Response:
        """A file of the preview's own pages."""
        name = request.path_params["name"]
        if name not in ("reload.js", "preview.css"):
            return PlainTextResponse("There is no such file.\n", 404)
        return Response(files("weeknotes.preview").joinpath(name).read_bytes(), media_type=kind_of(Path(name)))

    def events(self, request: Request) -> Response:
        """The stream of news: what is shown now, and whenever something else is."""
        stream = self._news(request.query_params.get("at")) if request.method == "GET" else iter(())
        return StreamingResponse(stream, media_type="text/event-stream", headers={"cache-control": "no-store"})

    def page(self, request: Request) -> Response:
        """A file of the site; of a folder its ``index.html``."""
        # Before the file is read: a build that ends between the two makes the page reload once more.
        showing = self._board.showing
        path = request.scope["path"]
        found = self._find(path)
        if found and found.is_dir():
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{request.url.path}/{query}", 307)
        if found and found.suffix != ".html":
            return _file(found, request.headers)
        if not self._find("/"):
            return _own_page(waiting_page(showing), showing.marks_of(b""), 503)
        page = self._bytes(path, showing)
        status = 200 if found else 404
        return _dressed(page, showing, status) if page else PlainTextResponse("There is no such page.\n", status)

    def _bytes(self, path: str, showing: Showing) -> bytes:
        """The page at an address, or the one that tells that there is none; nothing where there is no site yet."""
        found = self._find(path) or self._find("/404.html")
        if not found or found.is_dir():
            return b""
        file = found.relative_to(self._stand.folder.resolve()).as_posix()
        return showing.early[file][1] if file in showing.early else found.read_bytes()

    def _find(self, path: str) -> Path | None:
        """The file that an address names, or the folder where the last slash is missing; never by way of a link."""
        parts = steps(path)
        root = self._stand.folder.resolve()
        named = root.joinpath(*parts or ("",))
        with suppress(OSError):
            index = named / "index.html"
            found = index if path.endswith("/") else named
            if parts and found.resolve() == found and (found.is_file() or (found.is_dir() and index.is_file())):
                return found
        return None

    async def _news(self, at: str | None) -> AsyncIterator[str]:
        """What a page at the address `at`, still encoded, is told."""
        yield "retry: 1000\n\n"
        seen = None
        while self._board.is_open:
            showing = await self._board.next(seen)
            page = self._bytes(unquote(at), showing) if at else None
            news = f"data: {showing.message(panel(showing), page)}\n\n"
            yield news if showing is not seen else ": still here\n\n"
            seen = showing

    def _times(self, showing: Showing) -> dict[str, float]:
        times = {}
        for file in showing.account.files if showing.account else ():
            with suppress(OSError):
                times[file.path] = (self._stand.site / file.path).lstat().st_mtime
        return times


def _own_page(page: str, marks: Mapping[str, str], status: int = 200) -> Response:
    headers = {"cache-control": "no-store", "content-security-policy": OWN_POLICY}
    return HTMLResponse(dress(page, marks), status, headers)


def _dressed(data: bytes, showing: Showing, status: int) -> Response:
    page = dress(data.decode("utf-8", "surrogateescape"), showing.marks_of(data))
    return HTMLResponse(page.encode("utf-8", "surrogateescape"), status, {"cache-control": "no-store"})


def _file(file: Path, asked: Headers) -> Response:
    if "range" in asked or file.stat().st_size > AT_ONCE:
        answer: Response = FileResponse(file, media_type=kind_of(file), stat_result=file.stat())
    else:
        # Read in one step: a build may put another file in its place, longer than was announced.
        data = file.read_bytes()
        answer = Response(data, media_type=kind_of(file), headers={"etag": f'"{digest.of_bytes(data)}"'})
    known = [each.strip().removeprefix("W/") for each in asked.get("if-none-match", "").split(",")]
    tag = answer.headers["etag"]
    return Response(status_code=304, headers={"etag": tag}) if tag in known else answer


@contextmanager
def _serving(app: Starlette, door: socket.socket, board: Board) -> Iterator[None]:
    settings = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        limit_concurrency=200,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(settings)
    # A thread that need not be waited for: nothing that it does has to be finished.
    thread = Thread(target=server.run, args=([door],), daemon=True, name="preview")
    thread.start()
    try:
        while not server.started and thread.is_alive():
            sleep(0.01)
        yield
    finally:
        board.close()
        server.should_exit = True
        thread.join(2)

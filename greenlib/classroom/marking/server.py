"""The marking page over HTTP: for this machine and the browser that has the token, nobody else.

Four things keep others out. The server listens on 127.0.0.1 only. A random token in the address
that is opened becomes a cookie that no other site's page can send. The Host header must be this
address, so that no other name can be bent to it. What changes a mark must come from a page of this
server: Origin and the XSRF token say so.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hmac
import secrets
import webbrowser
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from .. import pages
from ..errors import CourseError, UsageError
from .desk import Answer, Desk
from .marks import ChangedMeanwhile, Wish

ADDRESS = "127.0.0.1"
_MOST_BYTES = 100_000
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def serve(desk: Desk, port: int, *, in_browser: bool, say: Callable[[str], None]) -> None:
    """Serve `desk` until Ctrl-C; `say` is told the address to open.

    Raises CourseError if `port` is taken; port 0 takes a free one.
    """
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(desk, port, in_browser, say))


async def _serve(desk: Desk, port: int, in_browser: bool, say: Callable[[str], None]) -> None:
    async with contextlib.AsyncExitStack() as stack:
        server, address = start(desk, port)
        stack.push_async_callback(server.close_all_connections)
        stack.callback(server.stop)
        say(f"Open {address}\nStop with Ctrl-C; every mark is saved as you give it.")
        if in_browser:
            webbrowser.open(address)
        await asyncio.Event().wait()


def start(desk: Desk, port: int = 0) -> tuple[HTTPServer, str]:
    """Start to serve `desk` in the running event loop; return the server and what to open.

    Raises CourseError if `port` is taken or not allowed.
    """
    try:
        sockets = bind_sockets(port, ADDRESS)
    except OSError as error:
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
        reason = "is taken or reserved" if taken else f"cannot be used: {error.strerror}"
        raise CourseError(
            f"port {port} {reason}. Next: leave --port out to take a free one."
        ) from None
    port, token = sockets[0].getsockname()[1], secrets.token_urlsafe(32)
    server = HTTPServer(make_app(desk, port, token), max_body_size=_MOST_BYTES)
    server.add_sockets(sockets)
    return server, f"http://{ADDRESS}:{port}/?token={token}"


def make_app(desk: Desk, port: int, token: str) -> Application:
    """Return the application that serves `desk` at `port` to whoever has `token`."""
    with_desk = {"desk": desk, "port": port, "token": token}
    question, key = r"([A-Za-z0-9_-]+)", r"([0-9a-f]{16})"
    # Cookies are shared by all ports of an address: each server's have names of their own.
    return Application(
        [
            (r"/", Start, with_desk),
            (rf"/{question}/?", Question, with_desk),
            (rf"/{question}/{key}", OneAnswer, with_desk),
            (rf"/{question}/comments", Phrases, with_desk),
        ],
        default_handler_class=Nothing, default_handler_args=with_desk,
        xsrf_cookies=True, xsrf_cookie_name=f"greenlib-xsrf-{port}",
        xsrf_cookie_kwargs={"httponly": True, "samesite": "Strict"},
        log_function=lambda handler: None,
    )  # fmt: skip


class _Handler(RequestHandler):
    """What all pages have in common: who may see them, and how errors are said."""

    def initialize(self, desk: Desk, port: int, token: str) -> None:
        self.desk, self._token, self._cookie = desk, token, f"greenlib-marking-{port}"
        self._hosts = {f"{name}:{port}" for name in (ADDRESS, "localhost")}

    def set_default_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def check_xsrf_cookie(self) -> None:
        """Refuse what does not come from a page of this server; called before all else."""
        origin = self.request.headers.get("Origin", "")
        if origin not in {f"http://{host}" for host in self._hosts}:
            raise HTTPError(403, reason="Only a page of this server may change a mark")
        super().check_xsrf_cookie()

    def prepare(self) -> None:
        if self.request.headers.get("Host") not in self._hosts:
            raise HTTPError(403, reason="This server answers to 127.0.0.1 only")
        given = self.get_cookie(self._cookie, "")
        if not self._opens() and not self._is_token(given):
            raise HTTPError(403, reason="Open the address that greenlib review grade printed")

    def _opens(self) -> bool:
        return False

    def _is_token(self, text: str | None) -> bool:
        return hmac.compare_digest((text or "").encode(), self._token.encode())

    def known(self, question: str) -> str:
        if question not in self.desk.questions:
            raise HTTPError(404, reason="There is no such question here")
        return question

    def wanted(self, model: type[BaseModel]) -> Any:
        try:
            return model.model_validate_json(self.request.body)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise UsageError(f"{place}: {first['msg']}.") from None

    def write_error(self, status_code: int, **about: Any) -> None:
        error = about.get("exc_info", (None, None))[1]
        if isinstance(error, CourseError):
            status_code, words = (400 if isinstance(error, UsageError) else 503), str(error)
            self.set_status(status_code)
        else:
            words = f"{self._reason}."
        if self.request.method == "POST":
            self.finish({"message": words})
        else:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(words + "\n")

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """Leave out of the terminal what the page says in words."""
        if not isinstance(error, CourseError | HTTPError):
            super().log_exception(kind, error, trace)


class Nothing(_Handler):
    """An address where there is nothing."""

    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(404, reason="There is nothing at this address")


class Start(_Handler):
    """The address to open: the token becomes a cookie, and the first question follows."""

    def _opens(self) -> bool:
        return self._is_token(self.get_query_argument("token", None))

    def get(self) -> None:
        if self._opens():
            self.set_cookie(self._cookie, self._token, httponly=True, samesite="Strict")
        waiting = [
            name for name in self.desk.questions
            if any(place.waits for place in self.desk.places(name))
        ]  # fmt: skip
        self.redirect(f"/{(waiting or list(self.desk.questions))[0]}")


class Question(_Handler):
    """A question: its first answer that waits, or else its first."""

    def get(self, question: str) -> None:
        places = self.desk.places(self.known(question))
        if not places:
            raise HTTPError(404, reason="No answer to this question was graded")
        first = next((place for place in places if place.waits), places[0])
        self.redirect(f"/{question}/{first.key}")


class OneAnswer(_Handler):
    """One answer: its page, and what its marker wishes."""

    def get(self, question: str, key: str) -> None:
        self.write(answer_page(self.desk, self.known(question), key, self.xsrf_token.decode()))

    def post(self, question: str, key: str) -> None:
        wish = self.wanted(Wish)
        try:
            answer = self.desk.do(self.known(question), key, wish)
        except ChangedMeanwhile as changed:
            answer = self.desk.answer(question, key)
            self.set_status(409)
            self.write({"message": str(changed), **_as_json(self.desk, question, answer)})
        else:
            self.write(_as_json(self.desk, question, answer))


class Phrases(_Handler):
    """The comments to use again."""

    def post(self, question: str) -> None:
        phrase = self.wanted(_NewPhrase)
        self.desk.add_phrase(self.known(question), phrase.text)
        self.write({"phrases": self.desk.phrases(question)})


class _NewPhrase(BaseModel):
    text: str = Field(max_length=2000)


def _as_json(desk: Desk, question: str, answer: Answer) -> dict[str, Any]:
    places = desk.places(question)
    return {
        "version": answer.version, "levels": answer.levels, "comment": answer.mark.comment,
        "score": answer.mark.score, "waits": answer.mark.waits,
        "marked": sum(not place.waits for place in places), "total": len(places),
    }  # fmt: skip


def answer_page(desk: Desk, question: str, key: str, xsrf: str) -> bytes:
    """Return the page of one answer; `xsrf` is what its script sends back."""
    answer, places = desk.answer(question, key), desk.places(question)
    asked = desk.questions[question]
    keys = [place.key for place in places]
    at = keys.index(key)
    waiting = [place.key for place in [*places[at + 1 :], *places[:at]] if place.waits]
    script = (files("greenlib.classroom") / "templates" / "marking.js").read_text(encoding="utf-8")
    return pages.page(
        f"Answer {at + 1} of {len(keys)} · {asked.title}", "marking.html.jinja",
        scripts=[script], talks=True, xsrf=xsrf, asked=asked, answer=answer,
        parts=[(kind, pages.markdown(text) if kind == "markdown" else pages.code(text))
               for kind, text in answer.parts],
        prompt=pages.markdown(asked.prompt), anchor=pages.markdown(asked.rubric.anchor),
        number=at + 1, total=len(keys), marked=sum(not place.waits for place in places),
        previous=keys[at - 1] if at else None, following=keys[at + 1] if keys[at + 1 :] else None,
        waiting=waiting[0] if waiting else None, phrases=desk.phrases(question),
        questions=desk.questions, slug=desk.slug,
    )  # fmt: skip

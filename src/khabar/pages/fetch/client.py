"""One polite client: it asks, waits, follows redirects under the guard, and gives what came."""

from __future__ import annotations

import datetime
import importlib.metadata
import time
from collections.abc import Callable, Sequence

import httpx
import msgspec

from khabar.errors import FetchProblem, FetchRefused, TooLarge
from khabar.model import Value
from khabar.pages.fetch.guard import Policy, Resolve, check_url, resolve_host
from khabar.pages.fetch.robots import Robots
from khabar.pages.fetch.transport import Clock, Deadline, open_reply, read_chunks
from khabar.pages.intake import Capture, Headers, find_header
from khabar.pages.unpack import accepted_encodings, unpack_body

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"


class Answer(Value, frozen=True, kw_only=True):
    """What an address gave: `asked` is the first address, `url` the last; `moved` where every step was for good."""

    asked: str
    url: str
    status: int
    data: bytes = b""
    headers: Headers = ()
    retrieved: str
    moved: bool = False

    def header(self, name: str) -> str | None:
        """Return the first header of that name."""
        return find_header(self.headers, name)

    def to_capture(self) -> Capture:
        """Return it as a capture; raises `FetchProblem` where the status says that there is nothing."""
        if self.status != 200:
            raise FetchProblem(f"{self.asked} answers with status {self.status}{_say_status(self.status)}")
        if not self.data:
            raise FetchProblem(f"{self.asked} answers with nothing in it")
        return Capture(
            data=self.data,
            name=self.asked,
            url=self.url,
            retrieved=self.retrieved,
            media_type=self.header("content-type"),
            headers=self.headers,
        )


class Fetcher:
    """A run's client: it keeps what robots.txt said and when each host was last asked.

    Clock, sleep, `now` and `resolve` are the world; tests give their own.
    """

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        resolve: Resolve = resolve_host,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ) -> None:
        self.policy = policy or Policy()
        self._resolve = resolve
        self._clock = clock
        self._sleep = sleep
        self._now = now
        self._robots = Robots(self._ask_robots)
        self._next: dict[str, float] = {}

    def fetch(self, address: str) -> Capture:
        """Return what an http(s) address holds, its body unpacked; raises `FetchProblem` or `TooLarge`."""
        return self.ask(address).to_capture()

    def ask(self, address: str, *, conditions: Sequence[tuple[str, str]] = ()) -> Answer:
        """Return the answer of an address after its redirects, whatever its status; raises `FetchProblem`."""
        return self._follow(address, conditions, robots=self.policy.robots)

    def _ask_robots(self, address: str) -> tuple[int, bytes]:
        try:
            answer = self._follow(address, (), robots=False)
        except TooLarge:
            return 200, b""
        return answer.status, answer.data

    def _follow(self, address: str, conditions: Sequence[tuple[str, str]], *, robots: bool) -> Answer:
        url = check_url(address, self.policy)
        moved, seen, visited = True, {str(url)}, set[str]()
        deadline: Deadline | None = None
        for _ in range(self.policy.most_redirects + 1):
            delay = self._ask_leave(url) if robots else 0.0
            pause = max(self.policy.delay, delay) if robots else 0.0
            waited = 0.0 if url.host in visited else self._wait(url, pause)
            visited.add(url.host)
            deadline = Deadline(self.policy.seconds, self._clock) if deadline is None else deadline.extend(waited)
            answer = self._get(url, conditions, deadline)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                return msgspec.structs.replace(answer, asked=address, moved=moved and len(seen) > 1)
            moved = moved and answer.status in _PERMANENT
            url = self._step(url, target)
            if str(url) in seen:
                raise FetchProblem(f"{address} redirects in a circle")
            seen.add(str(url))
        raise FetchProblem(f"{address} redirects more than {self.policy.most_redirects} times")

    def _step(self, url: httpx.URL, target: str) -> httpx.URL:
        try:
            joined = str(url.join(target))
        except (httpx.InvalidURL, ValueError):
            raise FetchProblem(f"{url.host} redirects to «{target[:200]}», which is no address") from None
        try:
            return check_url(joined, self.policy)
        except FetchRefused as problem:
            raise FetchRefused(f"{url.host} redirects to what is not fetched: {problem}") from None

    def _ask_leave(self, url: httpx.URL) -> float:
        """Return the delay that the site asks for; raises `FetchRefused` where it does not allow the fetch."""
        if not self._robots.allows(url):
            raise FetchRefused(f"the robots.txt of {url.host} does not allow khabar to fetch {url}")
        return min(self._robots.delay(url), self.policy.longest_delay)

    def _wait(self, url: httpx.URL, delay: float) -> float:
        """Wait until the host may be asked again; return the seconds waited."""
        now = self._clock()
        wait = max(0.0, self._next.get(url.host, now) - now)
        if wait:
            self._sleep(wait)
        self._next[url.host] = now + wait + delay
        return wait

    def _get(self, url: httpx.URL, conditions: Sequence[tuple[str, str]], deadline: Deadline) -> Answer:
        headers = [
            ("User-Agent", self.policy.user_agent or _agent()),
            ("Accept", _ACCEPT),
            ("Accept-Encoding", accepted_encodings()),
            ("Accept-Language", "ar,*;q=0.5"),
            *conditions,
        ]
        policy = self.policy
        with open_reply(url, headers, policy=policy, resolve=self._resolve, deadline=deadline) as reply:
            received = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in reply.headers)
            length = find_header(received, "content-length") or ""
            if length.isdigit() and int(length) > policy.most_received:
                raise TooLarge(f"{url}: its {length} bytes are more than the {policy.most_received} that are taken")
            data = b""
            if reply.status == 200:
                chunks = read_chunks(reply, most=policy.most_received, deadline=deadline)
                encoding = find_header(received, "content-encoding") or ""
                data = b"".join(unpack_body(chunks, encoding, most=policy.most_unpacked, ratio=policy.most_ratio))
        retrieved = self._now().isoformat(timespec="seconds")
        return Answer(
            asked=str(url), url=str(url), status=reply.status, data=data, headers=received, retrieved=retrieved
        )


def _agent() -> str:
    """Return khabar and its version, asked of the package: `khabar.__version__` lies above the pages."""
    try:
        return f"khabar/{importlib.metadata.version('khabar')}"
    except importlib.metadata.PackageNotFoundError:
        return "khabar"


def _say_status(status: int) -> str:
    reasons = {401: ": it wants a login", 403: ": it does not allow it", 404: ": there is no such page"}
    reasons |= {410: ": the page is gone for good", 429: ": too many requests; try later"}
    return reasons.get(status, ": the site has a fault; try later" if status >= 500 else "")

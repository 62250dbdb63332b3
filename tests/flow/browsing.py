"""Real browsers: one Chromium, and per person a context of its own with its own session."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.flow.speaking import spoken_file

# WebGL without a graphics card, and no crash for want of the sandbox when the suite runs as root.
FLAGS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--no-first-run",
    # The microphone plays a recording over and over, and nobody is asked for leave.
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
TIMEOUT_MS = 60_000
SIZE: ViewportSize = {"width": 1600, "height": 900}

expect.set_options(timeout=TIMEOUT_MS)


@dataclass
class Desk:
    """A person before a screen."""

    url: str
    page: Page
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}")

    def log_in(self, email: str, password: str) -> None:
        """By keyboard, on whatever address is open."""
        self.page.get_by_label("E-mail").focus()
        self.press(email, key="Tab")
        self.press(password, key="Enter")
        self.page.get_by_label("Main").wait_for()

    def press(self, text: str = "", *, key: str | None = None) -> None:
        """Types text into whatever has the focus, then presses a key."""
        if text:
            self.page.keyboard.type(text)
        if key:
            self.page.keyboard.press(key)

    def mark(self) -> None:
        """Remembered by the page until it is loaded anew."""
        self.page.evaluate("window.notReloaded = true")

    def was_reloaded(self) -> bool:
        return not self.page.evaluate("window.notReloaded === true")

    def expect_live(self) -> None:
        """The page follows the server by itself."""
        expect(self.page.get_by_role("status").filter(has_text="Live")).to_be_visible()

    def task_row(self, patient: str) -> Locator:
        """The worklist's row of a patient."""
        return self.page.locator("[role=row][data-task]").filter(has_text=patient)

    @property
    def pane(self) -> Locator:
        return self.page.get_by_test_id("viewport-0")

    def section(self, place: int) -> Locator:
        """A section of the report, counted from 1."""
        return self.page.locator(f'[data-report-section="{place}"]')

    def save_status(self, status: str) -> Locator:
        return self.page.locator(f'[role=status][data-status="{status}"]')

    def another_tab(self) -> "Desk":
        return _desk(self.url, self.page.context)


@dataclass
class Browsers:
    """One running Chromium."""

    browser: Browser

    @contextmanager
    def desks(self, url: str, *, size: ViewportSize = SIZE) -> Iterator[Callable[[], Desk]]:
        """Opens desks; closes them and fails when a page of theirs threw an error nobody caught."""
        desks: list[Desk] = []
        with ExitStack() as contexts:

            def open_desk() -> Desk:
                context = self.browser.new_context(viewport=size, locale="en-GB")
                contexts.callback(context.close)
                context.set_default_timeout(TIMEOUT_MS)
                desks.append(_desk(url, context))
                return desks[-1]

            yield open_desk
            thrown = [error for desk in desks for error in desk.errors]
        assert not thrown, thrown


def _desk(url: str, context: BrowserContext) -> Desk:
    desk = Desk(url, context.new_page())

    def note(error: Error) -> None:
        desk.errors.append(str(error))

    desk.page.on("pageerror", note)
    return desk


@contextmanager
def running_browser() -> Iterator[Browsers]:
    """Debian's Chromium, driven by Playwright."""
    program = shutil.which("chromium")
    assert program, "chromium is a Debian package, which the browser tests need"
    with (
        ExitStack() as stack,
        pytest.MonkeyPatch.context() as patch,
        sync_playwright() as playwright,
    ):
        # Playwright's loop runs in this thread, where Django would refuse the ORM although nothing is concurrent.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        folder = stack.enter_context(TemporaryDirectory(prefix="teleread-microphone-"))
        microphone = f"--use-file-for-fake-audio-capture={spoken_file(Path(folder))}"
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS, microphone])
        try:
            yield Browsers(browser)
        finally:
            browser.close()

"""The page as a browser shows it; skipped where no Chromium is installed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.ledger import Book
from sayso.report.html import render

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Browser = sync_api.Browser
Tab = sync_api.Page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield opened
        opened.close()


class Visit:
    """A page opened from its file, with all that it asked for and complained about."""

    def __init__(self, browser: Browser, path: Path, *, javascript: bool = True, width: int = 1280) -> None:
        self.context = browser.new_context(java_script_enabled=javascript, viewport={"width": width, "height": 900})
        self.tab = self.context.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("console", lambda message: self.complaints.append(message.text))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        self.tab.goto(path.as_uri())


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Visit]]:
    visits: list[Visit] = []
    folder = tmp_path_factory.mktemp("pages")

    def visit(book: Book, **more: object) -> Visit:
        path = folder / f"{len(visits)}.html"
        path.write_text(render(book), encoding="utf-8")
        visits.append(Visit(browser, path, **more))  # type: ignore[arg-type]
        return visits[-1]

    yield visit
    for each in visits:
        each.context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_page_asks_for_nothing_and_complains_of_nothing(
    opened: Callable[..., Visit], hostile_book: Book, javascript: bool
) -> None:
    visit = opened(hostile_book, javascript=javascript)
    visit.tab.locator("#run").scroll_into_view_if_needed()
    assert [url for url in visit.asked if not url.startswith(("file:", "data:"))] == []
    assert visit.complaints == []


def test_without_javascript_everything_is_there_and_the_filter_is_not(
    opened: Callable[..., Visit], tiny_book: Book
) -> None:
    tab = opened(tiny_book, javascript=False).tab
    assert tab.locator("#filter").is_hidden()
    for part in (
        "#story",
        "#claims",
        "#claim-1",
        "#lineage svg.drawing",
        "#side-by-side .pair",
        "#sources",
        "#reports",
    ):
        assert tab.locator(part).first.is_visible()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_page_never_scrolls_sideways(opened: Callable[..., Visit], hostile_book: Book, width: int) -> None:
    tab = opened(hostile_book, width=width).tab
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_filter_shows_the_claims_that_fit(opened: Callable[..., Visit], tiny_book: Book) -> None:
    tab = opened(tiny_book).tab
    tab.fill("#filter-words", "rust bearings")
    assert tab.locator("#claims tr[data-status]:visible").count() == 0
    assert tab.locator("#claims li[data-status]:visible").count() == 1
    assert tab.locator("#filter-count").inner_text() == "1 of 3 claims"
    tab.fill("#filter-words", "")
    tab.select_option("#filter-status", "disputed")
    assert tab.locator("#claims tr[data-status]:visible").count() == 1


def test_a_key_leads_to_the_next_change(opened: Callable[..., Visit], tiny_book: Book) -> None:
    tab = opened(tiny_book).tab
    tab.keyboard.press("n")
    assert tab.evaluate("document.activeElement.id") == "change-1"


def test_a_link_into_a_closed_part_opens_it(opened: Callable[..., Visit], tiny_book: Book) -> None:
    tab = opened(tiny_book).tab
    number = tab.locator("#claims li[data-status]").get_attribute("id")
    tab.evaluate(f"location.hash = '{number}'")
    tab.wait_for_function("document.querySelector('details.quiet').open")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(opened: Callable[..., Visit], tiny_book: Book, scheme: str) -> None:
    tab = opened(tiny_book).tab
    tab.emulate_media(color_scheme=scheme)
    assert tab.evaluate(POOR_CONTRAST) == []


#: Visible words whose contrast to the nearest painted ground is below 4.5 (WCAG 2.2 AA, normal size).
POOR_CONTRAST = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => channels(colour).slice(0, 3)
    .map((c) => c / 255).map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let it = element; it; it = it.parentElement) {
      const colour = getComputedStyle(it).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const poor = new Set();
  for (const element of document.querySelectorAll("body :not(svg, svg *, script, style)")) {
    if (![...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.add(`${element.tagName}.${element.className}`);
  }
  return [...poor];
}"""

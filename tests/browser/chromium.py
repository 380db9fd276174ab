"""What the browser tests do with a page."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en",
)  # fmt: skip


class Browser:
    """What the tests do with a page."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, page: Path, width: int = 1400, height: int = 900, scheme: str = "light", hash: str = "") -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        colours = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", colours)
        self.driver.get("about:blank")  # another hash alone would not load the page again
        self.log()
        self.driver.get(page.as_uri() + hash)
        self.wait("document.documentElement.dataset.ready === 'true'")

    def js(self, code: str, *values: Any) -> Any:
        return self.driver.execute_script(code, *values)

    def wait(self, condition: str) -> None:
        from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415

        WebDriverWait(self.driver, 20, poll_frequency=0.1).until(lambda _: self.js(f"return Boolean({condition})"))

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def click(self, selector: str) -> None:
        self.find(selector).click()

    def click_at(self, canvas: str, x: float, y: float) -> None:
        """On a canvas, at a place counted from its top left corner."""
        from selenium.webdriver import ActionChains  # noqa: PLC0415

        element = self.find(canvas)
        size = element.size
        offset = round(x - size["width"] / 2), round(y - size["height"] / 2)
        ActionChains(self.driver).move_to_element_with_offset(element, *offset).click().perform()

    def keys(self, *keys: str) -> None:
        """To what has the focus."""
        from selenium.webdriver import ActionChains  # noqa: PLC0415

        ActionChains(self.driver).send_keys(*keys).perform()

    def text(self, selector: str) -> str:
        """The words of an element, shown or not, with single blanks."""
        return " ".join(self.js("return document.querySelector(arguments[0]).textContent", selector).split())

    def log(self) -> list[str]:
        """What the console got since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def screenshot(self, path: Path) -> None:
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {})
        path.write_bytes(base64.b64decode(shot["data"]))

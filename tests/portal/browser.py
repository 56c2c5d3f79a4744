#!/usr/bin/env python3
"""Walks the portal as a person does: Chromium through WebDriver, with nothing but the standard library.

Usage: browser.py ADDRESS LOGIN PASSWORD OUTPUT [PAGES…]; screenshots stay in OUTPUT. Exit code 1 names what failed.
"""

import base64
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
NEW_PASSWORD = "çay-dəmlə-qəbul-7"


class Browser:
    def __init__(self, width=1366, height=768):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.driver = subprocess.Popen(
            ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.base = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                self.call("GET", "/status")
                break
            except OSError:
                time.sleep(0.1)
        arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", f"--window-size={width},{height}",
            f"--user-data-dir={tempfile.mkdtemp()}",
        ]
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": arguments}}}}
        self.session = "/session/" + self.call("POST", "/session", wanted)["sessionId"]

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def go(self, address):
        self.call("POST", self.session + "/url", {"url": address})

    def find(self, css):
        found = self.call("POST", self.session + "/elements", {"using": "css selector", "value": css})
        return [item[ELEMENT] for item in found]

    def one(self, css):
        found = self.find(css)
        assert found, f"no `{css}` on {self.address()}"
        return found[0]

    def type(self, css, text):
        self.call("POST", f"{self.session}/element/{self.one(css)}/value", {"text": text})

    def click(self, css):
        self.call("POST", f"{self.session}/element/{self.one(css)}/click", {})

    def text(self, css="body"):
        return self.call("GET", f"{self.session}/element/{self.one(css)}/text")

    def address(self):
        return self.call("GET", self.session + "/url")

    def source(self):
        return self.call("GET", self.session + "/source")

    def run(self, script):
        return self.call("POST", self.session + "/execute/sync", {"script": script, "args": []})

    def shot(self, path):
        height = self.run("return Math.min(document.documentElement.scrollHeight, 4000)")
        self.call("POST", self.session + "/window/rect", {"width": self.width(), "height": max(768, int(height) + 140)})
        picture = self.call("GET", self.session + "/screenshot")
        pathlib.Path(path).write_bytes(base64.b64decode(picture))

    def width(self):
        return int(self.call("GET", self.session + "/window/rect")["width"])

    def close(self):
        try:
            self.call("DELETE", self.session)
        finally:
            self.driver.kill()


def leaves(browser, part):
    """Waits until the address no longer holds the part: hashing a password takes its time."""
    for _ in range(100):
        if part not in browser.address():
            return True
        time.sleep(0.2)
    return False


def log_in(browser, base, login, password):
    browser.go(base + "/")
    assert "/login" in browser.address(), "a stranger is sent to the login"
    browser.type("#login", login)
    browser.type("#password", password)
    browser.click("main button")
    assert leaves(browser, "/login"), browser.text()
    if "/password" in browser.address():
        fields = browser.find("input[type=password]")
        assert len(fields) >= 2, "the one-time password must be changed"
        values = [password] + [NEW_PASSWORD] * (len(fields) - 1)
        for field, value in zip(fields, values):
            browser.call("POST", f"{browser.session}/element/{field}/value", {"text": value})
        browser.click("main button")
    assert leaves(browser, "/password"), browser.text()


def main():
    base, login, password, output = sys.argv[1:5]
    output = pathlib.Path(output)
    output.mkdir(parents=True, exist_ok=True)
    browser = Browser()
    try:
        log_in(browser, base, login, password)
        links = re.findall(r'href="(/[^"#?]*)"', browser.source())
        pages = sys.argv[5:] or ["/"] + [
            link for link in dict.fromkeys(links) if not re.match(r"/(assets|language|logout|$)", link)
        ]
        assert len(pages) > 4, f"the overview leads somewhere: {pages}"
        for language in ("az", "en"):
            browser.go(f"{base}/language/{language}")
            for page in pages:
                browser.call("POST", browser.session + "/window/rect", {"width": 1366, "height": 768})
                browser.go(base + page)
                assert browser.find("h1"), f"{page} has no heading"
                assert browser.run("return document.documentElement.lang") == language, f"{page} is in {language}"
                wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0, f"{page} is {wide} px too wide"
                weight = len(browser.source().encode())
                assert weight < 100_000, f"{page} weighs {weight} bytes"
                name = page.strip("/").replace("/", "-") or "overview"
                browser.shot(output / f"{language}-{name}.png")
        print(f"{len(pages)} pages in two languages")
    finally:
        browser.close()


if __name__ == "__main__":
    main()

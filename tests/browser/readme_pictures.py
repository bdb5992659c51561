"""Makes the README's pictures again from the sample: `python -m tests.browser.readme_pictures`. Needs Chromium and Pango."""

import io
import logging
import pathlib
import shutil
import sys
import tempfile
import threading

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright
from waitress import create_server  # type: ignore[import-untyped]

from tests.browser.conftest import QUIET
from tests.support import made
from toolkit.store import Store
from toolkit.web.app import create_app
from toolkit.web.home import add_sample
from toolkit.web.security import Door

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "static" / "readme"
COLOURS = 64
SECRET = "a secret of the pictures"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    for name, width in (("agenda", 700), ("wall-agenda", 900)):
        page = pypdfium2.PdfDocument(made(name, "pdf"))[0]
        keep(name, page.render(scale=3).to_pil(), width)
    keep("planner", planner(), 900)


def planner() -> Image.Image:
    """The page of the sample, as a browser shows it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Store(pathlib.Path(folder) / "convenings.sqlite3")
        key = add_sample(store)
        server = create_server(create_app(store, token=SECRET), host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="en-GB", device_scale_factor=2)
        base = f"http://127.0.0.1:{server.effective_port}"
        page.goto(base + Door(SECRET).link())
        page.goto(f"{base}/c/{key}/", wait_until="networkidle")
        shot = page.screenshot()
        browser.close()
        server.close()
    return Image.open(io.BytesIO(shot))


def keep(name: str, picture: Image.Image, width: int) -> None:
    """Scaled, with few colours, and a hairline round the sheet, for a README is as white as the paper."""
    size = (width, round(picture.height * width / picture.width))
    small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    framed = Image.new("RGB", (size[0] + 2, size[1] + 2), "#b9b2a3")
    framed.paste(small, (1, 1))
    framed.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())

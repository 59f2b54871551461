"""What a visitor does in nearly every test: choose files, take them in, download, look at the address."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect


def query(page):
    return parse_qs(urlsplit(page.url).query)


def file(name, data):
    return {"name": name, "mimeType": "text/plain", "buffer": data}


def choose(page, *files):
    """Choose files, as `file` makes them, on the page 导入."""
    chooser = page.locator('input[type="file"]')
    chooser.wait_for(state="attached")
    chooser.set_input_files(list(files))


def take_in(page, name, data):
    """Bring a file in on the page 导入 and return the identifier of its compilation."""
    choose(page, file(name, data))
    page.get_by_role("button", name="确认入库").click()
    expect(page.locator(".lead")).to_be_visible()
    page.wait_for_url(lambda url: "import" not in url and "c=" in url)
    return query(page)["c"][0]


def download(page, button, opener="导出"):
    """Return the name and the bytes of what a button behind the button `opener` gives."""
    page.get_by_role("button", name=opener, exact=True).click()
    with page.expect_download() as told:
        page.get_by_role("button", name=button, exact=True).click()
    data = told.value.path().read_bytes()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=button, exact=True)).to_have_count(0)
    return told.value.suggested_filename, data

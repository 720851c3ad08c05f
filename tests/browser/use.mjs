// Opens the HTML report in Chromium and uses it as a reader does: what must hold is asserted, one line a step.
// usage: node use.mjs PAGE... [--screenshots DIR]
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const words = process.argv.slice(2);
const flag = words.indexOf("--screenshots");
const shots = flag < 0 ? null : words.splice(flag, 2)[1];
const pages = words.map((word) => resolve(word));
assert(pages.length > 0, "name a page");

// A fresh profile each time; nothing that a browser asks of the network by itself.
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});

/** Opens a page that may ask for nothing but itself and may say nothing on the console. */
async function open(file, { width = 1440, scheme = "light", script = true, hash = "" } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 740 : 1000 }, colorScheme: scheme, javaScriptEnabled: script,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const url = pathToFileURL(file).href + hash;
  const wrong = [];
  page.on("console", (message) => wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const asked = request.url();
    if (asked.split("#")[0] !== url.split("#")[0] && asked !== "data:,") wrong.push(`request: ${asked}`);
  });
  await page.goto(url);
  return { page, done: async () => { assert.deepEqual(wrong, []); await context.close(); } };
}

const step = async (name, run) => { await run(); console.log(`  ok  ${name}`); };
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const rows = (page) => page.locator("table.findings").first().locator("tbody tr");

/** Every control, and whether the accessibility tree has a name for it. */
async function unnamed(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const controls = ["button", "link", "textbox", "searchbox", "combobox", "radio", "checkbox", "img", "DisclosureTriangle"];
  const seen = nodes.filter((node) => !node.ignored && controls.includes(node.role?.value));
  return { seen: seen.length, without: seen.filter((node) => !node.name?.value?.trim()).map((node) => node.role.value) };
}

for (const file of pages) {
  console.log(basename(file));
  const { page, done } = await open(file);

  await step("opens fast and is not too large", async () => {
    const { elements, ready } = await page.evaluate(() => ({
      elements: document.querySelectorAll("*").length,
      ready: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
    }));
    console.log(`      ${elements} elements, ready after ${Math.round(ready)} ms`);
    assert(elements < 45_000 && ready < 5_000, `${elements} elements, ${ready} ms`);
  });

  await step("the first screen has the three numbers and what matters most", async () => {
    for (const selector of [".tile >> nth=0", ".tile >> nth=1", ".tile >> nth=2", "#first"]) {
      const box = await page.locator(selector).first().boundingBox();
      assert(box && box.y + box.height < 1000, `${selector} is not on the first screen`);
    }
  });

  await step("the accessibility tree names every control", async () => {
    const { seen, without } = await unnamed(page);
    assert(seen > 10, `${seen} controls`);
    assert.deepEqual(without, []);
  });

  await step("the theme changes and is told", async () => {
    const before = await background(page);
    const button = page.getByRole("button", { name: "Dark theme" });
    assert.equal(await button.getAttribute("aria-pressed"), "false");
    await button.click();
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    assert.notEqual(await background(page), before);
    await button.click();
    assert.equal(await background(page), before);
  });

  if (await rows(page).count() > 1) {
    const table = page.locator("table.findings").first();
    const form = page.locator("form.controls").first();
    const all = await rows(page).count();
    const visible = () => rows(page).filter({ visible: true }).count();

    await step("sorting turns the rows and says so", async () => {
      const head = table.getByRole("columnheader", { name: "times" });
      const times = () => rows(page).evaluateAll((list) => list.map((row) => Number(row.cells[4].dataset.key)));
      await head.getByRole("button").click();
      assert.equal(await head.getAttribute("aria-sort"), "descending");
      let seen = await times();
      assert.deepEqual(seen, [...seen].sort((a, b) => b - a));
      await head.getByRole("button").click();
      assert.equal(await head.getAttribute("aria-sort"), "ascending");
      seen = await times();
      assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
      assert.equal(await table.locator("th[aria-sort]").count(), 1);
    });

    await step("filters narrow, are counted aloud, and are cleared", async () => {
      const level = form.getByLabel("Level");
      const last = await level.locator("option").last().getAttribute("value");
      await level.selectOption(last);
      const some = await visible();
      assert.equal(some, await table.locator(`tbody tr[data-level="${last}"]`).count());
      const said = await form.locator("output").textContent();
      assert(said.startsWith(`${some} `), said);
      assert.equal(await form.locator("output").getAttribute("aria-live"), "polite");
      await form.getByLabel("Search").fill("no such words anywhere");
      assert.equal(await visible(), 0);
      await form.getByRole("button", { name: "Clear" }).click();
      await page.waitForFunction((all) => document.querySelector("form.controls output").textContent.startsWith(String(all)), all);
      assert.equal(await visible(), all);
    });

    await step("a finding opens by keyboard to its arithmetic and witnesses", async () => {
      const details = rows(page).first().locator("details");
      await details.locator("summary").focus();
      await page.keyboard.press("Enter");
      assert.equal(await details.getAttribute("open"), "");
      assert(await details.locator(".witness").first().isVisible());
      assert((await details.locator("dl").textContent()).length > 10);
      await page.keyboard.press("Space");
      assert.equal(await details.getAttribute("open"), null);
    });

    await step("a card and a ringed mark lead to their finding, opened", async () => {
      const link = page.locator(".card h3 a").first();
      if (await link.count() > 0) {
        const target = (await link.getAttribute("href")).slice(1);
        await link.click();
        await page.waitForFunction((id) => document.getElementById(id).querySelector("details").open, target);
        assert(await page.locator(`[id="${target}"] .witness`).first().isVisible());
      }
      const ringed = page.locator(".quantity[open] .lin a").first();
      if (await ringed.count() > 0) {
        const target = (await ringed.getAttribute("href")).slice(1);
        await ringed.dispatchEvent("click");
        await page.waitForFunction((id) => document.getElementById(id).querySelector("details").open, target);
      }
    });

    await step("a link to a finding opens it", async () => {
      const id = await rows(page).last().getAttribute("id");
      const linked = await open(file, { hash: `#${id}` });
      assert.equal(await linked.page.locator(`[id="${id}"] details`).getAttribute("open"), "");
      await linked.done();
    });
  }

  await step("a logarithmic scale takes the place of the linear one", async () => {
    const plot = page.locator(".quantity[open] .plot:has(.to-log)").first();
    if (await plot.count() === 0) return;
    await plot.getByLabel("logarithmic", { exact: true }).check();
    assert(await plot.locator(".log").isVisible() && !(await plot.locator(".lin").isVisible()));
    await plot.getByLabel("linear", { exact: true }).check();
    assert(await plot.locator(".lin").isVisible() && !(await plot.locator(".log").isVisible()));
  });

  await step("every control is reached by the tab key, the skip link first", async () => {
    await page.evaluate(() => { location.hash = ""; document.activeElement.blur(); scrollTo(0, 0); });
    const fresh = await open(file);
    await fresh.page.keyboard.press("Tab");
    assert.equal(await fresh.page.evaluate(() => document.activeElement.className), "skip");
    const met = new Set();
    for (let at = 0; at < 40; at += 1) {
      await fresh.page.keyboard.press("Tab");
      met.add(await fresh.page.evaluate(() => document.activeElement.tagName));
    }
    assert(met.has("A") && met.has("BUTTON"), [...met].join(" "));
    await fresh.done();
  });
  await done();

  await step("text stands out from its ground four and a half to one, in light and dark", async () => {
    for (const scheme of ["light", "dark"]) {
      const seen = await open(file, { scheme });
      const low = await seen.page.evaluate(contrasts);
      assert.deepEqual(low, [], scheme);
      await seen.done();
    }
  });

  await step("nothing is wider than a phone, a tablet, a desk", async () => {
    for (const width of [360, 800, 1440]) {
      const seen = await open(file, { width });
      assert((await seen.page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${width} px`);
      await seen.done();
    }
  });

  await step("it is whole without its script", async () => {
    const plain = await open(file, { script: false });
    const { page } = plain;
    assert(!(await page.locator("button.theme").isVisible()), "a button that does nothing");
    assert(!(await page.locator("form.controls").first().isVisible().catch(() => false)), "a filter that does nothing");
    const details = rows(page).first().locator("details");
    if (await details.count() > 0) {
      await details.locator("summary").click();
      assert(await details.locator(".witness").first().isVisible());
    }
    await plain.done();
  });

  await step("on paper the findings are open", async () => {
    const printed = await open(file);
    await printed.page.emulateMedia({ media: "print" });
    await printed.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await printed.page.locator("details:not([open])").count(), 0);
    await printed.page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert(await printed.page.locator("details:not([open])").count() > 0);
    await printed.done();
  });

  if (shots) await screenshots(file, shots);
}
await browser.close();
console.log("the pages hold");

/** Texts whose colour is too near their ground, by the formula of WCAG 2. */
function contrasts() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgb(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const low = new Map();
  for (const element of document.querySelectorAll("main *, nav *, button")) {
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!says || element.closest("svg, .hidden, option") || !element.checkVisibility()) continue;
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.set(`${element.tagName}.${element.className}`, ratio.toFixed(2));
  }
  return [...low];
}

async function screenshots(file, folder) {
  mkdirSync(folder, { recursive: true });
  const name = basename(file, ".html");
  for (const width of [360, 800, 1440]) {
    for (const scheme of ["light", "dark"]) {
      const { page, done } = await open(file, { width, scheme });
      const shoot = (part) => page.screenshot({ path: join(folder, `${name}-${width}-${scheme}-${part}.png`) });
      await shoot("top");
      for (const part of ["discrepancies", "figures", "sources", "scope", "guide"]) {
        const section = page.locator(`section[id$="${part}"]`).first();
        if (await section.count() === 0) continue;
        if (part === "discrepancies" && await rows(page).count() > 0) {
          await rows(page).first().locator("details").evaluate((details) => { details.open = true; });
        }
        await section.evaluate((element) => element.scrollIntoView({ behavior: "instant" }));
        await shoot(part);
      }
      await done();
    }
  }
}

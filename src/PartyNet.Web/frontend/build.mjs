// Builds wwwroot/lib from the npm packages and our own sources. Run by the BuildFrontend target of PartyNet.Web.csproj.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "node_modules");
const lib = path.join(here, "..", "wwwroot", "lib");

/** Copies a font under a name that changes with its content, so that browsers may keep it for ever. */
async function copyFont(subset) {
  const source = path.join(modules, "@fontsource-variable/noto-sans/files", `noto-sans-${subset}-wght-normal.woff2`);
  const hash = createHash("sha256").update(await readFile(source)).digest("hex").slice(0, 10);
  const name = `noto-sans-${subset}-${hash}.woff2`;
  await cp(source, path.join(lib, "fonts", name));
  return name;
}

async function compileStyles(fonts) {
  const entry = path.join(here, "scss", "site.scss");
  const variables = `$font-latin: "${fonts.latin}";\n$font-vietnamese: "${fonts.vietnamese}";\n`;
  const result = await sass.compileStringAsync(variables + (await readFile(entry, "utf8")), {
    loadPaths: [path.join(here, "scss"), modules],
    style: "compressed",
    // Bootstrap 5 is written for @import and the old colour functions; Sass is pinned until it moves.
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  });
  const notice = "/*! Bootstrap 5.3.9, (c) 2011-2025 The Bootstrap Authors, MIT licence */";
  // The compressed style starts with a byte order mark, which must stay first.
  const css = result.css.replace(/^\uFEFF?/, (mark) => mark + notice);
  await writeFile(path.join(lib, "site.css"), css);
}

async function buildSprite() {
  const names = JSON.parse(await readFile(path.join(here, "icons.json"), "utf8"));
  const symbols = await Promise.all(names.map(async (name) => {
    const svg = await readFile(path.join(modules, "bootstrap-icons/icons", `${name}.svg`), "utf8");
    const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)[1].replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 16 16">${inner}</symbol>`;
  }));
  const notice = "<!-- Bootstrap Icons, (c) 2019-2024 The Bootstrap Authors, MIT licence -->";
  await writeFile(path.join(lib, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${notice}${symbols.join("")}</svg>\n`);
}

await rm(lib, { recursive: true, force: true });
await mkdir(path.join(lib, "fonts"), { recursive: true });
const fonts = { latin: await copyFont("latin"), vietnamese: await copyFont("vietnamese") };
await cp(path.join(modules, "@fontsource-variable/noto-sans/LICENSE"), path.join(lib, "fonts", "LICENSE.txt"));
for (const script of ["site.js", "entry.js", "passkey.js", "review.js"])
  await cp(path.join(here, "js", script), path.join(lib, script));
await cp(path.join(here, "img", "favicon.svg"), path.join(lib, "favicon.svg"));
await buildSprite();
// Last: MSBuild takes this file's date as the sign that everything above is done.
await compileStyles(fonts);

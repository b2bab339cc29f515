// Unpacks the Chromium of @sparticuz/chromium once per user and version, and prints where it is as JSON.
// Several test processes may run this at the same time: each unpacks into a folder of its own, and the first to rename wins.
import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const modulePath = path.join(path.dirname(fileURLToPath(import.meta.url)), "node_modules/@sparticuz/chromium");

if (process.platform !== "linux" || process.arch !== "x64") {
  console.error("The browser of the npm package runs on 64-bit Linux only. Install Chromium or Chrome, or set PARTYNET_CHROMIUM to its path.");
  process.exit(1);
}

const { version } = JSON.parse(readFileSync(path.join(modulePath, "package.json"), "utf8"));
const { uid } = os.userInfo();
const home = path.join(os.tmpdir(), `partynet-chromium-${version}-${uid}`);

/** Whole, and ours: in a shared folder for temporary files anybody could have put something under that name. */
function isReady() {
  return existsSync(path.join(home, "chromium")) && existsSync(path.join(home, "fonts.conf")) && lstatSync(home).uid === uid;
}

async function unpack() {
  const staging = await mkdtemp(`${home}-`);
  try {
    // The package unpacks into the folder for temporary files, without asking.
    process.env.TMPDIR = staging;
    const { default: chromium, inflate } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    await inflate(path.join(modulePath, "bin/al2023.tar.br"));
    // One font and no other: pages bring their own, and pictures do not depend on what a machine has installed.
    const fonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${home}/fonts</dir><cachedir>${home}/cache</cachedir></fontconfig>`;
    await writeFile(path.join(staging, "fonts.conf"), fonts);
    if (!isReady()) await rm(home, { recursive: true, force: true });
    await rename(staging, home);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!isReady()) throw error; // otherwise another process was quicker
  }
}

/** A bare machine lacks NSS; the package brings it, for use only where it is missing. */
function environment() {
  const env = { FONTCONFIG_FILE: path.join(home, "fonts.conf") };
  try {
    execFileSync(path.join(home, "chromium"), ["--version"], { stdio: "ignore" });
  } catch {
    env.LD_LIBRARY_PATH = path.join(home, "al2023/lib");
  }
  return env;
}

if (!isReady()) await unpack();
console.log(JSON.stringify({ path: path.join(home, "chromium"), env: environment() }));

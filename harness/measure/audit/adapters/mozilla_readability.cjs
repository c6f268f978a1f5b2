// Mozilla Readability, as its manual shows it for node: the parser of Firefox's reader view on a jsdom document.
// Speaks the protocol of harness/measure/audit/worker.py. Its packages are looked for in the working folder's
// node_modules, then where NODE_PATH says: npm install @mozilla/readability jsdom
"use strict";
const { createRequire } = require("node:module");
const path = require("node:path");
const readline = require("node:readline");

const say = (value) => process.stdout.write(JSON.stringify(value) + "\n");
const here = createRequire(path.join(process.cwd(), "index.js"));
const load = (name) => {
  try {
    return here(name);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    return require(name);
  }
};

let Readability, JSDOM, VirtualConsole, version;
try {
  ({ Readability } = load("@mozilla/readability"));
  ({ JSDOM, VirtualConsole } = load("jsdom"));
  version = load("@mozilla/readability/package.json").version;
} catch (error) {
  say({ error: `a node package is missing (${String(error.message).split("\n")[0]}); npm install @mozilla/readability jsdom, or set NODE_PATH` });
  process.exit(1);
}
say({ wants: "text", about: `@mozilla/readability ${version}, new Readability(document).parse().textContent` });

readline.createInterface({ input: process.stdin, crlfDelay: Infinity }).on("line", (line) => {
  const { html, url } = JSON.parse(line);
  try {
    const dom = new JSDOM(html, { url: url || "https://news.example/", virtualConsole: new VirtualConsole() });
    const article = new Readability(dom.window.document).parse();
    dom.window.close();
    say({ text: article && article.textContent, flags: [], complete: null });
  } catch (error) {
    say({ raised: `${error.name}: ${error.message}` });
  }
});

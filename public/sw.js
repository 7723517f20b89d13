// Makes a reload of Pairs and Complete work without a network. Keeps three things: the two pages as they were last drawn
// for the person who is signed in, the build's own files, and photos that the pages themselves have put aside. Answers of
// the API are never kept. The page of another person empties it, and so does signing out.

const shells = ["/pairs", "/pairs/complete"];
const shellCache = "toile-shell";
const fileCache = "toile-files";
const photoCache = "toile-photos";
const tasksOf = "toile-tasks-";
const personKey = "/toile-person";
/** A link that has not answered a page by then is as good as none. */
const patienceMs = 4_000;
const freshMs = 60 * 60_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { kind, personId } = event.data ?? {};
  const work = kind === "person" ? welcome(personId) : kind === "sign-out" ? forget() : undefined;
  if (work) event.waitUntil(work.finally(() => event.ports[0]?.postMessage("done")));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (shells.includes(url.pathname)) event.respondWith(page(event, url.pathname));
    else if (url.pathname === "/") event.respondWith(fetch(request).catch(() => Response.redirect(shells[0])));
  } else if (url.pathname.startsWith("/_next/static/")) event.respondWith(file(event));
  else if (url.pathname.startsWith("/api/photos/")) event.respondWith(photo(request));
});

/** The network's page when it comes in time, else the one that was kept. */
async function page(event, path) {
  const kept = await (await caches.open(shellCache)).match(path);
  const fresh = fetch(event.request);
  event.waitUntil(fresh.then((response) => keepShell(path, response.clone())).catch(() => {}));
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs, kept));
  return Promise.race([fresh, late]).catch(() => kept);
}

/** A build's files never change under one name. */
async function file(event) {
  const cache = await caches.open(fileCache);
  const kept = await cache.match(event.request);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(cache.put(event.request, response.clone()));
  return response;
}

async function photo(request) {
  const kept = await (await caches.open(photoCache)).match(request.url);
  return kept ?? fetch(request);
}

/** The page of a person who is signed in: theirs is kept, what belonged to another goes first. */
async function welcome(personId) {
  const before = await (await (await caches.open(shellCache)).match(personKey))?.text();
  if (before !== personId) {
    await forget(personId);
    await (await caches.open(shellCache)).put(personKey, new Response(personId));
  }
  await Promise.all(shells.map(refresh));
  await removeOldFiles();
}

/** The pages that are visited are kept as they come; the other one is fetched now and then. */
async function refresh(path) {
  const kept = await (await caches.open(shellCache)).match(path);
  if (kept && Date.now() - Date.parse(kept.headers.get("date") ?? "") < freshMs) return;
  try {
    await keepShell(path, await fetch(path, { credentials: "same-origin" }));
  } catch {
    // Without a network the one that is kept stays.
  }
}

/** Keeps a page once all of its files are here, so that the two always belong to one build. */
async function keepShell(path, response) {
  if (!response.ok || response.redirected) return;
  const text = await response.clone().text();
  await keepFiles(filesIn(text));
  const cache = await caches.open(shellCache);
  // Signed out meanwhile: nothing of theirs may stay.
  if (await cache.match(personKey)) await cache.put(path, response);
}

async function keepFiles(paths) {
  const cache = await caches.open(fileCache);
  for (const path of paths) {
    if (await cache.match(path)) continue;
    const response = await fetch(path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    await cache.put(path, response.clone());
    // Fonts are named by the style sheets alone.
    if (path.endsWith(".css")) await keepFiles(filesIn(await response.text(), path));
  }
}

/** The build's files that a page or a style sheet names. */
function filesIn(text, from = "/") {
  const named = text.match(/\/_next\/static\/[\w./~@%-]+\.(?:js|css|woff2)/g) ?? [];
  const relative = [...text.matchAll(/url\(["']?(\.\.?\/[^"')]+)["']?\)/g)].map(
    ([, path]) => new URL(path, self.location.origin + from).pathname,
  );
  return [...new Set([...named, ...relative])];
}

/** Files of an earlier build go once both pages are of the new one. */
async function removeOldFiles() {
  const pages = await caches.open(shellCache);
  const named = new Set();
  for (const path of shells) {
    const kept = await pages.match(path);
    if (!kept) return;
    for (const one of filesIn(await kept.text())) named.add(one);
  }
  const cache = await caches.open(fileCache);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (/\.(js|css)$/.test(pathname) && !named.has(pathname)) await cache.delete(request);
  }
}

/** Pages and photos go, and the tasks of everyone but `staying`. */
async function forget(staying) {
  await Promise.all([shellCache, photoCache].map((name) => caches.delete(name)));
  const databases = (await indexedDB.databases?.()) ?? [];
  for (const { name } of databases)
    if (name?.startsWith(tasksOf) && name !== tasksOf + staying) indexedDB.deleteDatabase(name);
}

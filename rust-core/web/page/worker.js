// Runs the judge beside the page, so that the page stays usable and a look at files can be stopped.

/** @type {(Blob | undefined)[]} */
let files = [];
/** @type {Blob[]} */
let scratch = [];
/** @type {Uint8Array<ArrayBuffer>[]} */
let result = [];
/** What the judge said before it broke down. */
let breakdown = "";
let bytes_read = 0;
let reported = 0;
/** How much was read since the browser was made to clear away. */
let left_over = 0;
/** So much may be. */
const MOST_LEFT_OVER = 8 * 1024 * 1024;
const reader = new FileReaderSync();

/**
 * Has the browser clear away what was read and is not used any more. By itself it lets a hundred
 * megabytes of that pile up; asked for more than it lets pile up, it clears away first. What is asked
 * for is never touched, and so takes no memory.
 */
function clearAway() {
  left_over = 0;
  try {
    new ArrayBuffer(256 * 1024 * 1024);
  } catch {
    // A browser that refuses that much has tried to make room for it.
  }
}

/** Lends the judge bytes of a file. */
function readFile(file, offset, length) {
  if (left_over >= MOST_LEFT_OVER) clearAway();
  let bytes;
  try {
    bytes = new Uint8Array(reader.readAsArrayBuffer(/** @type {Blob} */ (files[file]).slice(offset, offset + length)));
  } catch (error) {
    throw String(error.message);
  }
  bytes_read += bytes.length;
  left_over += bytes.length;
  if (Date.now() - reported > 100) {
    reported = Date.now();
    postMessage({ bytes_read });
  }
  return bytes;
}

/** Copies bytes that the judge holds to where it wants them. */
function copyBytes(bytes, place, into) {
  into.set(bytes.subarray(place, place + into.length));
}

/** Begins a file that stays until it is forgotten. */
function beginScratch() {
  scratch = [];
}

/** Takes bytes of it. The browser keeps them on disk, if there are many. */
function takeScratch(bytes) {
  scratch.push(new Blob([bytes]));
}

/** Ends it, and returns its place. */
function endScratch() {
  files.push(new Blob(scratch));
  scratch = [];
  return files.length - 1;
}

/** Forgets it. */
function forgetScratch(file) {
  files[file] = undefined;
}

/** Takes bytes of a result, which the judge overwrites afterwards. */
function takeResult(bytes) {
  result.push(bytes.slice());
}

/** Keeps why the judge broke down. */
function noteBreakdown(text) {
  breakdown = text;
}

/** Returns what was taken as one file. */
function taken(type) {
  const blob = new Blob(result, { type });
  result = [];
  return blob;
}

/** What was judged last: there is something before anything of it is asked for. */
/** @type {any} */
let fleet;
/** @type {any} */
let judged;

/** Takes files to look at. */
const begin = (given) => {
  files = [...given];
  bytes_read = 0;
};

const answers = {
  start({ module, opened }) {
    wasm_bindgen.initSync({ module });
    return { about: JSON.parse(wasm_bindgen.about()), checksum: wasm_bindgen.checksum(opened) };
  },
  fleet({ request, files: given }) {
    fleet?.free();
    fleet = undefined;
    begin(given);
    fleet = new wasm_bindgen.JudgedFleet(request);
    fleet.page();
    return { page: taken("text/html;charset=utf-8"), unread: fleet.unread() };
  },
  files({ request, files: given }) {
    judged?.free();
    judged = undefined;
    begin(given);
    judged = new wasm_bindgen.JudgedFiles(request);
    judged.shown();
    return { shown: taken("application/json") };
  },
  scan() {
    judged.scan();
    return { file: taken("application/json") };
  },
  inspect() {
    judged.inspect();
    return { file: taken("application/json") };
  },
  sample({ request, files: given }) {
    begin(given);
    return { text: wasm_bindgen.sampleFile(request) };
  },
  check({ policy, now }) {
    return { text: wasm_bindgen.checkPolicy(policy, now) };
  },
  preview({ policy, language, now }) {
    return { text: wasm_bindgen.previewPolicy(policy, language, now) };
  },
  startPolicy({ preset, now }) {
    return { text: wasm_bindgen.startPolicy(preset, now) };
  },
  exportPolicy({ request }) {
    return { text: wasm_bindgen.exportPolicy(request) };
  },
  papers({ policy, language, now }) {
    return { text: wasm_bindgen.writePapers(policy, language, now) };
  },
  page() {
    fleet.page();
    return { file: taken("text/html;charset=utf-8") };
  },
  csv() {
    fleet.csv();
    return { file: taken("text/csv;charset=utf-8") };
  },
  json() {
    fleet.json();
    return { file: taken("application/json") };
  },
};

onmessage = ({ data }) => {
  const { id, ask } = data;
  try {
    postMessage({ id, answer: answers[ask](data) });
  } catch (error) {
    // The judge refuses with JSON. Anything else is a fault of its own.
    const refusal = typeof error === "string" ? JSON.parse(error) : undefined;
    postMessage({ id, refusal, breakdown: refusal ? "" : breakdown || String(error) });
  }
};

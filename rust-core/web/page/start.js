// The views, and the start of all.
const VIEWS = ["fleet", "files", "policy"];

const shownView = () => VIEWS.find((name) => location.hash === `#${name}`) ?? VIEWS[0];

const show = () => {
  const view = shownView();
  for (const name of VIEWS) {
    find(name).hidden = name !== view;
    const link = /** @type {Element} */ (document.querySelector(`nav a[href="#${name}"]`));
    if (name === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
};
addEventListener("hashchange", show);

// Files may be dropped anywhere; they go to the view that is shown.
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const dropped = /** @type {any} */ (event.dataTransfer?.files ?? []);
  if (shownView() === "policy") openPolicy(dropped);
  else ({ fleet: exports, files: apks })[shownView()].take(dropped);
});

find("language").addEventListener("change", ({ target }) => {
  language = target.value;
  find("preview-language").value = language;
  find("papers-language").value = language;
  speak();
  exports.list();
  apks.list();
  drawApks();
  takeSample();
  takePolicy(find("policy-json").value);
  translateSteps();
});

find("preview-language").value = language;
find("papers-language").value = language;
speak();
show();
start().then(({ about, checksum }) => {
  const sign = () => {
    find("version").textContent = word("version", about.version);
    find("checksum").textContent = word("checksum", checksum);
  };
  sign();
  find("language").addEventListener("change", sign);
  find("fleet-format").append(...about.formats.map((name) => element("option", name)));
  startPolicies(about);
  find("unusable").remove();
  find("views").hidden = false;
}, (problem) => {
  find("unusable").append(` (${problem.breakdown ?? problem})`);
});

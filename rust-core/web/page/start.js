// The views, and the start of all.
const VIEWS = ["fleet", "policy"];

const show = () => {
  const view = VIEWS.find((name) => location.hash === `#${name}`) ?? VIEWS[0];
  for (const name of VIEWS) {
    find(name).hidden = name !== view;
    const link = document.querySelector(`nav a[href="#${name}"]`);
    if (name === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
};
addEventListener("hashchange", show);

find("language").addEventListener("change", ({ target }) => {
  language = target.value;
  speak();
  list();
  takePolicy(find("policy-json").value);
});

speak();
show();
start().then(({ about }) => {
  find("version").textContent = word("version", about.version);
  find("fleet-format").append(...about.formats.map((name) => element("option", name)));
  startPolicies(about);
  find("unusable").remove();
  find("views").hidden = false;
}, (problem) => {
  find("unusable").append(` (${problem.breakdown ?? problem})`);
});

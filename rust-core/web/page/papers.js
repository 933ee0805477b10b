// The papers for a roll-out: the judge fills them in, and each is offered as a file.

/** Returns an item with a paper's title and a button that saves it. */
const drawPaper = ({ title: called, file, html }, tongue) => {
  const item = element("li", "");
  const title = element("span", called);
  title.lang = tongue;
  const keep = () => save(new Blob([html], { type: "text/html;charset=utf-8" }), file);
  item.append(title, " ", button("save_file", keep, called));
  return item;
};

find("papers-write").addEventListener("click", async () => {
  find("papers-problems").replaceChildren();
  find("papers-files").replaceChildren();
  const tongue = find("papers-language").value;
  try {
    const papers = JSON.parse((await ask("papers", { policy: find("policy-json").value, language: tongue, now: now() })).text);
    find("papers-files").replaceChildren(...papers.map((paper) => drawPaper(paper, tongue)));
  } catch (problem) {
    complain("papers-problems", problem);
  }
});

extension ReportPage {
  /// The digest of ``script``, which the page's policy names; a test says when it is another.
  static let scriptHash = "sha256-B8KTWpBcCcMf9Sn3qOeyNdov+9HQ+GIvtVTLukPTVKw="

  /// Filters the rows of tables, and opens everything for the printer.
  ///
  /// The page is complete without it: filters stay hidden then. It reads texts and sets `hidden`, `open`
  /// and one text, and makes no element.
  static let script: StaticString = """

    for (const filter of document.querySelectorAll(".filter")) {
      const rows = [...document.querySelectorAll(`#${filter.dataset.rows} > tr`)];
      const texts = rows.map((row) =>
        [...row.querySelectorAll(".key")].map((key) => key.textContent).join(" ").toLowerCase());
      const search = filter.querySelector("input[type=search]");
      const boxes = [...filter.querySelectorAll("input[type=checkbox]")];
      const told = filter.querySelector("output");
      const apply = () => {
        const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
        const left = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
        let shown = 0;
        rows.forEach((row, place) => {
          const fits = !left.has(row.dataset.group) && words.every((word) => texts[place].includes(word));
          row.hidden = !fits;
          if (fits) shown += 1;
        });
        told.textContent = `${shown} of ${rows.length} shown`;
      };
      filter.addEventListener("input", apply);
      filter.hidden = false;
      apply();
    }
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open])")];
      for (const details of opened) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const details of opened) details.open = false;
    });

    """
}
